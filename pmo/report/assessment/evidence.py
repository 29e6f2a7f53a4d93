"""What a plan can show for and against each of the seven complaints: counts with their denominators, and the names that are missing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pmo.align import complete
from pmo.model import Element, Person, Statement
from pmo.oversight import Agreement
from pmo.progress import State, newest, stale
from pmo.report.facts import Facts, listed
from pmo.report.figures import fraction
from pmo.rules.placeholders import is_placeholder
from pmo.terms import Level, MeasureKind, ReviewKind, Strength

_NAMES = 6
_FEW = 3
_GOOD = frozenset({State.ON_TRACK, State.MET})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure: `part` of `whole`, as words in `text` (`7 of 9`), and which they are."""

    label: str
    text: str
    part: int
    whole: int
    names: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that can be counted: what it is called where it is so (`yes`), where it is not (`no`), and which is which."""

    yes: str
    no: str
    found: tuple[tuple[str, bool], ...]

    def against(self) -> Evidence | None:
        """What speaks against the complaint: those of which it is so. None where there are none."""
        return self._side(self.yes, wanted=True)

    def in_favour(self) -> Evidence | None:
        """What speaks for the complaint: those of which it is not so. None where there are none."""
        return self._side(self.no, wanted=False)

    def _side(self, label: str, *, wanted: bool) -> Evidence | None:
        names = [name for name, holds in self.found if holds is wanted]
        if not names:
            return None
        # Names are news where they are few, of things that are missing or of the lesser part.
        few = len(names) <= _FEW or len(names) < len(self.found)
        which = listed(names, _NAMES) if few and (not wanted or 2 * len(names) <= len(self.found)) else ""
        return Evidence(label, fraction(len(names), len(self.found)), len(names), len(self.found), which)


def _of(yes: str, no: str, found: Iterable[tuple[str, bool]]) -> Question:
    return Question(yes, no, tuple(found))


def purpose(facts: Facts) -> Iterator[Question]:
    """Nobody understands what the PMO is for."""
    pmo = facts.plan.pmo
    written = (
        ("purpose", _written(pmo.purpose)),
        ("mission", _stated(pmo.mission)),
        ("vision", _stated(pmo.vision)),
    )
    yield _of("Purpose, mission and vision that are written down", "Not written down", written)
    sections = (
        ("scope", pmo.scope is not None and bool(pmo.scope.in_ or pmo.scope.out)),
        ("authority", any(map(_written, pmo.authority))),
        ("what it is judged by", any(map(_written, pmo.judged_by))),
    )
    yield _of("What it may do and is judged by, written down", "Not said in the charter", sections)
    yield _of(
        "Signatures under the charter as it stands",
        "Signatures under another text",
        ((facts.name(s.person), s.agreement is Agreement.CURRENT) for s in facts.alignment.signatures),
    )


def value(facts: Facts) -> Iterator[Question]:
    """It shows no quantified value."""
    alignment = facts.alignment
    measured = [(o, m) for o in alignment.objectives for m in o.measures]
    yield _of(
        "Objectives with a measure",
        "Objectives without a measure",
        ((o.name_, bool(o.measures)) for o in alignment.objectives),
    )
    yield _of(
        "Measures with all that it takes to judge them",
        "Measures that lack something to be judged by",
        ((m.name_, complete(m, o)) for o, m in measured),
    )
    yield _of(
        "Measures read on time",
        "Measures never read, or overdue",
        (
            (m.name_, newest(m, alignment.today) is not None and not stale(m, alignment.today, alignment.tolerance))
            for _, m in measured
        ),
    )
    customers = [(o.name_, s) for v in alignment.customer_value for o, s in v.objectives]
    yield _of(
        "Customers' objectives whose standing is known",
        "Customers' objectives of which nobody knows",
        ((name, s.state is not State.NO_DATA) for name, s in customers),
    )


def focus(facts: Facts) -> Iterator[Question]:
    """It has no focus."""
    alignment = facts.alignment
    yield _of(
        "Objectives that are mainly for one thing",
        "Objectives that are mainly for several things, or for none",
        (
            (o.name_, sum(k.strength is Strength.PRIMARY and alignment.live(k) for k in o.supports) == 1)
            for o in alignment.objectives
        ),
    )
    yield _of(
        "Objectives with at most three measures",
        "Objectives with more measures",
        ((o.name_, len(o.measures) <= 3) for o in alignment.objectives),  # noqa: PLR2004 -- what can be kept in mind
    )


def results(facts: Facts) -> Iterator[Question]:
    """We are dissatisfied with its results."""
    alignment = facts.alignment
    standings = [(o, facts.standings[o.id].state) for o in alignment.objectives]
    yield _of(
        "Objectives on track or met",
        "Objectives that are not, or that have no data",
        ((o.name_, s in _GOOD) for o, s in standings),
    )
    yield _of(
        "Objectives behind plan that something works on",
        "Objectives behind plan that nothing works on",
        (
            (o.name_, not alignment.neglected(o))
            for o, state in standings
            if state in (State.AT_RISK, State.OFF_TRACK, State.MISSED)
        ),
    )
    yield _of(
        "Missed targets with a verdict",
        "Missed targets without a verdict",
        (
            (m.name_, m.result is not None)
            for o in alignment.objectives
            for m in o.measures
            if alignment.standing(m).state is State.MISSED
        ),
    )
    due = [
        a
        for r in alignment.reviews
        for a in r.actions
        if (a.done is not None and a.done <= alignment.today) or (a.due is not None and a.due < alignment.today)
    ]
    yield _of(
        "Actions of reviews that are done, of those done or due",
        "Actions of reviews that are overdue",
        ((a.what or a.name_, a.done is not None and a.done <= alignment.today) for a in due),
    )


def burden(facts: Facts) -> Iterator[Question]:
    """It is a burden."""
    alignment, pmo = facts.alignment, facts.plan.pmo
    trace = alignment.assets
    yield _of(
        "Processes, templates, tools and roles that serve an objective or are mandated",
        "Processes, templates, tools and roles that serve nothing",
        [(a.name_, True) for a in (*trace.serving, *trace.mandated)] + [(a.name_, False) for a in trace.untraced],
    )
    services = [s for s in pmo.services if s.id in alignment.active_ids]
    yield _of("Services that name their customer", "Services for nobody", ((s.name_, bool(s.for_)) for s in services))
    heard = {
        customer
        for o in alignment.objectives
        if any(m.kind is MeasureKind.FEEDBACK for m in o.measures)
        for customer in o.for_
    }
    yield _of(
        "Customers whose opinion an objective for them measures",
        "Customers whose opinion no objective for them measures",
        ((customer.name_, customer.id in heard) for customer in facts.plan.customers),
    )


def understood(facts: Facts) -> Iterator[Question]:
    """The business does not understand the PMO."""
    alignment, plan = facts.alignment, facts.plan
    links = [(f"{s.source.name_} → {s.target.name_}", s) for s in alignment.links]
    yield _of("Links that say why", "Links without a reason", ((name, bool(s.link.because)) for name, s in links))
    yield _of(
        "Links agreed by the other side",
        "Links that nobody on the other side agreed",
        ((name, bool(s.link.agreed_by)) for name, s in links),
    )
    confirmed = {id(s.link) for s in alignment.confirmed_links}
    yield _of(
        "Links that a review confirmed lately, unchanged since",
        "Links not confirmed lately, or changed since",
        ((name, id(s.link) in confirmed) for name, s in links),
    )
    sponsor = plan.elements.get(pmo_sponsor) if (pmo_sponsor := plan.pmo.sponsor) else None
    yield _of("A sponsor who is an executive", "No executive as sponsor", [(_called(sponsor), _executive(sponsor))])
    reviews = [r for r in alignment.reviews if r.kind in (ReviewKind.ALIGNMENT, ReviewKind.PLANNING)]
    yield _of(
        "Alignment and planning reviews with an executive",
        "Alignment and planning reviews without one",
        ((r.name_, any(_executive(plan.elements.get(who)) for who in r.attendees)) for r in reviews),
    )


def understanding(facts: Facts) -> Iterator[Question]:
    """The PMO does not understand the business."""
    alignment, plan = facts.alignment, facts.plan
    yield _of(
        "Strategies that an objective of the PMO supports",
        "Strategies without an objective",
        ((s.name_, s.id in alignment.claims) for s in alignment.strategies),
    )
    yield _of(
        "Objectives that support something of the organization",
        "Objectives that support nothing of the organization",
        ((o.name_, o.id in alignment.traced) for o in alignment.objectives),
    )
    yield _of(
        "Customers whose needs are known",
        "Customers whose needs are unknown",
        ((c.name_, any(map(_written, c.needs))) for c in plan.customers),
    )
    yield _of(
        "Customers whose objectives are known",
        "Customers whose objectives are unknown",
        ((v.customer.name_, bool(v.objectives)) for v in alignment.customer_value),
    )
    yield _of(
        "Objectives that say for which customer",
        "Objectives for no named customer",
        ((o.name_, bool(o.for_)) for o in alignment.objectives),
    )


def _written(text: str | None) -> bool:
    return bool(text and text.strip() and not is_placeholder(text))


def _stated(statement: Statement | None) -> bool:
    return statement is not None and _written(statement.statement)


def _executive(element: Element | None) -> bool:
    return isinstance(element, Person) and element.level is Level.EXECUTIVE and not is_placeholder(element.name)


def _called(element: Element | None) -> str:
    return element.name_ if element is not None else "nobody named"


QUESTIONS: tuple[Callable[[Facts], Iterator[Question]], ...] = (
    purpose,
    value,
    focus,
    results,
    burden,
    understood,
    understanding,
)
"""What is counted for each of the complaints, in their order."""

CANNOT_TELL = (
    "Whether people outside the PMO could say what it is for. Ask three of them.",
    "Whether the PMO caused what moved. A link is a claim; those who benefit can confirm it.",
    "What the PMO does beside its plan.",
    "Whether leadership is content. Ask at the next review.",
    "How much time the PMO costs others, unless a measure counts it.",
    "Whether those who attended a review took part in it.",
    "Whether what the plan says of customers is what they would say today.",
)
"""What no plan can show, for each of the complaints, in their order."""
