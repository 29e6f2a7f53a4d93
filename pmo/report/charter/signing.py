"""How a charter is kept alive and who signed it: reviews and when the next is due, signatures and the text they agree to."""

import datetime as dt
from dataclasses import dataclass

from pmo.oversight import Agreement, Signature
from pmo.report.charter.written import called_by_id, who
from pmo.report.facts import Facts, listed
from pmo.report.figures import count, day, number, short_day
from pmo.report.page import pmo_reason, text_reason
from pmo.terms import ReviewKind

_REVIEWS = (
    (ReviewKind.MISSION_VISION, "Mission and vision"),
    (ReviewKind.PLANNING, "Objectives"),
    (ReviewKind.ALIGNMENT, "Alignment"),
    (ReviewKind.SIGNOFF, "This charter"),
)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One kind of review: how often it takes place, when it last did, when it is next due."""

    what: str
    every: str
    last: str
    next: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One line of the sign-off block. `date` is empty until the person signs the charter as it stands; `note` says what they signed."""

    label: str
    name: str
    role: str
    date: str
    note: str
    signed: bool


@dataclass(frozen=True, slots=True)
class SignOff:
    """The sign-off block. `fingerprint` names the text that is to be signed."""

    rows: tuple[SignatureRow, ...]
    fingerprint: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """Why the charter is not in force: a line to print at its top, and the reasons as sentences. Both empty when it is in force."""

    word: str
    reasons: tuple[str, ...]


def reviews(facts: Facts) -> tuple[ReviewRow, ...]:
    """Every kind of review; signing again only when a sign-off set a date for it."""
    return tuple(
        row
        for kind, what in _REVIEWS
        if (row := _review(kind, what, facts)) is not None and (kind is not ReviewKind.SIGNOFF or row.next)
    )


def sign_off(facts: Facts) -> SignOff:
    """A line for the sponsor and for everybody else who signed a sign-off."""
    alignment, sponsor = facts.alignment, facts.plan.pmo.sponsor
    signatures = {signature.person: signature for signature in alignment.signatures}
    people = [sponsor or "", *(person for person in signatures if person != sponsor)]
    return SignOff(
        rows=tuple(_row(person, signatures.get(person), facts) for person in people),
        fingerprint=alignment.charter_fingerprint,
        signed=alignment.mandated,
    )


def draft(facts: Facts) -> Draft:
    """Whether the charter is a draft: it is until the PMO is approved, its text written, and that text signed."""
    mandated = facts.alignment.mandated
    reasons = (pmo_reason(facts), "" if mandated else _unsigned(facts), text_reason(facts))
    word = "Draft" if mandated else "Draft – not signed"
    if not mandated and any(s.agreement is Agreement.CHANGED for s in facts.alignment.signatures):
        word = "Draft – changed since it was signed"
    given = tuple(reason for reason in reasons if reason)
    return Draft(word if given else "", given)


def _unsigned(facts: Facts) -> str:
    """Why the signatures that there are, if any, do not put the charter in force."""
    signatures = facts.alignment.signatures
    if not signatures:
        return "No sign-off is recorded."
    agreements = {signature.agreement for signature in signatures}
    if Agreement.CURRENT in agreements:
        return "Only people of the PMO have signed it."
    wanted = Agreement.CHANGED if Agreement.CHANGED in agreements else Agreement.UNRECORDED
    newest = next(signature.review for signature in signatures if signature.agreement is wanted)
    people = listed([called_by_id(facts.plan, s.person) for s in signatures if s.review is newest])
    signed = f"{people} signed on {day(newest.date or dt.date.min)}"
    if wanted is Agreement.CHANGED:
        return f"{signed}; the text has changed since."
    return f"{signed}, but which text they signed is not recorded."


def _review(kind: ReviewKind, what: str, facts: Facts) -> ReviewRow | None:
    alignment = facts.alignment
    months = facts.result.thresholds.get(f"review-overdue.{kind.value}-months")
    last = alignment.last_review(kind)
    if months is None:
        due, every = last.next if last else None, ""
    else:
        due, every = alignment.next_review(kind, months), _every(months)
    overdue = due is not None and due < alignment.today
    return ReviewRow(
        what=what,
        every=every,
        last=short_day(last.date) if last and last.date else "",
        next=short_day(due) if due else "",
        overdue=overdue,
    )


def _every(months: float) -> str:
    if months == 1:
        return "every month"
    if months == 12:  # noqa: PLR2004 -- a year
        return "every year"
    return f"every {count(int(months), 'month')}" if months == int(months) else f"every {number(months)} months"


def _row(person: str, signature: Signature | None, facts: Facts) -> SignatureRow:
    plan = facts.plan
    sponsor = person == (plan.pmo.sponsor or "")
    found = who(plan, person)
    signed = signature is not None and signature.agreement is Agreement.CURRENT
    on = short_day(signature.review.date) if signature is not None and signature.review.date else ""
    return SignatureRow(
        label="Sponsor" if sponsor else "",
        name=found.name if found.named else "",
        role=found.role,
        date=on if signed else "",
        note=_note(signature, on),
        signed=signed,
    )


def _note(signature: Signature | None, on: str) -> str:
    if signature is None:
        return ""
    if signature.agreement is Agreement.CURRENT:
        return "Signed this text"
    if signature.agreement is Agreement.CHANGED:
        return f"signed an earlier text on {on}"
    return f"signed on {on}; which text is not recorded"
