"""The cells of the charter's tables, and the lines in which it names people and objectives."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmo.report.charter.written import Who
from pmo.report.figures import count
from pmo.report.office.document import Box, Filler, WordDocument
from pmo.report.office.words import INK_2, INK_3, Part, Text, inline, lack, quiet, small, strong

if TYPE_CHECKING:
    from pmo.report.charter.annex import AssetRow
    from pmo.report.charter.promises import CourseRow, MeasureLine, Offer, Promise
    from pmo.report.charter.references import Ref
    from pmo.report.charter.signing import SignatureRow
    from pmo.report.charter.support import SupportedRow, Supporter


def strategy(row: "SupportedRow") -> Filler:
    """A strategy with its owner and its weight."""
    kind = f"{row.kind.capitalize()} of the organization · " if row.kind != "strategy" else ""
    owner = person(row.owner) if row.owner.named else "no owner named"
    weight = f" · weight {row.weight}\u00a0%" if row.weight else ""
    return lines(strong(row.name), small(f"{kind}{owner}{weight}"))


def supporters(row: "SupportedRow") -> Filler:
    """The objectives that support a strategy, each with its reason."""
    found: list[Text] = [_supporter(supporter, row.owner) for supporter in row.supporters]
    if not found:
        found = [lack("No objective of the PMO supports this yet.")]
    if row.left:
        found.append(quiet(more(row.left, "objective")))
    return lines(*found)


def _supporter(supporter: "Supporter", owner: Who) -> Text:
    side = " (a side effect)" if supporter.side_effect else ""
    through = f", through {supporter.through}" if supporter.through else ""
    because: list[Part] = inline(supporter.because, color=INK_2) or [lack("no reason given")]
    agreed = ""
    if supporter.agreed_by:
        agreed = " (agreed)" if supporter.agreed_by == owner.name else f" (agreed by {supporter.agreed_by})"
    return [*_spelled(supporter.ref), f"{side}{through}: ", *because, quiet(agreed)]


def promise(document: WordDocument, row: "Promise") -> list[Sequence[Filler]]:
    """The rows of an objective: its own, then one for each of its measures."""
    owner = [quiet("Owner: "), person(row.owner)] if row.owner.named else [lack("No owner named")]
    whom = f"For {row.customers}" if row.customers else "No customer named"
    status = f" · {row.status}, not yet approved" if row.status else ""

    def number(box: Box) -> None:
        document.bookmark(box.paragraph(strong(row.number, color=INK_3), "Table Text"), _place(row.number))

    head: Sequence[Filler] = (number, lines([strong(row.name)], [*owner], small(f"{whom}{status}")))
    if not row.measures:
        return [head, (lines(""), lines(lack("No measure yet: nobody can tell when it is met.")))]
    return [head, *(_measure(measure) for measure in row.measures)]


def _measure(measure: "MeasureLine") -> Sequence[Filler]:
    unit = f", {measure.unit}" if measure.unit else ""
    aside = " (a stretch)" if measure.stretch else ""
    if measure.owner is not None:
        aside += f" (read by {measure.owner.name})"
    baseline: Text = measure.baseline or lack("none yet")
    target: Text = strong(measure.target) if measure.target else lack("none yet")
    by: Text = small("at all times") if measure.lasting else lack("no date")
    return (
        lines(""),
        lines([f"{measure.name}{unit}", quiet(aside)]),
        lines(baseline, *([small(measure.baseline_day)] if measure.baseline_day else [])),
        lines(target, small(f"by {measure.by}") if measure.by else by),
    )


def course(row: "CourseRow") -> Text:
    """A strategy of the PMO on one line."""
    parts: list[str | Part] = [strong(row.name)]
    if row.statement:
        parts += [" – ", *inline(row.statement)]
    if row.owner.named:
        parts.append(quiet(f" {row.owner.name}."))
    for at, (ref, because) in enumerate(row.supports):
        parts += [quiet("; " if at else " For "), *_point(ref)]
        if because:
            parts += [quiet(" ("), *inline(because, color=INK_3), quiet(")")]
    if row.supports:
        parts.append(quiet("."))
    return parts


def offer_row(offer: "Offer") -> Sequence[Filler]:
    """The row of a service."""
    below = [inline(offer.statement, small=True, color=INK_3)] if offer.statement else []
    return (
        lines(strong(offer.name), *below),
        lines(offer.customers or lack("nobody named")),
        lines(inline(offer.benefit) or lack("not said yet")),
        lines(_points(offer.serves) or lack("no objective")),
    )


def signature(row: "SignatureRow") -> Sequence[Filler]:
    """A line to sign on, or what was signed and when."""
    label = f"{row.label}: nobody named" if row.label and not row.name else row.label
    below = [small(label)] if label else []
    note = [lack(row.note)] if row.note and not row.signed else []
    return (
        lines(*([strong(row.name)] if row.name else []), *below),
        lines(*([row.role] if row.role else []), *note),
        lines(row.date) if row.signed else _to_sign,
        lines(row.note) if row.signed else _to_sign,
    )


def _to_sign(box: Box) -> None:
    box.paragraph("", "Table Text")
    box.signing_line()


def asset(row: "AssetRow") -> Sequence[Filler]:
    """The row of a process, template, tool or role."""
    below = [inline(row.statement, small=True, color=INK_3)] if row.statement else []
    reasons: list[Text] = [["Serves ", *_spelled(ref)] for ref in row.serves]
    if row.mandate:
        reasons.append(f"Mandated by {row.mandate}")
    return (
        lines(strong(row.name), *below),
        lines(person(row.owner) if row.owner.named else quiet("–")),
        lines(*(reasons or [lack("Serves no objective")])),
    )


def lines(*texts: Text) -> Filler:
    """What fills a cell: a paragraph for each text."""

    def fill(box: Box) -> None:
        for text in texts or ("",):
            box.paragraph(text, "Table Text")

    return fill


def person(who: Who) -> str:
    """A person with their role."""
    return f"{who.name}, {who.role}" if who.role else who.name


def _place(number: str) -> str:
    return f"objective_{number.replace('.', '_')}"


def _point(ref: "Ref") -> list[Part]:
    return [strong(ref.number, to=_place(ref.number)) if ref.number else strong(ref.name)]


def _points(refs: Sequence["Ref"]) -> list[str | Part]:
    found: list[str | Part] = []
    for at, ref in enumerate(refs):
        found += [", ", *_point(ref)] if at else _point(ref)
    return found


def _spelled(ref: "Ref") -> list[str | Part]:
    return [*_point(ref), strong(f" {ref.name}")] if ref.number else [strong(ref.name)]


def more(many: int, noun: str) -> str:
    """How many are not printed, and where they are."""
    return f"And {count(many, f'more {noun}')}; the alignment report has all."
