"""The charter as a Word document that can be signed: the same parts, in the same order, as in the other formats."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmo.report.charter.written import Said
from pmo.report.figures import count
from pmo.report.house import House, png_of
from pmo.report.office.charter_cells import (
    asset,
    course,
    lines,
    more,
    offer_row,
    person,
    promise,
    signature,
    strategy,
    supporters,
)
from pmo.report.office.document import Filler, WordDocument
from pmo.report.office.package import properties
from pmo.report.office.words import Part, inline, lack, quiet, small, strong

if TYPE_CHECKING:
    from pmo.report.charter.view import CharterView, Stated, Titled

_LINE_TO_SIGN = 13.0


def charter_docx(view: "CharterView", house: House) -> bytes:
    """The charter's bytes. Same view, same bytes."""
    document = WordDocument(properties(view.page, house.language), house.accent, house.paper)
    foot: list[str | Part] = [strong(house.confidentiality), " · "] if house.confidentiality else []
    draft = lack(view.draft.word.upper()) if view.page.draft else ""
    document.foot([*foot, view.page.heading], draft)
    if png := png_of(house):
        document.picture(png, "Logo")
    _masthead(document, view, house.accent)
    _foundation(document, view)
    _support(document, view)
    _promises(document, view)
    _ways(document, view)
    _governance(document, view)
    _sign_off(document, view)
    _annex(document, view)
    for line in view.basis:
        document.paragraph(small(line))
    revision = f", revision {view.page.revision}" if view.page.revision else ""
    made = f"Made with pmo {view.page.version} from the plan as it stood on {view.page.as_of}{revision}."
    document.paragraph(small(made))
    return document.saved()


def _masthead(document: WordDocument, view: "CharterView", accent: str) -> None:
    page = view.page
    if page.organization:
        document.paragraph(strong(page.organization, color=accent[1:].upper()))
    document.paragraph(page.title, "Title")
    below: list[str | Part] = [f"{page.pmo} · as of {page.as_of}"]
    if page.revision:
        below += [" · revision ", Part(page.revision, code=True)]
    document.paragraph(below, "Subtitle")
    if page.draft:
        document.paragraph([lack(view.draft.word.upper()), " ", " ".join(page.draft)])
    if view.unread:
        document.paragraph([lack("Incomplete. "), view.unread])


def _foundation(document: WordDocument, view: "CharterView") -> None:
    document.heading("Purpose")
    _said_as_prose(document, view.purpose, "Purpose")
    document.heading("Whom we serve and what they need")
    _unwritten(document, view.whom.missing)
    for row in view.whom.rows:
        document.heading(row.name, 2)
        if row.contact.named:
            document.paragraph(small(person(row.contact))).paragraph_format.keep_with_next = True
        _items(document, row.needs)
    _left(document, view.whom.left, "customer")
    document.heading("Vision and mission")
    for word, part in (("Vision", view.vision), ("Mission", view.mission)):
        document.heading(word, 2)
        _stated(document, part)
    _titled(document, "Values", view.values)
    _titled(document, "Lasting goals", view.goals)


def _support(document: WordDocument, view: "CharterView") -> None:
    support = view.support
    document.heading("How we support the organization's strategy")
    _unwritten(document, support.missing)
    if support.sentence:
        document.paragraph(support.sentence)
    if support.rows:
        document.table(
            ("Strategy", "How the PMO supports it"),
            (32, 68),
            [(strategy(row), supporters(row)) for row in support.rows],
            caption="Each strategy of the organization, and the PMO's objectives that support it, with the reason",
        )
    _left(document, support.more, "strategy")
    if support.left:
        document.heading("Left to others", 2)
        for row in support.left:
            document.paragraph([strong(row.name), " – ", *(inline(row.because) or [lack("no reason given")])])
    if support.untraced:
        document.paragraph([lack("Supports nothing of the organization: "), f"{support.untraced}."])


def _promises(document: WordDocument, view: "CharterView") -> None:
    promises = view.promises
    document.heading("Objectives")
    _unwritten(document, promises.missing)
    if promises.rows:
        rows: list[Sequence[Filler]] = []
        for row in promises.rows:
            rows += promise(document, row)
        document.table(
            ("No.", "Objective and measures", "Baseline", "Target"),
            (7, 53, 20, 20),
            rows,
            caption="Objectives with their owners; below each its measures with baseline, target and date",
        )
    _left(document, promises.left, "objective")
    if promises.drafts:
        document.paragraph(quiet(f"Drafts, no part of this charter yet: {promises.drafts}."))


def _ways(document: WordDocument, view: "CharterView") -> None:
    document.heading("PMO strategy and services")
    document.heading("How we go about it", 2)
    _unwritten(document, view.courses.missing)
    for row in view.courses.rows:
        document.paragraph(course(row))
    if view.model:
        document.paragraph(inline(view.model))
    document.heading("What we offer", 2)
    _unwritten(document, view.offers.missing)
    if view.offers.rows:
        document.table(
            ("Service", "For", "What they gain", "Serves"),
            (36, 22, 30, 12),
            [offer_row(offer) for offer in view.offers.rows],
            caption="Services: for whom, what they gain, which objectives each serves",
        )
    if view.offers.left:
        document.paragraph(quiet(f"And {count(view.offers.left, 'more service')}."))


def _governance(document: WordDocument, view: "CharterView") -> None:
    document.heading("Scope")
    for word, said in (("In scope", view.scope_in), ("Out of scope", view.scope_out)):
        document.heading(word, 2)
        _items(document, said)
    document.heading("Authority and reporting line")
    document.heading("The PMO", 2)
    _items(document, view.mandate.authority)
    mandate = view.mandate
    for word, who, missing in (
        ("Reports to", mandate.reports_to, mandate.no_line),
        ("Sponsor", mandate.sponsor, mandate.no_sponsor),
    ):
        document.paragraph([strong(f"{word}: "), lack(missing) if missing else person(who)])
    document.heading("How we will be judged")
    _items(document, view.judged_by)
    if view.reviews:
        document.table(
            ("We review", "How often", "Last", "Next"),
            (31, 23, 23, 23),
            [
                (
                    lines(strong(row.what)),
                    lines(row.every),
                    lines(row.last or lack("never yet")),
                    lines(lack(f"{row.next}, overdue") if row.overdue else row.next or lack("no date set")),
                )
                for row in view.reviews
            ],
            caption="Reviews: how often, when last and when next",
            together=True,
        )


def _sign_off(document: WordDocument, view: "CharterView") -> None:
    sign_off = view.sign_off
    document.heading("Sign-off")
    document.table(
        ("Name", "Role", "Date", "Signature"),
        (26, 26, 18, 30),
        [signature(row) for row in sign_off.rows],
        caption="Who signed this charter, and when",
        height=0.0 if all(row.signed for row in sign_off.rows) else _LINE_TO_SIGN,
        together=True,
    )
    fingerprint: list[str | Part] = ["Fingerprint of this text: ", Part(sign_off.fingerprint, code=True), ". "]
    if sign_off.signed:
        fingerprint.append(quiet("It is the text that was signed."))
    else:
        record = f"confirmed: {{pmo: {sign_off.fingerprint}}}"
        fingerprint += [quiet("A sign-off of it is recorded with "), Part(record, code=True), quiet(".")]
    document.paragraph(fingerprint)


def _annex(document: WordDocument, view: "CharterView") -> None:
    document.heading("Annex: how the PMO works", numbered=False)
    document.paragraph(view.annex.sentence)
    for group in view.annex.groups:
        document.heading(group.title, 2)
        document.table(
            ("What", "Owner", "What it is for"),
            (36, 22, 42),
            [asset(row) for row in group.rows],
            caption=f"{group.title}, and what each is for",
        )
        if group.left:
            document.paragraph(quiet(f"And {group.left:,} more."))


def _said_as_prose(document: WordDocument, said: Said, style: str) -> None:
    _unwritten(document, said.missing)
    if not said.missing:
        document.prose(said.text, style)


def _stated(document: WordDocument, part: "Stated") -> None:
    _said_as_prose(document, part.said, "Normal")
    if part.beside and not part.said.missing:
        document.paragraph(small(f"{part.beside}."))


def _items(document: WordDocument, said: Said) -> None:
    _unwritten(document, said.missing)
    document.bullets(said.texts)


def _titled(document: WordDocument, word: str, rows: Sequence["Titled"]) -> None:
    if rows:
        document.heading(word, 2)
    for row in rows:
        meaning = [Part(" – "), *inline(row.statement)] if row.statement else []
        document.paragraph([strong(row.name), *meaning])


def _unwritten(document: WordDocument, missing: str) -> None:
    if missing:
        document.paragraph(lack(missing))


def _left(document: WordDocument, many: int, noun: str) -> None:
    if many:
        document.paragraph(quiet(more(many, noun)))
