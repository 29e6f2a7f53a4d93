"""The charter as a Word document that can be signed: the same parts, in the same order, as in the other formats."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmo.language.words import Words
from pmo.report.charter.written import Said
from pmo.report.house import House, png_of
from pmo.report.office.charter_cells import (
    asset,
    course,
    lines,
    offer_row,
    person,
    promise,
    signature,
    strategy,
    supporters,
)
from pmo.report.office.document import Filler, WordDocument
from pmo.report.office.package import properties
from pmo.report.office.words import HERE, Part, around, inline, lack, quiet, small, strong
from pmo.report.page import Page

if TYPE_CHECKING:
    from pmo.report.charter.view import CharterView, Stated, Titled

_LINE_TO_SIGN = 13.0


def charter_docx(view: "CharterView", house: House) -> bytes:
    """The charter's bytes. Same view, same bytes."""
    words = house.words
    document = WordDocument(properties(view.page, words), house.accent, house.paper, words)
    foot: list[str | Part] = [strong(house.confidentiality), " · "] if house.confidentiality else []
    draft = lack(view.draft.stamp) if view.page.draft else ""
    document.foot([*foot, view.page.heading], draft)
    if png := png_of(house):
        document.picture(png, words("Logo"))
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
    document.paragraph(small(_made(view.page, words)))
    return document.saved()


def _made(page: Page, words: Words) -> str:
    if not page.revision:
        return words(
            "Made with pmo {version} from the plan as it stood on {day}.", version=page.version, day=page.as_of
        )
    return words(
        "Made with pmo {version} from the plan as it stood on {day}, revision {revision}.",
        version=page.version,
        day=page.as_of,
        revision=page.revision,
    )


def _masthead(document: WordDocument, view: "CharterView", accent: str) -> None:
    page, words = view.page, document.words
    if page.organization:
        document.paragraph(strong(page.organization, color=accent[1:].upper()))
    document.paragraph(page.title, "Title")
    below: list[str | Part] = [f"{page.pmo} · {words('as of {day}', day=page.as_of)}"]
    if page.revision:
        below += around(f" · {words('revision {revision}', revision=HERE)}", Part(page.revision, code=True))
    document.paragraph(below, "Subtitle")
    if page.draft:
        document.paragraph([lack(view.draft.stamp), " ", " ".join(page.draft)])
    if view.unread:
        document.paragraph([lack(f"{words('Incomplete.')} "), view.unread])


def _foundation(document: WordDocument, view: "CharterView") -> None:
    words = document.words
    document.heading(words("Purpose"))
    _said_as_prose(document, view.purpose, "Purpose")
    document.heading(words("Whom we serve and what they need"))
    _unwritten(document, view.whom.missing)
    for row in view.whom.rows:
        document.heading(row.name, 2)
        if row.contact.named:
            document.paragraph(small(person(row.contact))).paragraph_format.keep_with_next = True
        _items(document, row.needs)
    _left(document, view.whom.beyond)
    document.heading(words("Vision and mission"))
    for word, part in ((words("Vision"), view.vision), (words("Mission"), view.mission)):
        document.heading(word, 2)
        _stated(document, part)
    _titled(document, words("Values"), view.values)
    _titled(document, words("Lasting goals"), view.goals)


def _support(document: WordDocument, view: "CharterView") -> None:
    support, words = view.support, document.words
    document.heading(words("How we support the organization's strategy"))
    _unwritten(document, support.missing)
    if support.sentence:
        document.paragraph(support.sentence)
    if support.rows:
        document.table(
            (words("Strategy"), words("How the PMO supports it")),
            (32, 68),
            [(strategy(row, words), supporters(row, words)) for row in support.rows],
            caption=words(
                "Each strategy of the organization, and the PMO's objectives that support it, with the reason"
            ),
        )
    _left(document, support.beyond)
    if support.left:
        document.heading(words("Left to others"), 2)
        for row in support.left:
            document.paragraph([strong(row.name), " – ", *(inline(row.because) or [lack(words("no reason given"))])])
    if support.untraced:
        document.paragraph(
            [lack(f"{words('Supports nothing of the organization:')} "), words.sentence([support.untraced])]
        )


def _promises(document: WordDocument, view: "CharterView") -> None:
    promises, words = view.promises, document.words
    document.heading(words("Objectives"))
    _unwritten(document, promises.missing)
    if promises.rows:
        rows: list[Sequence[Filler]] = []
        for row in promises.rows:
            rows += promise(document, row)
        document.table(
            (
                words.about("number of an objective", "No."),
                words("Objective and measures"),
                words("Baseline"),
                words("Target"),
            ),
            (7, 53, 20, 20),
            rows,
            caption=words("Objectives with their owners; below each its measures with baseline, target and date"),
        )
    _left(document, promises.beyond)
    if promises.drafts:
        document.paragraph(quiet(words("Drafts, no part of this charter yet: {names}.", names=promises.drafts)))


def _ways(document: WordDocument, view: "CharterView") -> None:
    words = document.words
    document.heading(words("PMO strategy and services"))
    document.heading(words("How we go about it"), 2)
    _unwritten(document, view.courses.missing)
    for row in view.courses.rows:
        document.paragraph(course(row, words))
    if view.model:
        document.paragraph(inline(view.model))
    document.heading(words("What we offer"), 2)
    _unwritten(document, view.offers.missing)
    if view.offers.rows:
        document.table(
            (
                words("Service"),
                words.about("column of services", "For"),
                words("What they gain"),
                words.about("column of services", "Serves"),
            ),
            (36, 22, 30, 12),
            [offer_row(offer, words) for offer in view.offers.rows],
            caption=words("Services: for whom, what they gain, which objectives each serves"),
        )
    _left(document, view.offers.beyond)


def _governance(document: WordDocument, view: "CharterView") -> None:
    words = document.words
    document.heading(words("Scope"))
    for word, said in ((words("In scope"), view.scope_in), (words("Out of scope"), view.scope_out)):
        document.heading(word, 2)
        _items(document, said)
    document.heading(words("Authority and reporting line"))
    document.heading(words("The PMO"), 2)
    _items(document, view.mandate.authority)
    mandate = view.mandate
    for word, who, missing in (
        (words("Reports to:"), mandate.reports_to, mandate.no_line),
        (words("Sponsor:"), mandate.sponsor, mandate.no_sponsor),
    ):
        document.paragraph([strong(f"{word} "), lack(missing) if missing else person(who)])
    document.heading(words("How we will be judged"))
    _items(document, view.judged_by)
    if view.reviews:
        document.table(
            (words("We review"), words("How often"), words.about("review", "Last"), words.about("review", "Next")),
            (31, 23, 23, 23),
            [
                (
                    lines(strong(row.what)),
                    lines(row.every),
                    lines(row.last or lack(words.about("review", "never yet"))),
                    lines(
                        lack(words("{day}, overdue", day=row.next))
                        if row.overdue
                        else row.next or lack(words("no date set"))
                    ),
                )
                for row in view.reviews
            ],
            caption=words("Reviews: how often, when last and when next"),
            together=True,
        )


def _sign_off(document: WordDocument, view: "CharterView") -> None:
    sign_off, words = view.sign_off, document.words
    document.heading(words("Sign-off"))
    document.table(
        (words("Name"), words("Role"), words("Date"), words("Signature")),
        (26, 26, 18, 30),
        [signature(row, words) for row in sign_off.rows],
        caption=words("Who signed this charter, and when"),
        height=0.0 if all(row.signed for row in sign_off.rows) else _LINE_TO_SIGN,
        together=True,
    )
    named = f"{words('Fingerprint of this text: {fingerprint}.', fingerprint=HERE)} "
    fingerprint = around(named, Part(sign_off.fingerprint, code=True))
    if sign_off.signed:
        fingerprint.append(quiet(words("It is the text that was signed.")))
    else:
        record = Part(f"confirmed: {{pmo: {sign_off.fingerprint}}}", code=True)
        fingerprint += around(words("A sign-off of it is recorded with {record}.", record=HERE), record, look=quiet)
    document.paragraph(fingerprint)


def _annex(document: WordDocument, view: "CharterView") -> None:
    words = document.words
    document.heading(words("Annex: how the PMO works"), numbered=False)
    document.paragraph(view.annex.sentence)
    for group in view.annex.groups:
        document.heading(group.title, 2)
        document.table(
            (words.about("column of the annex", "What"), words("Owner"), words("What it is for")),
            (36, 22, 42),
            [asset(row, words) for row in group.rows],
            caption=words("{kind}, and what each is for", kind=group.title),
        )
        _left(document, group.beyond)


def _said_as_prose(document: WordDocument, said: Said, style: str) -> None:
    _unwritten(document, said.missing)
    if not said.missing:
        document.prose(said.text, style)


def _stated(document: WordDocument, part: "Stated") -> None:
    _said_as_prose(document, part.said, "Normal")
    if part.beside and not part.said.missing:
        document.paragraph(small(document.words.sentence([part.beside])))


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


def _left(document: WordDocument, beyond: str) -> None:
    """How many rows are not printed, if any."""
    if beyond:
        document.paragraph(quiet(beyond))
