"""The cells of the charter's tables, and the lines in which it names people and objectives."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmo.language.words import Words
from pmo.report.charter.written import Who
from pmo.report.office.document import Box, Filler, WordDocument
from pmo.report.office.words import HERE, INK_2, INK_3, Part, Text, around, inline, lack, quiet, small, strong

if TYPE_CHECKING:
    from pmo.report.charter.annex import AssetRow
    from pmo.report.charter.promises import CourseRow, MeasureLine, Offer, Promise
    from pmo.report.charter.references import Ref
    from pmo.report.charter.signing import SignatureRow
    from pmo.report.charter.support import SupportedRow, Supporter


def strategy(row: "SupportedRow", words: Words) -> Filler:
    """A strategy with its owner and its weight."""
    owner = person(row.owner) if row.owner.named else words("no owner named")
    weight = words("weight {weight}", weight=f"{row.weight}\u00a0%") if row.weight else ""
    below = (row.word, owner, weight)
    return lines(strong(row.name), small(" · ".join(text for text in below if text)))


def supporters(row: "SupportedRow", words: Words) -> Filler:
    """The objectives that support a strategy, each with its reason."""
    found: list[Text] = [_supporter(supporter, words) for supporter in row.supporters]
    if not found:
        found = [lack(words("No objective of the PMO supports this yet."))]
    if row.beyond:
        found.append(quiet(row.beyond))
    return lines(*found)


def _supporter(supporter: "Supporter", words: Words) -> Text:
    side = f" ({words('a side effect')})" if supporter.side_effect else ""
    through = f", {words('through {names}', names=supporter.through)}" if supporter.through else ""
    because: list[Part] = inline(supporter.because, color=INK_2) or [lack(words("no reason given"))]
    agreed = f" ({supporter.agreed})" if supporter.agreed else ""
    return [*_spelled(supporter.ref), f"{words('{label}:', label=side + through)} ", *because, quiet(agreed)]


def promise(document: WordDocument, row: "Promise") -> list[Sequence[Filler]]:
    """The rows of an objective: its own, then one for each of its measures."""
    words = document.words
    owner: list[str | Part] = [lack(words("No owner named"))]
    if row.owner.named:
        owner = [quiet(f"{words('Owner:')} "), person(row.owner)]
    whom = words("For {customers}", customers=row.customers) if row.customers else words("No customer named")
    status = f" · {words('proposed, not yet approved')}" if row.status else ""

    def number(box: Box) -> None:
        document.bookmark(box.paragraph(strong(row.number, color=INK_3), "Table Text"), _place(row.number))

    head: Sequence[Filler] = (number, lines([strong(row.name)], owner, small(f"{whom}{status}")))
    if not row.measures:
        return [head, (lines(""), lines(lack(words("No measure yet: nobody can tell when it is met."))))]
    return [head, *(_measure(measure, words) for measure in row.measures)]


def _measure(measure: "MeasureLine", words: Words) -> Sequence[Filler]:
    unit = f", {measure.unit}" if measure.unit else ""
    aside = f" ({words('a stretch')})" if measure.stretch else ""
    if measure.owner is not None:
        aside += f" ({words('read by {name}', name=measure.owner.name)})"
    baseline: Text = measure.baseline or lack(words.about("baseline", "none yet"))
    target: Text = strong(measure.target) if measure.target else lack(words.about("target", "none yet"))
    by: Text = small(words("at all times")) if measure.lasting else lack(words("no date"))
    return (
        lines(""),
        lines([f"{measure.name}{unit}", quiet(aside)]),
        lines(baseline, *([small(measure.baseline_day)] if measure.baseline_day else [])),
        lines(target, small(words("by {day}", day=measure.by)) if measure.by else by),
    )


def course(row: "CourseRow", words: Words) -> Text:
    """A strategy of the PMO on one line."""
    parts: list[str | Part] = [strong(row.name)]
    if row.statement:
        parts += [" – ", *inline(row.statement)]
    if row.owner.named:
        parts.append(quiet(f" {row.owner.name}."))
    objectives: list[str | Part] = []
    for at, (ref, because) in enumerate(row.supports):
        objectives += [quiet(words.about("between clauses", "; ")), *_point(ref)] if at else _point(ref)
        if because:
            objectives += [quiet(" ("), *inline(because, color=INK_3), quiet(")")]
    if objectives:
        parts += around(f" {words('For {objectives}.', objectives=HERE)}", *objectives, look=quiet)
    return parts


def offer_row(offer: "Offer", words: Words) -> Sequence[Filler]:
    """The row of a service."""
    below = [inline(offer.statement, small=True, color=INK_3)] if offer.statement else []
    return (
        lines(strong(offer.name), *below),
        lines(offer.customers or lack(words("no customer named"))),
        lines(inline(offer.benefit) or lack(words("not said yet"))),
        lines(_points(offer.serves) or lack(words("no objective"))),
    )


def signature(row: "SignatureRow", words: Words) -> Sequence[Filler]:
    """A line to sign on, or what was signed and when."""
    label = row.label
    if label and not row.name:
        label = words.about("label and value", "{label}: {value}", label=label, value=words("nobody named"))
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


def asset(row: "AssetRow", words: Words) -> Sequence[Filler]:
    """The row of a process, template, tool or role."""
    below = [inline(row.statement, small=True, color=INK_3)] if row.statement else []
    reasons: list[Text] = [around(words("Serves {objective}", objective=HERE), *_spelled(ref)) for ref in row.serves]
    if row.mandate:
        reasons.append(words("Mandated by {source}", source=row.mandate))
    return (
        lines(strong(row.name), *below),
        lines(person(row.owner) if row.owner.named else quiet("–")),
        lines(*(reasons or [lack(words("Serves no objective"))])),
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
