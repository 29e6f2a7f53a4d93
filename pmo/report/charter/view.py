"""The charter as a view model: everything that its templates print, and nothing that they must work out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pmo.align import active
from pmo.engine import Result
from pmo.findings import Severity
from pmo.language.words import message
from pmo.model import Customer, Goal, Pmo, Statement
from pmo.report.charter.annex import Annex, annex
from pmo.report.charter.promises import Courses, Offers, Promises, courses, offers, promises
from pmo.report.charter.references import MOST, References
from pmo.report.charter.signing import Draft, ReviewRow, SignOff, draft, reviews, sign_off
from pmo.report.charter.support import Support, support
from pmo.report.charter.written import Said, Who, called, customers_called, missing, real, said, who
from pmo.report.facts import Facts, anchor
from pmo.report.fields import PRINTED
from pmo.report.page import Page, page

_PURPOSE = message("Here belongs why the PMO exists: whose objectives, and which strategy, it helps to achieve.")
_CUSTOMERS = message("Here belongs whom the PMO serves, and what each of them needs from it, in their words.")
_NEEDS = message("Here belongs what they need from the PMO, in their words.")
_VISION = message("Here belongs how things will be once the PMO has succeeded, and by when.")
_MISSION = message("Here belongs what the PMO does every day, with what, and for whom.")
_IN = message("Here belongs what the PMO deals with.")
_OUT = message("Here belongs what the PMO leaves alone.")
_AUTHORITY = message("Here belongs what the PMO may decide, stop or ask for without asking first.")
_REPORTS_TO = message("Here belongs whom the PMO reports to.")
_SPONSOR = message("Here belongs the executive on whose authority the PMO acts.")
_JUDGED_BY = message("Here belongs how anyone will know whether the PMO has succeeded.")
_COVERED = message(
    "The fingerprint covers what is promised in sections 1 to 9, with the objectives' measures, targets and reasons. "
    "Readings, review dates, owners, drafts and the annex may change without a new signature."
)


@dataclass(frozen=True, slots=True)
class Served:
    """One customer and what they need; the needs are prose."""

    anchor: str
    name: str
    contact: Who
    needs: Said


@dataclass(frozen=True, slots=True)
class Whom:
    """All customers; `left` counts those beyond what is printed."""

    rows: tuple[Served, ...]
    left: int
    missing: str
    beyond: str = field(default="", metadata=PRINTED)
    """How many are left out, as a sentence."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A mission or a vision. `beside` says whom it is for, or by when it is to be true."""

    said: Said
    beside: str


@dataclass(frozen=True, slots=True)
class Titled:
    """A value or a lasting goal: a name, and what it means (prose)."""

    anchor: str
    name: str
    statement: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the PMO may do, and on whose authority."""

    authority: Said
    reports_to: Who
    no_line: str
    sponsor: Who
    no_sponsor: str


@dataclass(frozen=True, slots=True)
class CharterView:
    """The charter's parts in the order in which they are read."""

    page: Page
    draft: Draft
    unread: str
    purpose: Said
    whom: Whom
    vision: Stated
    mission: Stated
    values: tuple[Titled, ...]
    goals: tuple[Titled, ...]
    support: Support
    promises: Promises
    courses: Courses
    offers: Offers
    model: str
    scope_in: Said
    scope_out: Said
    mandate: Mandate
    judged_by: Said
    reviews: tuple[ReviewRow, ...]
    sign_off: SignOff
    annex: Annex
    basis: tuple[str, ...]


def charter_view(result: Result, revision: str | None) -> CharterView:
    """The charter of the plan behind a check's result. `revision` is what version control calls this state of the plan."""
    facts = Facts(result)
    references = References(facts)
    pmo = facts.plan.pmo
    head = page("charter", facts.words("PMO charter"), facts, revision)
    found = draft(facts)
    head = replace(
        head, draft=found.reasons, pmo=real(head.pmo) or facts.words("PMO"), organization=real(head.organization)
    )
    return CharterView(
        page=head,
        draft=found,
        unread=_unread(facts),
        purpose=said(facts, pmo.purpose, pmo, "purpose", _PURPOSE),
        whom=_whom(facts),
        vision=_stated(pmo.vision, pmo, "vision", _VISION, facts),
        mission=_stated(pmo.mission, pmo, "mission", _MISSION, facts),
        values=tuple(Titled(anchor(v.id), called(v, facts.words), real(v.statement)) for v in pmo.values),
        goals=tuple(_goal(g, facts) for g in pmo.goals if active(g, facts.alignment.today)),
        support=support(facts, references),
        promises=promises(facts, references),
        courses=courses(facts, references),
        offers=offers(facts, references),
        model=real(pmo.model),
        scope_in=_scope(facts, "in", pmo.scope.in_ if pmo.scope else (), _IN),
        scope_out=_scope(facts, "out", pmo.scope.out if pmo.scope else (), _OUT),
        mandate=Mandate(
            authority=said(facts, pmo.authority, pmo, "authority", _AUTHORITY),
            reports_to=who(facts, pmo.reports_to),
            no_line=_nobody(pmo, "reports_to", _REPORTS_TO, facts),
            sponsor=who(facts, pmo.sponsor),
            no_sponsor=_nobody(pmo, "sponsor", _SPONSOR, facts),
        ),
        judged_by=said(facts, pmo.judged_by, pmo, "judged_by", _JUDGED_BY),
        reviews=reviews(facts),
        sign_off=sign_off(facts),
        annex=annex(facts, references),
        basis=_basis(facts),
    )


def _whom(facts: Facts) -> Whom:
    words, customers = facts.words, facts.plan.customers
    left = max(len(customers) - MOST, 0)
    return Whom(
        rows=tuple(_served(customer, facts) for customer in customers[:MOST]),
        left=left,
        missing="" if customers else missing(facts, _CUSTOMERS),
        beyond=words.many(
            left,
            "And {n} more customer; the alignment report has all.",
            "And {n} more customers; the alignment report has all.",
        )
        if left
        else "",
    )


def _served(customer: Customer, facts: Facts) -> Served:
    needs = said(facts, customer.needs, customer, "needs", _NEEDS)
    return Served(anchor(customer.id), called(customer, facts.words), who(facts, customer.contact), needs)


def _stated(statement: Statement | None, pmo: Pmo, key: str, belongs: str, facts: Facts) -> Stated:
    if statement is None:
        return Stated(said(facts, None, pmo, key, belongs), "")
    beside = []
    if statement.for_:
        beside.append(facts.words("For {customers}", customers=customers_called(facts, statement.for_)))
    if horizon := real(statement.horizon):
        beside.append(facts.words("By {horizon}", horizon=horizon))
    return Stated(said(facts, statement.statement, statement, "statement", belongs), facts.words.clauses(beside))


def _goal(goal: Goal, facts: Facts) -> Titled:
    return Titled(anchor(goal.id), called(goal, facts.words), real(goal.statement))


def _scope(facts: Facts, key: str, texts: Iterable[str], belongs: str) -> Said:
    pmo = facts.plan.pmo
    # The section as a whole may be what cannot be read, or one of its two keys.
    if "scope" in pmo.invalid:
        return said(facts, (), pmo, "scope", belongs)
    return said(facts, texts, pmo.scope, key, belongs)


def _nobody(pmo: Pmo, key: str, belongs: str, facts: Facts) -> str:
    person = getattr(pmo, key)
    return "" if who(facts, person).named else missing(facts, belongs, broken=key in pmo.invalid)


def _unread(facts: Facts) -> str:
    paths = [file.path for file in facts.plan.unread]
    if not paths:
        return ""
    return facts.words.many(
        len(paths),
        "{n} file of the plan could not be read, and what stands there is missing here: {paths}.",
        "{n} files of the plan could not be read, and what stands there is missing here: {paths}.",
        paths=facts.words.listed(paths),
    )


def _basis(facts: Facts) -> tuple[str, ...]:
    """What a reader must know to judge the charter."""
    words, errors = facts.words, facts.result.count(Severity.ERROR)
    checked = words("pmo check finds no errors in the plan.")
    if errors:
        checked = words.many(
            errors,
            "pmo check finds {n} error in the plan; until it is mended, this charter shows what could be read.",
            "pmo check finds {n} errors in the plan; until they are mended, this charter shows what could be read.",
        )
    return checked, words(_COVERED)
