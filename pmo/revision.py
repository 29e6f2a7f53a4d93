"""The git revision that a report was made from, if there is one. Asks git itself; a bottom layer that imports nothing of `pmo`."""

import os
import subprocess
from pathlib import Path

_SECONDS = 10
# Only what a plan is made of: a report that was just written beside it does not change the plan.
_PLAN = ("*.yaml", "*.yml", "*.csv")


def revision(folder: Path) -> str | None:
    """Short hash of the last commit that touched the plan in the folder; with a note when it changed since. None without git or commits."""
    commit = _git(folder, "log", "-1", "--format=%h", "--", *_PLAN)
    if not commit:
        return None
    changed = _git(folder, "status", "--porcelain", "--untracked-files=all", "--", *_PLAN)
    return f"{commit} with uncommitted changes" if changed else commit


def _git(folder: Path, *arguments: str) -> str | None:
    # Settings of a hook or another repository (GIT_DIR and its like) must not lead to the wrong one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, fixed words
            ["git", "--no-pager", *arguments],  # noqa: S607 -- the user's git, wherever it is
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
