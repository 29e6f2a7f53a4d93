"""Ids for elements of a plan that is there: which are free, and which are none."""

from pmo.errors import UsageError
from pmo.model import Plan
from pmo.reader.values import is_id
from pmo.scaffold.ids import slug
from pmo.source.tree import NULLS
from pmo.terminal import visible


def proposed_id(title: str, plan: Plan) -> str:
    """An id made of a title, with a number behind it where it is taken; empty when the title holds no letter."""
    wanted = slug(title)
    found, number = wanted, 2
    while found in plan.elements:
        found, number = f"{wanted}-{number}", number + 1
    return found


def refuse_id(new: str, plan: Plan) -> None:
    """Make sure that a new element can have an id.

    Raises:
        UsageError: it is none, or taken.
    """
    if not is_id(new) or new in NULLS or new.startswith("x-"):
        raise UsageError(
            f"`{visible(new)}` cannot be an id: use letters, digits, `-`, `_` and `.`; begin with a letter or a digit, not with `x-`, and "
            "use at least one letter."
        )
    taken = plan.elements.get(new)
    if taken is not None:
        place = taken.origin.place
        at = f" ({visible(place.path)}:{place.line})" if new not in {"pmo", "organization"} else ""
        raise UsageError(
            f"The id `{visible(new)}` is taken{at}, and nothing is overwritten. `{proposed_id(new, plan)}` is free."
        )
