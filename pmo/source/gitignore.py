"""Which files git ignores: patterns of .gitignore files, each as it counts from its own folder."""

import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Each with the path that leads from its folder to the plan's; or, after a zero byte, the other way round.
Ignores = list[tuple[str, "GitIgnoreSpec"]]


def spec_of(lines: list[str]) -> "GitIgnoreSpec":
    """The patterns of one file. A line that is no pattern ignores nothing, as in git."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 -- only a folder with a .gitignore pays for it

    with warnings.catch_warnings():
        # Python's opinion of a pattern is nothing to show to the author of a plan.
        warnings.simplefilter("ignore")
        try:
            return GitIgnoreSpec.from_lines(lines)
        except (ValueError, re.error):
            if len(lines) == 1:
                return GitIgnoreSpec.from_lines([])
            return GitIgnoreSpec([pattern for line in lines for pattern in spec_of([line]).patterns])


def own(prefix: str, lines: list[str]) -> "tuple[str, GitIgnoreSpec]":
    """The .gitignore of a folder below the plan's; `prefix` is its path with a slash at the end."""
    return "\0" + prefix, spec_of(lines)


def ignored(path: str, ignores: Ignores, is_folder: bool) -> bool:
    """Whether a path, counted from the plan's folder, is ignored; the nearest file that says anything about it decides, as in git."""
    name = path + "/" if is_folder else path
    for above, spec in reversed(ignores):
        # A spec of a folder above the root sees a longer path, one of a folder below it a shorter one.
        seen = name.removeprefix(above[1:]) if above.startswith("\0") else above + name
        said = spec.check_file(seen).include
        if said is not None:
            return said
    return False
