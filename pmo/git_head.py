"""Which commit is checked out, read from git's own files: what a remembered check depends on, without the price of a process."""

import os

_MOST = 5


def history_mark(folder: str) -> str:
    """Words that change whenever another commit is checked out, or a shallow clone gets more of its history; empty without a repository.

    They tell one folder of a repository from the next: two plans may hold the same, and have come to it on different ways.
    Where git keeps its references in a way that is not known here, the files that would tell are named with their times instead.
    """
    full = os.path.abspath(folder)  # noqa: PTH100 -- strings all the way: this runs at every check
    top, git = _git_folder(full)
    if git is None:
        return ""
    common = _first_line(git, "commondir")
    shared = os.path.normpath(os.path.join(git, common)) if common else git  # noqa: PTH118
    return f"{_commit(git, shared)} {_time(shared, 'shallow')} {full.removeprefix(top)}"


def _git_folder(folder: str) -> tuple[str, str | None]:
    """The outermost folder of the work tree, and git's own; None where there is none."""
    while True:
        found = os.path.join(folder, ".git")  # noqa: PTH118
        if os.path.isdir(found):  # noqa: PTH112
            return folder, found
        if os.path.isfile(found):  # noqa: PTH113
            # A submodule, or one of several work trees: the file says where git's folder is.
            leads = _first_line(folder, ".git").removeprefix("gitdir:").strip()
            return folder, os.path.normpath(os.path.join(folder, leads))  # noqa: PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return folder, None
        folder = above


def _commit(git: str, shared: str) -> str:
    said = _first_line(git, "HEAD")
    for _ in range(_MOST):
        if not said.startswith("ref:"):
            return said
        name = said.removeprefix("ref:").strip()
        said = _first_line(git, name) or _first_line(shared, name) or _packed(shared, name)
        if not said:
            break
    # No commit yet, or references in another form: a new one changes the time of these.
    return " ".join(_time(shared, name) for name in ("packed-refs", "reftable/tables.list", "logs/HEAD"))


def _packed(shared: str, name: str) -> str:
    try:
        with open(os.path.join(shared, "packed-refs"), encoding="utf-8", errors="replace") as lines:  # noqa: PTH118, PTH123
            return next((line.split(" ")[0] for line in lines if line.rstrip("\n").endswith(f" {name}")), "")
    except OSError:
        return ""


def _first_line(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:  # noqa: PTH118, PTH123
            return file.readline().strip()
    except OSError:
        return ""


def _time(folder: str, name: str) -> str:
    try:
        facts = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118
    except OSError:
        return "-"
    return f"{facts.st_mtime_ns}:{facts.st_size}"
