"""Extract of a plan: some files of it with those that they name, read and checked as if there were nothing else."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmo.engine import Result, check
from pmo.excuses import Waived
from pmo.findings import Finding
from pmo.model import Element, Objective
from pmo.origin import Origin
from pmo.reader.kept import Kept
from pmo.reader.load import load_plan
from pmo.reader.sections import PARTIES
from pmo.recheck.certain import sure
from pmo.recheck.faces import View
from pmo.recheck.outline import Outline
from pmo.rules import BY_SLUG, RULES
from pmo.rules.customers import heard_since
from pmo.rules.placeholders import may_hold_placeholders
from pmo.selection import Selection
from pmo.source.files import ROOT_NAME, Folder, ReadFile

_OWN = tuple(rule for rule in RULES if rule.own)
# Their findings, not those of the reader, which says something of what is no element, too.
_ASKED = frozenset(rule.slug for rule in _OWN if rule.check)


@dataclass(frozen=True, slots=True)
class Held:
    """A plan's folder as it was, or as it is: readings files are given, so that none can change in between."""

    folder: Folder
    held: Mapping[str, ReadFile]

    def plan_files(self) -> list[ReadFile]:
        """None: they are given."""
        return []

    def inside(self, path: str) -> bool:
        """Whether a path stays in the plan's folder."""
        return self.folder.inside(path)

    def exists(self, path: str) -> bool:
        """Whether anything stood at a path."""
        return path in self.held

    def read(self, path: str) -> ReadFile:
        """The text of one file."""
        return self.held[path]


@dataclass(frozen=True, slots=True)
class Extract:
    """Some files of a plan, at work, read and checked by their own rules together with the files that they name.

    `concerned` are the files at work and their readings files.
    """

    result: Result
    outlines: tuple[Outline, ...]
    at_work: frozenset[str]
    concerned: frozenset[str]

    @property
    def elements(self) -> tuple[Element, ...]:
        """What the files at work define; the PMO and the organization are no file's own."""
        found = self.result.plan.elements.values()
        return tuple([e for e in found if e.origin.file.path in self.at_work and e.id not in PARTIES])

    @property
    def hinted(self) -> list[str]:
        """The files at work that may hold placeholders, as far as can be told without reading them."""
        files = {file.path: file for file in self.result.plan.files}
        return [file.path for file in may_hold_placeholders([files[path] for path in sorted(self.at_work)])]

    def face(self, supported: frozenset[str], *, own_words: bool) -> object:
        """What of the files at work the findings on anything else can hang on."""
        result = self.result
        view = View(result.alignment, heard_since(result.today, result.thresholds), supported, own_words)
        elements = self.elements
        said = [(name, key, view.face(value)) for outline in self.outlines for name, key, value in outline.said]
        return [e.id for e in elements], view.face(elements), said

    def titles(self) -> list[str]:
        """What the PMO's objectives in the files at work are called."""
        return titles_of([e for e in self.result.plan.pmo.objectives if e.origin.file.path in self.at_work])

    def own(self) -> list[Finding]:
        """What the elements' own rules say of the files at work."""
        return [finding for finding in self.result.findings if self.is_own(finding)]

    def waived(self) -> list[Waived]:
        """The same, as far as it is excused."""
        return [item for item in self.result.waived if self.is_own(item.finding)]

    @property
    def at_home(self) -> bool:
        """Whether what own rules say of an element at work, and nothing else, stands in the files at work or in their readings files.

        What they say of a party is not its own: files that are not here may have a part in it.
        """
        names = {element.id for element in self.elements}
        found = (*self.result.findings, *(item.finding for item in self.result.waived))
        return all(
            (finding.element in names) == (finding.place.path in self.concerned)
            for finding in found
            if finding.element and finding.rule in _ASKED
        )

    def is_own(self, finding: Finding) -> bool:
        """Whether a finding is one of its element's own rules, in a file at work."""
        return BY_SLUG[finding.rule].own and finding.place.path in self.concerned


@dataclass(frozen=True, slots=True)
class Workbench:
    """On which the parts lie that are compared: what decides a check beside the files, and what was made of files once.

    `where` has the file of each element of the whole plan, by id; `nowhere` is the place of what nobody wrote.
    """

    today: dt.date
    selection: Selection
    at_work: frozenset[str]
    concerned: frozenset[str]
    where: Mapping[str, str]
    nowhere: Origin
    kept: Kept = field(default_factory=Kept)

    def outlines(self, files: Iterable[ReadFile], source: Held) -> tuple[Outline, ...]:
        """What some files hold, each by itself."""
        drafts = [(read.file, self.kept.alone(source, read, self.nowhere)) for read in files]
        trees = self.kept.trees
        return tuple([Outline.of(draft, trees.get(file.text), root=file.path == ROOT_NAME) for file, draft in drafts])

    def extract(self, files: list[ReadFile], source: Held, outlines: tuple[Outline, ...]) -> Extract:
        """Files at work with others, read and checked.

        Raises:
            UnclearError: one of them cannot be read, or not without a fault that is no element's own; an id means another element than in
                the whole plan, where a file that is not here takes it first; or what is said of its elements does not stand in them.
        """
        loaded = load_plan(source, files, kept=self.kept)
        sure(not loaded.plan.unread and all(BY_SLUG[fault.rule].own for fault in loaded.faults))
        elements = loaded.plan.elements.items()
        sure(all(self.where.get(name) == e.origin.file.path for name, e in elements if name not in PARTIES))
        found = Extract(check(loaded, self.today, self.selection, rules=_OWN), outlines, self.at_work, self.concerned)
        sure(found.at_home)
        return found


def titles_of(objectives: Sequence[Objective]) -> list[str]:
    """What objectives are called; empty for those without a title."""
    return [objective.title or "" for objective in objectives]
