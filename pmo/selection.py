"""Which rules apply, and where: by name or family, from the command line and from `settings.check`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from types import MappingProxyType

from pmo.errors import UsageError
from pmo.findings import Fault
from pmo.nearest import did_you_mean
from pmo.rules import BY_SLUG, FAMILIES, RULES
from pmo.rules.base import Rule


@dataclass(frozen=True, slots=True)
class Selection:
    """What one run looks at. `select` None means every rule of the profile; `ignore_in` maps path patterns to rules ignored there."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    ignore_in: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    def wants(self, rule: Rule, profile: str) -> bool:
        """Whether a rule runs at all. A rule that was selected by name runs in every profile."""
        if rule.slug in self.ignore:
            return False
        return rule.in_profile(profile) if self.select is None else rule.slug in self.select

    def keeps(self, fault: Fault) -> bool:
        """Whether a fault counts where it was found: the reader's faults come without asking, and paths may be ignored."""
        if fault.rule in self.ignore or (self.select is not None and fault.rule not in self.select):
            return False
        path = fault.place.path
        return not any(fault.rule in slugs and fnmatchcase(path, pattern) for pattern, slugs in self.ignore_in.items())


def expand(names: Iterable[str]) -> frozenset[str]:
    """The slugs that names and families stand for; a name may hold several with commas between.

    Raises:
        UsageError: a name is neither a rule's nor a family's.
    """
    found: set[str] = set()
    for name in (part.strip() for text in names for part in text.split(",") if part.strip()):
        if name in BY_SLUG:
            found.add(name)
        elif name in FAMILIES:
            found.update(rule.slug for rule in RULES if rule.family == name)
        else:
            near = did_you_mean(name, {*FAMILIES, *BY_SLUG})
            raise UsageError(f"There is no rule or family `{name}`.{near} `pmo rules` lists them all.")
    return frozenset(found)
