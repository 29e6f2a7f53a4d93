"""Which rules apply, and where: by name or family, from the command line and from `settings.check`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from types import MappingProxyType

from pmo.errors import UsageError
from pmo.findings import Fault
from pmo.model import CheckSettings
from pmo.nearest import did_you_mean
from pmo.rules import BY_SLUG, FAMILIES, RULES
from pmo.rules.base import Rule

UNREAD = frozenset({"unreadable-file", "invalid-yaml", "merge-conflict"})
"""What keeps a file from being read. Whatever is selected, a run says so: what it did not see, it cannot have checked."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What one run looks at. `select` None means every rule of the profile; `ignore_in` maps path patterns to rules ignored there."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    ignore_in: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    def with_settings(self, settings: CheckSettings) -> "Selection":
        """This selection narrowed by the plan's own settings. Names in them that do not exist are findings elsewhere."""
        if not settings.ignore and not settings.ignore_in:
            return self
        # A rule that was asked for by name on the command line is wanted, whatever the plan says.
        ignore = _slugs(settings.ignore) - (self.select or frozenset())
        ignore_in = {pattern: _slugs(names) for pattern, names in settings.ignore_in.items()}
        return Selection(self.select, self.ignore | ignore, MappingProxyType(ignore_in))

    def wants(self, rule: Rule, profile: str) -> bool:
        """Whether a rule runs at all. A rule that was selected by name runs in every profile."""
        if rule.slug in self.ignore:
            return False
        return rule.in_profile(profile) if self.select is None else rule.slug in self.select

    def keeps(self, fault: Fault) -> bool:
        """Whether a fault counts where it was found: the reader's come without asking, and rules may be ignored in some files."""
        if fault.rule in self.ignore or not (self.asks(fault.rule) or fault.rule in UNREAD):
            return False
        path = fault.place.path
        return not any(fault.rule in slugs and fnmatchcase(path, pattern) for pattern, slugs in self.ignore_in.items())

    def asks(self, slug: str) -> bool:
        """Whether the faults of a rule were asked for."""
        return slug not in self.ignore and (self.select is None or slug in self.select)

    def complete(self, profile: str) -> bool:
        """Whether every rule runs, everywhere."""
        return self.select is None and not self.ignore and not self.ignore_in and profile != "start"


EVERYTHING = Selection()


def expand(names: Iterable[str]) -> frozenset[str]:
    """The slugs that names and families stand for; a name may hold several with commas between.

    Raises:
        UsageError: a name is neither a rule's nor a family's.
    """
    wanted = [part.strip() for text in names for part in text.split(",") if part.strip()]
    for name in wanted:
        if not is_name(name):
            near = did_you_mean(name, {*FAMILIES, *BY_SLUG})
            raise UsageError(f"There is no rule or family `{name}`.{near} `pmo rules` lists them all.")
    return _slugs(wanted)


def is_name(name: str) -> bool:
    """Whether a rule or a family has this name."""
    return name in BY_SLUG or name in FAMILIES


def _slugs(names: Iterable[str]) -> frozenset[str]:
    wanted = set(names)
    return frozenset(rule.slug for rule in RULES if rule.slug in wanted or rule.family in wanted)
