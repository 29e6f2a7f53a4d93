"""A slide for each objective that is off track or missed its target: how far off, why, who acts; and its way over time."""

from typing import TYPE_CHECKING

from pmo.report.alignment.troubles import Trouble, in_trouble
from pmo.report.facts import Facts, quoted
from pmo.report.office.charts import over_time
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line, cut
from pmo.report.office.trend import Trend, trend
from pmo.report.text import plain

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView

_BLOCKS = 12
"""Slides in one deck; beyond that the table of objectives has to do."""


def put_troubles(deck: Deck, view: "AlignmentView", facts: Facts) -> None:
    """The worst first."""
    shown = view.troubles.blocks[:_BLOCKS]
    unseen = len(view.troubles.blocks) - len(shown) + view.troubles.left
    for at, (block, (_, standing)) in enumerate(zip(shown, in_trouble(facts), strict=False), 1):
        measure, _ = max(standing.measures, key=lambda pair: pair[1].state.badness)
        word = "missed its target" if block.state.key == "missed" else f"is {block.state.word.lower()}"
        lines = _about(block)
        notes = [block.name, *(line.seen for line in lines), *_sources(block)]
        if unseen and at == len(shown):
            notes.append(f"And {unseen:,} more that are off track or missed: see the table of objectives.")
        slide = deck.slide(f"{quoted(cut(block.name, 80))} {word}", notes)
        found = trend(measure, facts.alignment.today)
        if found is None:
            slide.lines(lines)
            continue
        left, right = slide.area.split(0.56)
        over_time(slide, found, _spoken(found), left)
        slide.lines(lines, right)


def _about(block: Trouble) -> list[Line]:
    lines = [Line(f" {slip.gap}{f' {slip.verdict}' if slip.verdict else ''}", f"{slip.name}:") for slip in block.slips]
    notes = [plain(note) for slip in block.slips for note in slip.notes]
    lines.append(Line(f" {' '.join(notes) or 'no reason is recorded'}", "Why:"))
    doing = [
        f"{work.name} ({', '.join(part for part in (work.owner, f'until {work.until}' if work.until else '', work.budget) if part)})"
        for work in block.work
    ]
    doing += block.others
    lines.append(Line(f" {'; '.join(doing) or 'no initiative, service or process works on it'}", "Being done:"))
    due = f"; due {block.due}" if block.due else ""
    lines.append(Line(f" {block.owner}{due}", "Owner:"))
    lines.append(Line(f" {', '.join(block.supports) or 'nothing of the organization'}", "Supports:"))
    return lines


def _sources(block: Trouble) -> list[str]:
    """Whose words the reasons are, and of which day."""
    return [f"Said of {quoted(slip.name)}: {slip.said}." for slip in block.slips if slip.notes and slip.said]


def _spoken(found: Trend) -> str:
    read = [(day, value) for day, value in zip(found.days, found.readings, strict=True) if value is not None]
    bounds = "".join(f"; {word.lower()} {value:g}" for word, value in found.bounds)
    return f"{found.name}: from {read[0][1]:g} on {read[0][0]} to {read[-1][1]:g} on {read[-1][0]}{bounds}."
