"""The alignment report as slides: one message a slide, the details in the notes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo.answers import Rung
from pmo.language.words import Words
from pmo.report.alignment.evidence import Step, StrategyRow
from pmo.report.alignment.matrix import MARKS, Matrix
from pmo.report.alignment.objectives import MeasureRow, ObjectiveRow
from pmo.report.facts import Facts
from pmo.report.figures import DASH
from pmo.report.house import House, png_of
from pmo.report.office.balance import put_balance, put_money
from pmo.report.office.charts import STATE_COLORS, bars
from pmo.report.office.customers import put_customers, said
from pmo.report.office.decisions import put_decisions, put_review
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line, begun_small, cut
from pmo.report.office.gaps import put_gaps, put_honesty
from pmo.report.office.package import properties
from pmo.report.office.since import put_since
from pmo.report.office.strategy_map import put_map
from pmo.report.office.tables import put_table
from pmo.report.office.troubles import put_troubles
from pmo.report.states import SHOWN
from pmo.report.term_words import course_heads, inside_a_line
from pmo.report.text import plain

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView

_STRATEGIES = 14
_LEGIBLE = 12
_MATRIX = 12
_HEAD, _FEW = 80, 8
"""Characters of an objective above its column of the matrix, where there are so few rows that there is room for them; else half."""
_BADNESS = {shown.key: state.badness for state, shown in SHOWN.items()}


def alignment_pptx(view: "AlignmentView", facts: Facts, house: House, template: Path | None = None) -> bytes:
    """The slides' bytes; `facts` are what the view was made of. Same plan, day and template, same bytes.

    Raises:
        PmoError: the template cannot be read, or lacks a layout that is needed.
    """
    draft = house.words.about("not approved yet", "DRAFT") if view.page.draft else ""
    foot = " · ".join(part for part in (draft, house.confidentiality, view.page.heading) if part)
    deck = Deck(properties(view.page, house.words), house.accent, template, foot, house.words)
    _cover(deck, view, house)
    _verdict(deck, view)
    put_decisions(deck, view.decisions)
    put_review(deck, view.last_review)
    put_since(deck, view.since)
    _map(deck, getattr(view, "map", None))
    _ladder(deck, view)
    _matrix(deck, view.matrix)
    _objectives(deck, view)
    put_troubles(deck, view, facts)
    put_customers(deck, view)
    put_money(deck, getattr(view, "money", None))
    put_balance(deck, view)
    put_gaps(deck, view)
    put_honesty(deck, view)
    return deck.saved()


def _cover(deck: Deck, view: "AlignmentView", house: House) -> None:
    page = view.page
    words = house.words
    day = words("As of {day}", day=page.as_of)
    lines = [page.pmo, f"{day} · {words('revision {revision}', revision=page.revision)}" if page.revision else day]
    if page.organization:
        lines.insert(0, page.organization)
    if page.draft:
        lines.append(f"{words.about('not approved yet', 'DRAFT')}. {' '.join(page.draft)}")
    if house.confidentiality:
        lines.append(house.confidentiality)
    deck.cover(
        page.title,
        lines,
        [
            view.verdict.sentence,
            words("Made with pmo {version} from the plan as it stood on {day}.", version=page.version, day=page.as_of),
        ],
        png_of(house),
    )


def _verdict(deck: Deck, view: "AlignmentView") -> None:
    verdict = view.verdict
    slide = deck.slide(verdict.sentence, [verdict.sentence, verdict.well, view.findings.sentence, *view.honesty])
    if not verdict.tally:
        slide.lines([Line(verdict.well or deck.words("There are no objectives to judge yet."))])
        return
    left, right = slide.area.split(0.62)
    told = said(verdict.tally)
    bars(
        slide,
        deck.words("Objectives"),
        [(item.state.signed, item.count) for item in verdict.tally],
        deck.words.labelled(verdict.tally_of, f"{told}."),
        area=left,
        colors=[STATE_COLORS[item.state.key] for item in verdict.tally],
    )
    lines = [Line(f" {told}.", deck.words("{label}:", label=verdict.tally_of))]
    if verdict.well:
        lines.append(Line(verdict.well))
    slide.lines(lines, right)


def _ladder(deck: Deck, view: "AlignmentView") -> None:
    words, ladder = deck.words, view.ladder
    rows = (*ladder.rows, *ladder.rest)
    if not ladder.begun:
        sentence = (
            words("No strategy is supported by an objective of the PMO yet")
            if rows
            else words("The plan names no strategies of the organization")
        )
        deck.slide(sentence, [row.name for row in rows]).lines(
            [Line(row.name) for row in rows]
            or [Line(words("Until it does, nothing can show what the PMO's objectives are for."))]
        )
        return
    fresh = ladder.steps[Rung.EVIDENCED - 1]
    title = words.many(
        fresh.reached,
        "{n} of {total} strategies has fresh evidence",
        "{n} of {total} strategies have fresh evidence",
        total=words.whole(ladder.total),
    )
    notes = [_step(step, words) for step in ladder.steps]
    notes += [_reached(row, words) for row in rows]
    slide = deck.slide(title, notes)
    shown = rows[:_STRATEGIES]
    key = [words("Rungs: 1 linked, 2 reasoned, 3 measurable, 4 evidenced, 5 moving, 6 achieved.")]
    if len(rows) > len(shown):
        total = words.whole(len(rows))
        key.append(
            words.many(
                len(shown),
                "The {n} that stands lowest of {total}.",
                "The {n} that stand lowest of {total}.",
                total=total,
            )
        )
    area = slide.beside(" ".join(key), _lacking(rows, words))
    bars(
        slide,
        words("Rung reached (of 6)"),
        [(row.name, row.rung) for row in shown],
        words.clauses(words.labelled(row.name, row.word) for row in shown),
        area=area,
        most=7,
        labels=[f"{row.rung} {row.word}" for row in shown],
    )


def _step(step: Step, words: Words) -> str:
    values = {
        "rung": step.word,
        "test": step.test,
        "fraction": step.of,
        "names": step.fell or words.about("no strategies", "none"),
    }
    if step.weight:
        return words(
            "{rung} ({test}): {fraction}, weights {weight}. Stopped just below it: {names}.",
            **values,
            weight=step.weight,
        )
    return words("{rung} ({test}): {fraction}. Stopped just below it: {names}.", **values)


def _reached(row: StrategyRow, words: Words) -> str:
    lacks = row.lacks or words("Nothing is lacking: the target is met")
    by = f", {words('by {objective}', objective=words.quoted(row.by))}" if row.by else ""
    return words.labelled(f"{row.name} ({row.owner})", f"{row.word}{by}. {lacks}.")


def _lacking(rows: Sequence[StrategyRow], words: Words) -> str:
    """What the next rung lacks, and for how many strategies."""
    found = Counter(row.lacks for row in rows if row.lacks).most_common()
    said = words.clauses(f"{begun_small(lacks, words)} ({words.whole(many)})" for lacks, many in found)
    return words("What keeps them from the next rung: {reasons}.", reasons=said) if said else ""


def _map(deck: Deck, found: Any) -> None:
    """The strategy map, where the view has one that can be drawn."""
    if found is None or not found.drawn:
        return
    notes = [
        found.description,
        found.note,
        *(line for lane in found.outline for line in _outline(lane.items, 0, deck.words)),
    ]
    title = (
        deck.words("What leads to what: each line is a claim")
        if found.lines
        else deck.words("What leads to what: nothing is claimed yet")
    )
    put_map(deck.slide(title, notes), found)


def _outline(items: Sequence[Any], depth: int, words: Words) -> Iterator[str]:
    kinds, states = course_heads(words), inside_a_line(words)
    for item in items:
        said = [states[item.state.key] if item.state else "", item.beside, item.link]
        aside = words.clauses(part for part in said if part)
        yield f"{'– ' * depth}{words.labelled(kinds[item.kind], item.name)}{f' ({aside})' if aside else ''}"
        yield from _outline(item.below, depth + 1, words)


def _matrix(deck: Deck, matrix: Matrix) -> None:
    if not matrix.linked:
        return
    words = deck.words
    reasons = [
        f"{reason.sign} {row.name} ← {words.labelled(reason.objective, plain(reason.because) or words('no reason given'))}"
        f"{_agreed(reason.agreed_by, words)}"
        for row in matrix.rows
        for reason in row.reasons
    ]
    legend = words.clauses(f"{MARKS[mark][0]} {meaning}" for mark, _, meaning in matrix.legend)
    title = matrix.caption.rstrip(".")
    if matrix.listed or len(matrix.columns) > _LEGIBLE or len(matrix.rows) > _LEGIBLE:
        rows = [
            [
                row.name,
                row.primary or _columns(matrix, row.cells, "primary") or words("no objective"),
                row.others or _columns(matrix, row.cells),
            ]
            for row in matrix.rows
        ]
        head = (words("Strategy"), words("Mainly supported by"), words("Also"))
        put_table(deck, title, head, (30, 40, 30), rows, reasons)
        return
    slide = deck.slide(
        title,
        [legend, *(words.labelled(str(at), column.name) for at, column in enumerate(matrix.columns, 1)), *reasons],
    )
    names = ("", *(cut(column.name, _HEAD if len(matrix.rows) <= _FEW else _HEAD // 2) for column in matrix.columns))
    rows = [
        [
            words("{name} (no objective)", name=cut(row.name, 60)) if row.empty else cut(row.name, 60),
            *(cell.sign for cell in row.cells),
        ]
        for row in matrix.rows
    ]
    slide.table(names, (2.6, *(1.0 for _ in matrix.columns)), rows, f"{matrix.caption} {legend}", _MATRIX, marks=legend)


def _agreed(people: str, words: Words) -> str:
    return f" ({words('agreed by {names}', names=people)})" if people else ""


def _columns(matrix: Matrix, cells: Sequence[object], mark: str = "") -> str:
    names = [
        column.name
        for column, cell in zip(matrix.columns, cells, strict=False)
        if (found := getattr(cell, "mark", "")) and (found == mark if mark else found != "primary")
    ]
    return ", ".join(names)


def _objectives(deck: Deck, view: "AlignmentView") -> None:
    found = view.objectives
    if not found.rows:
        return
    words = deck.words
    rows = [[row.name, row.state.signed, _worst(row, words), row.owner] for row in found.rows]
    title = (
        words.many(
            found.total,
            "How the {n} objective stands, the worst first",
            "How the {n} objectives stand, the worst first",
        )
        if found.total > 1
        else words("How the one objective stands")
    )
    head = (words("Objective"), words("Status"), words("Worst measure: start → now → target"), words("Owner"))
    put_table(deck, title, head, (34, 13, 36, 17), rows, [_in_full(row, words) for row in found.rows])


def _in_full(row: ObjectiveRow, words: Words) -> str:
    states = inside_a_line(words)
    measures = (words.labelled(m.name, f"{states[m.state.key]}, {_way(m, words)}; {m.reason}") for m in row.measures)
    return words.labelled(row.state.word, f"{row.name} ({row.owner}). {words.clauses(measures)}")


def _worst(row: ObjectiveRow, words: Words) -> str:
    """An objective's worst measure with its figures, and how many more there are."""
    worst = max(row.measures, key=lambda measure: _BADNESS[measure.state.key], default=None)
    if worst is None:
        return words("no measure")
    left = len(row.measures) - 1
    more = f" ({words.many(left, 'and {n} more measure', 'and {n} more measures')})" if left else ""
    return words.labelled(worst.name, f"{_way(worst, words)}{more}")


def _way(measure: MeasureRow, words: Words) -> str:
    """Where it started, where it is, where it is to be, and by when."""
    now = words("no reading") if measure.now == DASH else measure.now
    stops = ("" if measure.start == DASH else measure.start, now, measure.target)
    by = f" {words('by {day}', day=measure.by)}" if measure.by else ""
    return " → ".join(stop for stop in stops if stop) + by
