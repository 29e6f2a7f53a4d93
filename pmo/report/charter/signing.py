"""How a charter is kept alive and who signed it: reviews and when the next is due, signatures and the text they agree to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pmo.language.words import Words
from pmo.oversight import Agreement, Signature
from pmo.report.charter.written import called_by_id, who
from pmo.report.facts import Facts
from pmo.report.fields import PRINTED
from pmo.report.page import pmo_reason, text_reason
from pmo.terms import ReviewKind


@cache
def _reviewed(words: Words) -> Mapping[ReviewKind, str]:
    """What each kind of review looks at, in the order in which they are printed."""
    return {
        ReviewKind.MISSION_VISION: words.about("what is reviewed", "Mission and vision"),
        ReviewKind.PLANNING: words.about("what is reviewed", "Objectives"),
        ReviewKind.ALIGNMENT: words.about("what is reviewed", "Alignment"),
        ReviewKind.SIGNOFF: words.about("what is reviewed", "This charter"),
    }


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
    stamp: str = field(default="", metadata=PRINTED)
    """The line in capitals, where it is set in a frame."""


def reviews(facts: Facts) -> tuple[ReviewRow, ...]:
    """Every kind of review; signing again only when a sign-off set a date for it."""
    return tuple(
        row
        for kind, what in _reviewed(facts.words).items()
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
    given = tuple(reason for reason in reasons if reason)
    if not given:
        return Draft("", ())
    words = facts.words
    if mandated:
        return Draft(words.about("not approved yet", "Draft"), given, words.about("not approved yet", "DRAFT"))
    if any(s.agreement is Agreement.CHANGED for s in facts.alignment.signatures):
        return Draft(words("Draft – changed since it was signed"), given, words("DRAFT – CHANGED SINCE IT WAS SIGNED"))
    return Draft(words("Draft – not signed"), given, words("DRAFT – NOT SIGNED"))


def _unsigned(facts: Facts) -> str:
    """Why the signatures that there are, if any, do not put the charter in force."""
    words, signatures = facts.words, facts.alignment.signatures
    if not signatures:
        return words("No sign-off is recorded.")
    agreements = {signature.agreement for signature in signatures}
    if Agreement.CURRENT in agreements:
        return words("Only people of the PMO have signed it.")
    wanted = Agreement.CHANGED if Agreement.CHANGED in agreements else Agreement.UNRECORDED
    newest = next(signature.review for signature in signatures if signature.agreement is wanted)
    signed = [called_by_id(facts, s.person) for s in signatures if s.review is newest]
    people, day = words.listed(signed), words.day(newest.date or dt.date.min)
    if wanted is Agreement.CHANGED:
        if len(signed) == 1:
            return words.about(
                "one person", "{people} signed on {day}; the text has changed since.", people=people, day=day
            )
        return words.about(
            "several people", "{people} signed on {day}; the text has changed since.", people=people, day=day
        )
    if len(signed) == 1:
        return words.about(
            "one person",
            "{people} signed on {day}, but which text they signed is not recorded.",
            people=people,
            day=day,
        )
    return words.about(
        "several people",
        "{people} signed on {day}, but which text they signed is not recorded.",
        people=people,
        day=day,
    )


def _review(kind: ReviewKind, what: str, facts: Facts) -> ReviewRow | None:
    words, alignment = facts.words, facts.alignment
    months = facts.result.thresholds.get(f"review-overdue.{kind.value}-months")
    last = alignment.last_review(kind)
    if months is None:
        due, every = last.next if last else None, ""
    else:
        due, every = alignment.next_review(kind, months), _every(months, words)
    overdue = due is not None and due < alignment.today
    return ReviewRow(
        what=what,
        every=every,
        last=words.short_day(last.date) if last and last.date else "",
        next=words.short_day(due) if due else "",
        overdue=overdue,
    )


def _every(months: float, words: Words) -> str:
    if months == 1:
        return words("every month")
    if months == 12:  # noqa: PLR2004 -- a year
        return words("every year")
    if months == int(months):
        return words.many(int(months), "every {n} month", "every {n} months")
    return words("every {number} months", number=words.number(months))


def _row(person: str, signature: Signature | None, facts: Facts) -> SignatureRow:
    words = facts.words
    sponsor = person == (facts.plan.pmo.sponsor or "")
    found = who(facts, person)
    signed = signature is not None and signature.agreement is Agreement.CURRENT
    on = words.short_day(signature.review.date) if signature is not None and signature.review.date else ""
    return SignatureRow(
        label=words("Sponsor") if sponsor else "",
        name=found.name if found.named else "",
        role=found.role,
        date=on if signed else "",
        note=_note(signature, on, words),
        signed=signed,
    )


def _note(signature: Signature | None, on: str, words: Words) -> str:
    if signature is None:
        return ""
    if signature.agreement is Agreement.CURRENT:
        return words("Signed this text")
    if signature.agreement is Agreement.CHANGED:
        return words("signed an earlier text on {day}", day=on)
    return words("signed on {day}; which text is not recorded", day=on)
