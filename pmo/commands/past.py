"""What a check or a report may know of the plan's history: asked of git only where a rule will ask for it."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from pmo.git_head import history_mark
from pmo.reader.load import Loaded
from pmo.rules.reviews import TARGET_MOVED
from pmo.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from pmo.changes import Past


def past_for(loaded: Loaded, root: Path, today: dt.date, selection: Selection = EVERYTHING) -> "Past | None":
    """What git proves, for `pmo.engine.check`; None outside a repository, or where no rule that asks for it will run."""
    settings = loaded.plan.settings.check
    wanted = selection.with_settings(settings).wants(TARGET_MOVED, settings.profile)
    if not wanted or settings.severity.get(TARGET_MOVED.slug) == "off" or not history_mark(str(root)):
        return None
    from pmo.story import past_of  # noqa: PLC0415 -- a plan that is in no repository does not pay for it

    return past_of(root, loaded.plan, today)
