"""A slide for each objective that is off track or missed its target: how far off, why, who acts; and its way over time."""

from typing import TYPE_CHECKING

from pmo.language.words import Words
from pmo.report.alignment.troubles import Trouble, in_trouble
from pmo.report.facts import Facts
from pmo.report.office.charts import over_time
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line, cut
from pmo.report.office.trend import Bound, Trend, trend
from pmo.report.term_words import inside_a_line
from pmo.report.text import plain

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView

_BLOCKS = 12
"""Slides in one deck; beyond that the table of objectives has to do."""


def put_troubles(deck: Deck, view: "AlignmentView", facts: Facts) -> None:
    """The worst first."""
    words = deck.words
    shown = view.troubles.blocks[:_BLOCKS]
    unseen = len(view.troubles.blocks) - len(shown) + view.troubles.left
    for at, (block, (_, standing)) in enumerate(zip(shown, in_trouble(facts), strict=False), 1):
        measure, _ = max(standing.measures, key=lambda pair: pair[1].state.badness)
        lines = _about(block, words)
        notes = [block.name, *(line.seen for line in lines), *_sources(block, words)]
        if unseen and at == len(shown):
            notes.append(
                words.many(
                    unseen,
                    "And {n} more that is off track or missed: see the table of objectives.",
                    "And {n} more that are off track or missed: see the table of objectives.",
                )
            )
        slide = deck.slide(_title(block, words), notes)
        found = trend(measure, facts.alignment.today)
        if found is None:
            slide.lines(lines)
            continue
        left, right = slide.area.split(0.56)
        over_time(slide, found, _spoken(found, words), left)
        slide.lines(lines, right)


def _title(block: Trouble, words: Words) -> str:
    name = words.quoted(cut(block.name, 80))
    if block.state.key == "missed":
        return words("{name} missed its target", name=name)
    return words("{name} is {state}", name=name, state=inside_a_line(words)[block.state.key])


def _about(block: Trouble, words: Words) -> list[Line]:
    lines = [
        Line(f" {slip.gap}{f' {slip.verdict}' if slip.verdict else ''}", words("{label}:", label=slip.name))
        for slip in block.slips
    ]
    notes = [plain(note) for slip in block.slips for note in slip.notes]
    lines.append(Line(f" {' '.join(notes) or words('no reason is recorded')}", words("Why:")))
    doing = [
        f"{work.name} ({', '.join(part for part in (work.owner, words('until {day}', day=work.until) if work.until else '', work.budget) if part)})"
        for work in block.work
    ]
    doing += block.others
    idle = words("no initiative, service or process works on it")
    lines.append(Line(f" {words.clauses(doing) or idle}", words("Being done:")))
    due = f"; {words('due {day}', day=block.due)}" if block.due else ""
    lines.append(Line(f" {block.owner}{due}", words("Owner:")))
    lines.append(Line(f" {', '.join(block.supports) or words('nothing of the organization')}", words("Supports:")))
    return lines


def _sources(block: Trouble, words: Words) -> list[str]:
    """Whose words the reasons are, and of which day."""
    return [
        words("Said of {name}: {source}.", name=words.quoted(slip.name), source=slip.said)
        for slip in block.slips
        if slip.notes and slip.said
    ]


def _spoken(found: Trend, words: Words) -> str:
    read = [(day, value) for day, value in zip(found.days, found.readings, strict=True) if value is not None]
    way = words(
        "{name}: from {first} on {start} to {last} on {end}",
        name=found.name,
        first=words.number(read[0][1]),
        start=words.day(read[0][0]),
        last=words.number(read[-1][1]),
        end=words.day(read[-1][0]),
    )
    return words.sentence([way, *(_bound(bound, words.number(value), words) for bound, value in found.bounds)])


def _bound(bound: Bound, value: str, words: Words) -> str:
    if bound is Bound.LOW:
        return words("at least {value}", value=value)
    return words("at most {value}", value=value) if bound is Bound.HIGH else words("target {value}", value=value)
