"""How one element, or the whole plan, came to be what it is: for a terminal, and as JSON."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pmo.change_words import aim_words, commit_words, decided_words, field_lines, link_lines, new_line, readings_words
from pmo.changes import ElementChange
from pmo.kinds import singular_of
from pmo.output.difference import commit_json, element_json
from pmo.output.summary import plural
from pmo.story import Step, Story
from pmo.terminal import Style, visible

VERSION = 1
_PLURALS = {"strategy": "strategies", "person": "people", "process": "processes"}
_TRAILER = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-(?:by|[Ii]d): ")


def story_text(story: Story, notes: tuple[str, ...], style: Style) -> str:
    """Every step of one element, the newest first: when, who, why; and below it what changed."""
    lines: list[str] = []
    for step in story.steps:
        lines += [*_head(step, style), *(f"  {line}" for line in _told(step, story)), ""]
    return "\n".join([*lines, *notes]).rstrip("\n") + "\n"


def plan_story_text(steps: tuple[Step, ...], notes: tuple[str, ...], style: Style) -> str:
    """Every step of the whole plan. Of the first one only the number of elements is told."""
    lines: list[str] = []
    for step in steps:
        begun = step.commit is not None and not step.commit.parents
        told = (
            [_beginning(step)]
            if begun
            else [line for c in step.changes for line in _told_of(c, step, (), already=False)]
        )
        lines += [*_head(step, style), *(f"  {line}" for line in told), ""]
    return "\n".join([*lines, *notes]).rstrip("\n") + "\n"


def story_json(steps: tuple[Step, ...], notes: tuple[str, ...], story: Story | None = None) -> str:
    """Steps as JSON, with the ids of the element that they are about, if they are about one.

    Versioned: a key may be added, none is renamed or removed within a version.
    """
    document = {
        "version": VERSION,
        "id": story.names[0] if story else None,
        "former_ids": list(story.names[1:]) if story else [],
        "steps": [_step(step) for step in steps],
        "begins_at": story.cut_off.id if story and story.cut_off else None,
        "notes": list(notes),
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _head(step: Step, style: Style) -> list[str]:
    return [style.bold(commit_words(step.commit) if step.commit else "Not committed yet"), *_why(step)]


def _beginning(step: Step) -> str:
    kinds = Counter(singular_of(change.element) for change in step.changes if change.before is None)
    counted = [_counted(count, kind) for kind, count in kinds.items() if kind not in {"PMO", "organization"}]
    return f"The plan as it begins: {', '.join(counted) or 'nothing with an id'}."


def _counted(count: int, kind: str) -> str:
    return f"{count} {_PLURALS[kind]}" if count != 1 and kind in _PLURALS else plural(count, kind)


def _step(step: Step) -> dict[str, Any]:
    commit = (
        {**commit_json(step.commit), "body": step.commit.body or None}
        if step.commit
        else {"commit": None, "date": None, "author": None, "subject": None, "body": None}
    )
    return {
        **commit,
        "file": step.file,
        "moved_from": step.moved_from,
        "changes": [element_json(change) for change in step.changes],
    }


def _why(step: Step) -> Iterator[str]:
    """The rest of the commit's message, without the lines that tools put below it."""
    for line in step.commit.body.splitlines() if step.commit else ():
        if line.strip() and not _TRAILER.match(line):
            yield f"  | {visible(line)}"


def _told(step: Step, story: Story) -> Iterator[str]:
    if step.moved_from:
        yield f"Moved from {visible(step.moved_from)} to {visible(step.file)}."
    seen = story.cut_off is not None and step.commit is not None and step.commit.id == story.cut_off.id
    for change in step.changes:
        yield from _told_of(change, step, story.names, already=seen)


def _told_of(change: ElementChange, step: Step, names: tuple[str, ...], *, already: bool) -> Iterator[str]:
    element = change.element
    own = change.id in names
    if change.before is None:
        line = new_line(change)
        yield f"{'Was there already' if already else 'New'}: {line.text}" + (
            f" In {visible(step.file)}." if own else ""
        )
        yield from (f"  {more}" for more in line.more)
        return
    if change.after is None:
        yield f"{singular_of(element).capitalize()} `{visible(change.id)}`: gone from {visible(step.file)}."
        return
    if change.was:
        yield f"`{visible(change.was)}` is now `{visible(change.id)}`."
    if change.aim:
        yield _sentence(aim_words(change, change.aim))
        if change.aim.decided is not None:
            yield f"  {decided_words(change.aim.decided)}"
    for line in (*link_lines(change), *field_lines(change)):
        yield line.text
        yield from (f"  {more}" for more in line.more)
    if change.retired:
        yield f"`{visible(change.id)}`: retired."
    if change.readings:
        yield f"Readings of {readings_words(change)}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
