"""Why git cannot tell what was asked of it, in words for the user. A report that could not be compared says them again in its language."""

import datetime as dt
from pathlib import Path

from pmo.errors import GitError
from pmo.language.said import said
from pmo.language.words import ENGLISH, Value, message
from pmo.terminal import visible


def begins_later(first: dt.date, day: dt.date) -> GitError:
    """A shallow clone does not reach back to the day."""
    return GitError(
        said(
            "This shallow clone begins on {first}, after {day}. {command} brings what came before.",
            first=_written(first),
            day=_written(day),
            command="`git fetch --unshallow`",
        )
    )


def not_yet(first: dt.date, day: dt.date) -> GitError:
    """The history begins after the day."""
    return GitError(
        said("There was no commit yet on {day}: the first is of {first}.", day=_written(day), first=_written(first)),
    )


def no_commits() -> GitError:
    """Nothing was ever committed."""
    return GitError(
        said(
            "The repository has no commits yet, so there is no history. {command} makes the first.",
            command="`git commit`",
        )
    )


def unread_history(why: str) -> GitError:
    """Git failed; `why` are its own last words."""
    return GitError(said("Git could not read the history: {why}", why=why))


def too_old() -> GitError:
    """Git does not know an option that the history needs."""
    return GitError(
        message("This git is too old to tell a history with merges: 2.31 (of 2021) or a newer one is needed.")
    )


def distrusted(folder: Path) -> GitError:
    """Git does not read another user's repository."""
    return GitError(
        said(
            "Git does not trust this repository, because it belongs to another user. If you do: {command}, or the repository's folder above it.",
            command=f"`git config --global --add safe.directory {visible(str(folder.resolve()))}`",
        )
    )


def no_repository(folder: Path) -> GitError:
    """The folder is in none."""
    return GitError(
        said(
            "{folder} is in no git repository, so there is no history. {command} there begins one.",
            folder=visible(str(folder)),
            command="`git init`",
        )
    )


def unread_repository(why: str) -> GitError:
    """The folder may be in one; `why` are git's own last words."""
    return GitError(said("Git could not read the repository: {why}", why=why))


def bare(folder: Path) -> GitError:
    """The repository has no work tree, so no plan lies in it."""
    return GitError(
        said(
            "{folder} lies in a bare repository, which has no work tree. Use a clone of it, or {command}.",
            folder=visible(str(folder)),
            command="`git worktree add`",
        )
    )


def _written(day: dt.date) -> Value:
    """English is what commands speak, and they take days as `2026-03-31`; a report in another language writes them out."""
    return lambda words: day.isoformat() if words is ENGLISH else words.day(day)
