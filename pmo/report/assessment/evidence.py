"""What a plan can show for and against each of the seven complaints: counts with their denominators, and the names that are missing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pmo.align import complete
from pmo.language.words import Words, message
from pmo.model import Element, Person, Statement
from pmo.oversight import Agreement
from pmo.progress import State, newest, stale
from pmo.report.facts import Facts
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
    words: Words

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
        which = self.words.listed(names, _NAMES) if few and (not wanted or 2 * len(names) <= len(self.found)) else ""
        return Evidence(label, self.words.fraction(len(names), len(self.found)), len(names), len(self.found), which)


def _of(words: Words, yes: str, no: str, found: Iterable[tuple[str, bool]]) -> Question:
    return Question(yes, no, tuple(found), words)


def purpose(facts: Facts) -> Iterator[Question]:
    """Nobody understands what the PMO is for."""
    words = facts.words
    pmo = facts.plan.pmo
    written = (
        (words.about("what a charter says", "purpose"), _written(pmo.purpose)),
        (words.about("what a charter says", "mission"), _stated(pmo.mission)),
        (words.about("what a charter says", "vision"), _stated(pmo.vision)),
    )
    yield _of(words, words("Purpose, mission and vision that are written down"), words("Not written down"), written)
    sections = (
        (words.about("what a charter says", "scope"), pmo.scope is not None and bool(pmo.scope.in_ or pmo.scope.out)),
        (words.about("what a charter says", "authority"), any(map(_written, pmo.authority))),
        (words.about("what a charter says", "what it is judged by"), any(map(_written, pmo.judged_by))),
    )
    yield _of(words, words("What it may do and is judged by, written down"), words("Not said in the charter"), sections)
    yield _of(
        words,
        words("Signatures under the charter as it stands"),
        words("Signatures under another text"),
        ((facts.name(s.person), s.agreement is Agreement.CURRENT) for s in facts.alignment.signatures),
    )


def value(facts: Facts) -> Iterator[Question]:
    """It shows no quantified value."""
    words = facts.words
    alignment = facts.alignment
    measured = [(o, m) for o in alignment.objectives for m in o.measures]
    yield _of(
        words,
        words("Objectives with a measure"),
        words("Objectives without a measure"),
        ((o.name_, bool(o.measures)) for o in alignment.objectives),
    )
    yield _of(
        words,
        words("Measures with all that it takes to judge them"),
        words("Measures that lack something to be judged by"),
        ((m.name_, complete(m, o)) for o, m in measured),
    )
    yield _of(
        words,
        words("Measures read on time"),
        words("Measures never read, or overdue"),
        (
            (m.name_, newest(m, alignment.today) is not None and not stale(m, alignment.today, alignment.tolerance))
            for _, m in measured
        ),
    )
    customers = [(o.name_, s) for v in alignment.customer_value for o, s in v.objectives]
    yield _of(
        words,
        words("Customers' objectives whose standing is known"),
        words("Customers' objectives of which nobody knows"),
        ((name, s.state is not State.NO_DATA) for name, s in customers),
    )


def focus(facts: Facts) -> Iterator[Question]:
    """It has no focus."""
    words = facts.words
    alignment = facts.alignment
    yield _of(
        words,
        words("Objectives that are mainly for one thing"),
        words("Objectives that are mainly for several things, or for none"),
        (
            (o.name_, sum(k.strength is Strength.PRIMARY and alignment.live(k) for k in o.supports) == 1)
            for o in alignment.objectives
        ),
    )
    yield _of(
        words,
        words("Objectives with at most three measures"),
        words("Objectives with more measures"),
        ((o.name_, len(o.measures) <= 3) for o in alignment.objectives),  # noqa: PLR2004 -- what can be kept in mind
    )


def results(facts: Facts) -> Iterator[Question]:
    """We are dissatisfied with its results."""
    words = facts.words
    alignment = facts.alignment
    standings = [(o, facts.standings[o.id].state) for o in alignment.objectives]
    yield _of(
        words,
        words("Objectives on track or met"),
        words("Objectives that are not, or that have no data"),
        ((o.name_, s in _GOOD) for o, s in standings),
    )
    yield _of(
        words,
        words("Objectives behind plan that something works on"),
        words("Objectives behind plan that nothing works on"),
        (
            (o.name_, not alignment.neglected(o))
            for o, state in standings
            if state in (State.AT_RISK, State.OFF_TRACK, State.MISSED)
        ),
    )
    yield _of(
        words,
        words("Missed targets with a verdict"),
        words("Missed targets without a verdict"),
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
        words,
        words("Actions of reviews that are done, of those done or due"),
        words("Actions of reviews that are overdue"),
        ((a.what or a.name_, a.done is not None and a.done <= alignment.today) for a in due),
    )


def burden(facts: Facts) -> Iterator[Question]:
    """It is a burden."""
    words = facts.words
    alignment, pmo = facts.alignment, facts.plan.pmo
    trace = alignment.assets
    yield _of(
        words,
        words("Processes, templates, tools and roles that serve an objective or are mandated"),
        words("Processes, templates, tools and roles that serve nothing"),
        [(a.name_, True) for a in (*trace.serving, *trace.mandated)] + [(a.name_, False) for a in trace.untraced],
    )
    services = [s for s in pmo.services if s.id in alignment.active_ids]
    yield _of(
        words,
        words("Services that name their customer"),
        words("Services for nobody"),
        ((s.name_, bool(s.for_)) for s in services),
    )
    heard = {
        customer
        for o in alignment.objectives
        if any(m.kind is MeasureKind.FEEDBACK for m in o.measures)
        for customer in o.for_
    }
    yield _of(
        words,
        words("Customers whose opinion an objective for them measures"),
        words("Customers whose opinion no objective for them measures"),
        ((customer.name_, customer.id in heard) for customer in facts.plan.customers),
    )


def understood(facts: Facts) -> Iterator[Question]:
    """The business does not understand the PMO."""
    words = facts.words
    alignment, plan = facts.alignment, facts.plan
    links = [(f"{s.source.name_} → {s.target.name_}", s) for s in alignment.links]
    yield _of(
        words,
        words("Links that say why"),
        words("Links without a reason"),
        ((name, bool(s.link.because)) for name, s in links),
    )
    yield _of(
        words,
        words("Links agreed by the other side"),
        words("Links that nobody on the other side agreed"),
        ((name, bool(s.link.agreed_by)) for name, s in links),
    )
    confirmed = {id(s.link) for s in alignment.confirmed_links}
    yield _of(
        words,
        words("Links that a review confirmed lately, unchanged since"),
        words("Links not confirmed lately, or changed since"),
        ((name, id(s.link) in confirmed) for name, s in links),
    )
    sponsor = plan.elements.get(pmo_sponsor) if (pmo_sponsor := plan.pmo.sponsor) else None
    yield _of(
        words,
        words("A sponsor who is an executive"),
        words("No sponsor") if sponsor is None else words("A sponsor who is no executive"),
        [(_called(sponsor, words), _executive(sponsor))],
    )
    reviews = [r for r in alignment.reviews if r.kind in (ReviewKind.ALIGNMENT, ReviewKind.PLANNING)]
    yield _of(
        words,
        words("Alignment and planning reviews with an executive"),
        words("Alignment and planning reviews without one"),
        ((r.name_, any(_executive(plan.elements.get(who)) for who in r.attendees)) for r in reviews),
    )


def understanding(facts: Facts) -> Iterator[Question]:
    """The PMO does not understand the business."""
    words = facts.words
    alignment, plan = facts.alignment, facts.plan
    yield _of(
        words,
        words("Strategies that an objective of the PMO supports"),
        words("Strategies without an objective"),
        ((s.name_, s.id in alignment.claims) for s in alignment.strategies),
    )
    yield _of(
        words,
        words("Objectives that support something of the organization"),
        words("Objectives that support nothing of the organization"),
        ((o.name_, o.id in alignment.traced) for o in alignment.objectives),
    )
    yield _of(
        words,
        words("Customers whose needs are known"),
        words("Customers whose needs are unknown"),
        ((c.name_, any(map(_written, c.needs))) for c in plan.customers),
    )
    yield _of(
        words,
        words("Customers whose objectives are known"),
        words("Customers whose objectives are unknown"),
        ((v.customer.name_, bool(v.objectives)) for v in alignment.customer_value),
    )
    yield _of(
        words,
        words("Objectives that say for which customer"),
        words("Objectives for no named customer"),
        ((o.name_, bool(o.for_)) for o in alignment.objectives),
    )


def _written(text: str | None) -> bool:
    return bool(text and text.strip() and not is_placeholder(text))


def _stated(statement: Statement | None) -> bool:
    return statement is not None and _written(statement.statement)


def _executive(element: Element | None) -> bool:
    return isinstance(element, Person) and element.level is Level.EXECUTIVE and not is_placeholder(element.name)


def _called(element: Element | None, words: Words) -> str:
    return element.name_ if element is not None else words("nobody named")


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
    message("Whether people outside the PMO could say what it is for. Ask three of them."),
    message("Whether the PMO caused what moved. A link is a claim; those who benefit can confirm it."),
    message("What the PMO does beside its plan."),
    message("Whether leadership is content. Ask at the next review."),
    message("How much time the PMO costs others, unless a measure counts it."),
    message("Whether those who attended a review took part in it."),
    message("Whether what the plan says of customers is what they would say today."),
)
"""What no plan can show, for each of the complaints, in their order, each a message of its own."""
