"""The charter as a view model: everything that its templates print, and nothing that they must work out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmo.align import active
from pmo.engine import Result
from pmo.findings import Severity
from pmo.model import Customer, Goal, Plan, Pmo, Statement
from pmo.report.charter.annex import Annex, annex
from pmo.report.charter.promises import Courses, Offers, Promises, courses, offers, promises
from pmo.report.charter.references import MOST, References
from pmo.report.charter.signing import Draft, ReviewRow, SignOff, draft, reviews, sign_off
from pmo.report.charter.support import Support, support
from pmo.report.charter.written import Said, Who, called, customers_called, missing, real, said, who
from pmo.report.facts import Facts, anchor, listed
from pmo.report.figures import count
from pmo.report.page import Page, page

_PURPOSE = "why the PMO exists: whose objectives, and which strategy, it helps to achieve"
_CUSTOMERS = "whom the PMO serves, and what each of them needs from it, in their words"
_NEEDS = "what they need from the PMO, in their words"
_VISION = "how things will be once the PMO has succeeded, and by when"
_MISSION = "what the PMO does every day, with what, and for whom"
_IN = "what the PMO deals with"
_OUT = "what the PMO leaves alone"
_AUTHORITY = "what the PMO may decide, stop or ask for without asking first"
_REPORTS_TO = "whom the PMO reports to"
_SPONSOR = "the executive on whose authority the PMO acts"
_JUDGED_BY = "how anyone will know whether the PMO has succeeded"


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
    plan, pmo = facts.plan, facts.plan.pmo
    head = page("charter", facts.words("PMO charter"), facts, revision)
    found = draft(facts)
    head = replace(head, draft=found.reasons, pmo=real(head.pmo) or "PMO", organization=real(head.organization))
    return CharterView(
        page=head,
        draft=found,
        unread=_unread(facts),
        purpose=said(plan, pmo.purpose, pmo, "purpose", _PURPOSE),
        whom=_whom(facts),
        vision=_stated(pmo.vision, pmo, "vision", _VISION, facts),
        mission=_stated(pmo.mission, pmo, "mission", _MISSION, facts),
        values=tuple(Titled(anchor(v.id), called(v), real(v.statement)) for v in pmo.values),
        goals=tuple(_goal(g) for g in pmo.goals if active(g, facts.alignment.today)),
        support=support(facts, references),
        promises=promises(facts, references),
        courses=courses(facts, references),
        offers=offers(facts, references),
        model=real(pmo.model),
        scope_in=_scope(plan, "in", pmo.scope.in_ if pmo.scope else (), _IN),
        scope_out=_scope(plan, "out", pmo.scope.out if pmo.scope else (), _OUT),
        mandate=Mandate(
            authority=said(plan, pmo.authority, pmo, "authority", _AUTHORITY),
            reports_to=who(plan, pmo.reports_to),
            no_line=_nobody(pmo, "reports_to", _REPORTS_TO, facts),
            sponsor=who(plan, pmo.sponsor),
            no_sponsor=_nobody(pmo, "sponsor", _SPONSOR, facts),
        ),
        judged_by=said(plan, pmo.judged_by, pmo, "judged_by", _JUDGED_BY),
        reviews=reviews(facts),
        sign_off=sign_off(facts),
        annex=annex(facts, references),
        basis=_basis(facts),
    )


def _whom(facts: Facts) -> Whom:
    customers = facts.plan.customers
    return Whom(
        rows=tuple(_served(customer, facts) for customer in customers[:MOST]),
        left=max(len(customers) - MOST, 0),
        missing="" if customers else missing(facts.plan, _CUSTOMERS),
    )


def _served(customer: Customer, facts: Facts) -> Served:
    needs = said(facts.plan, customer.needs, customer, "needs", _NEEDS)
    return Served(anchor(customer.id), called(customer), who(facts.plan, customer.contact), needs)


def _stated(statement: Statement | None, pmo: Pmo, key: str, belongs: str, facts: Facts) -> Stated:
    if statement is None:
        return Stated(said(facts.plan, None, pmo, key, belongs), "")
    beside = []
    if statement.for_:
        beside.append(f"For {customers_called(facts.plan, statement.for_)}")
    if horizon := real(statement.horizon):
        beside.append(f"By {horizon}")
    return Stated(said(facts.plan, statement.statement, statement, "statement", belongs), "; ".join(beside))


def _goal(goal: Goal) -> Titled:
    return Titled(anchor(goal.id), called(goal), real(goal.statement))


def _scope(plan: Plan, key: str, texts: Iterable[str], belongs: str) -> Said:
    pmo = plan.pmo
    # The section as a whole may be what cannot be read, or one of its two keys.
    if "scope" in pmo.invalid:
        return said(plan, (), pmo, "scope", belongs)
    return said(plan, texts, pmo.scope, key, belongs)


def _nobody(pmo: Pmo, key: str, belongs: str, facts: Facts) -> str:
    person = getattr(pmo, key)
    return "" if who(facts.plan, person).named else missing(facts.plan, belongs, broken=key in pmo.invalid)


def _unread(facts: Facts) -> str:
    paths = [file.path for file in facts.plan.unread]
    if not paths:
        return ""
    return f"{count(len(paths), 'file')} of the plan could not be read, and what stands there is missing here: {listed(paths)}."


def _basis(facts: Facts) -> tuple[str, ...]:
    """What a reader must know to judge the charter."""
    errors = facts.result.count(Severity.ERROR)
    checked = "pmo check finds no errors in the plan."
    if errors:
        checked = (
            f"pmo check finds {count(errors, 'error')} in the plan; until {'it is' if errors == 1 else 'they are'} "
            "mended, this charter shows what could be read."
        )
    signed = (
        "The fingerprint covers what is promised in sections 1 to 9, with the objectives' measures, targets and reasons. "
        "Readings, review dates, owners, drafts and the annex may change without a new signature."
    )
    return checked, signed
