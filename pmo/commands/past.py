"""What a check or a report may know of the plan's history: asked of git only where a rule will ask for it."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from pmo.errors import GitError
from pmo.git_head import history_mark
from pmo.reader.load import Loaded
from pmo.rules.reviews import TARGET_MOVED
from pmo.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from pmo.changes import Past


def past_for(loaded: Loaded, root: Path, today: dt.date, selection: Selection = EVERYTHING) -> "Past | None":
    """What git proves, for `pmo.engine.check`; None where it cannot tell, or nobody asks it."""
    return told_by_git(loaded, root, today, selection)[0]


def told_by_git(loaded: Loaded, root: Path, today: dt.date, selection: Selection) -> "tuple[Past | None, bool]":
    """What git proves of the plan's history, and whether it could tell.

    It is not asked outside a repository, nor where no rule that asks for it will run; that counts as told. A check without what a git
    that is missing, or refuses, would have told must not be remembered: tomorrow it may tell.
    """
    settings = loaded.plan.settings.check
    wanted = selection.with_settings(settings).wants(TARGET_MOVED, settings.profile)
    if not wanted or settings.severity.get(TARGET_MOVED.slug) == "off" or not history_mark(str(root)):
        return None, True
    from pmo.story import past_of  # noqa: PLC0415 -- a plan that is in no repository does not pay for it

    try:
        return past_of(root, loaded.plan, today), True
    except GitError:
        return None, False
