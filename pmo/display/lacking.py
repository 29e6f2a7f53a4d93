"""What an answer may lack because a file of the plan cannot be read: said beside the answer, never in silence."""

from pmo.model import Plan
from pmo.terminal import visible

_MOST = 3


def lacking(plan: Plan) -> str:
    """A line for whoever reads the answer; empty when every file could be read."""
    names = [visible(file.path) for file in plan.unread]
    if not names:
        return ""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"pmo: {', '.join(names[:_MOST])}{more} cannot be read, so something may be missing here. `pmo check` tells what to mend.\n"
