"""The slide that tells what changed since the last review."""

from pmo.report.alignment.since import Since
from pmo.report.alignment.told import SinceLine
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line
from pmo.report.text import plain

_MOST = 3
"""So many changes of each sort are on the slide; its notes have all that the report tells."""


def put_since(deck: Deck, since: Since | None) -> None:
    """Add the slide; none where nothing was compared."""
    if since is None:
        return
    lines = [Line(text) for text in since.unseen]
    for group in since.groups:
        lines.append(Line("", group.title))
        lines += [Line(_told(line), level=1) for line in group.lines[:_MOST]]
        left = len(group.lines) - _MOST + group.left
        if left > 0:
            lines.append(Line(f"and {left:,} more", level=1))
    if since.others:
        lines.append(Line(since.others))
    notes = [f"{since.sentence} {since.basis}".strip()]
    notes += [f"{group.title}: {_told(line)}" for group in since.groups for line in group.lines]
    deck.slide(since.title, [note for note in notes if note]).lines(lines or [Line("Nothing changed.")])


def _told(line: SinceLine) -> str:
    said = line.text
    if line.now is not None:
        said += f" {line.now.signed}"
    if line.reason:
        said += f" “{plain(line.reason)}”"
    return f"{said} ({line.beside})" if line.beside else said
