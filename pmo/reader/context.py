"""What is known while a plan is read: the file at hand, every id so far, and the faults found."""

from dataclasses import dataclass, field

from pmo.findings import Fault, Related
from pmo.model import Element
from pmo.origin import Origin
from pmo.source.edits import Edit
from pmo.source.files import PlanFiles, ReadFile
from pmo.source.problems import Problem
from pmo.source.text import Place, SourceFile


@dataclass(frozen=True, slots=True)
class LookedFor:
    """A readings file that a file of the plan names: `path` as it is named in `by`, and what it held.

    `read` is None for one that was not there.
    """

    path: str
    by: str
    read: ReadFile | None


@dataclass(slots=True)
class Reading:
    """One plan being read. `elements` maps every id to its element, or to its origin alone while that is still being read.

    `looked_for` lists the readings files that were asked for, each as often as it is named.
    """

    source: PlanFiles
    faults: list[Fault] = field(default_factory=list)
    elements: dict[str, Element | Origin] = field(default_factory=dict)
    readings_files: list[SourceFile] = field(default_factory=list)
    looked_for: list[LookedFor] = field(default_factory=list)

    def take(self, other: "Reading") -> None:
        """Add what was found in one more file, which defines no id a second time."""
        self.faults += other.faults
        self.elements.update(other.elements)
        self.readings_files += other.readings_files
        self.looked_for += other.looked_for


@dataclass(slots=True)
class Context:
    """The file at hand, and the element in it that is being read (its id, for messages)."""

    plan: Reading
    file: SourceFile
    element: str = ""

    def fault(
        self,
        rule: str,
        message: str,
        fix: str,
        start: int,
        *,
        key: str = "",
        also: Related | None = None,
        edits: tuple[Edit, ...] = (),
    ) -> None:
        """Note a fault at an offset of the file."""
        related = (also,) if also else ()
        place = Place(self.file, start)
        self.plan.faults.append(Fault(place, message, fix, self.element, key, related, rule=rule, edits=edits))

    def reserve(self, element_id: str, origin: Origin) -> bool:
        """Claim an id for the element that begins here; False, and a fault that shows both places, if it is taken."""
        first = self.plan.elements.setdefault(element_id, origin)
        if first is origin:
            return True
        place = first.place if isinstance(first, Origin) else first.origin.place
        message = f"The id `{element_id}` is defined twice."
        fix = "Give one of the two another id; if they are the same thing, keep one."
        also = Related(place, "it is first defined here")
        self.plan.faults.append(Fault(origin.place, message, fix, element_id, related=(also,), rule="duplicate-id"))
        return False


def fault_of(problem: Problem, file: SourceFile) -> Fault:
    """A problem of a file as a fault of the plan."""
    also = () if problem.also is None else (Related(Place(file, problem.also), "it is first defined here"),)
    place = Place(file, problem.start, problem.end)
    return Fault(place, problem.message, problem.fix, related=also, rule=problem.slug)
