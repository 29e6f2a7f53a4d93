"""Where a plan is to be started: the plan above it, the git repository around it, and where this pmo came from."""

import json
import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from pmo.source.files import ROOT_NAME

_MANY = 5000


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the files for CI must know.

    `in_repository` is the way from the top of the git repository to the plan's folder, empty when that is the top or there is no
    repository. `source` is what `pip install` takes to get this pmo; empty when that is unknown.
    """

    in_repository: str = ""
    source: str = ""


def surroundings(folder: Path) -> Surroundings:
    """The surroundings of a folder, which need not exist yet."""
    top = repository(folder)
    way = "" if top is None else os.path.relpath(os.path.abspath(folder), top)  # noqa: PTH100 -- links are not resolved on purpose
    return Surroundings("" if way == os.curdir else way.replace(os.sep, "/"), installed_from())


def repository(folder: Path) -> Path | None:
    """The top of the git repository that the folder is in, or will be."""
    return _here_or_above(folder, ".git")


def plan_above(folder: Path) -> Path | None:
    """The `pmo.yaml` of a plan that the folder would be a part of; its own, if it has one, is not meant."""
    found = _here_or_above(Path(os.path.abspath(folder)).parent, ROOT_NAME)  # noqa: PTH100
    return found / ROOT_NAME if found else None


def other_yaml(folder: Path, most: int = 5) -> list[str]:
    """YAML files that are in the folder already and will be read as part of the plan; the first few, from a bounded search."""
    return _yaml_below(folder)[:most]


def installed_from() -> str:
    """What to give `pip install` for the very same pmo: the address that it was installed from (PEP 610), empty for a local folder.

    A name on a package index is never guessed: there it may be somebody else's package.
    """
    try:
        written = distribution("pmo").read_text("direct_url.json")
        facts = json.loads(written or "{}")
        url = str(facts.get("url", ""))
        vcs = facts.get("vcs_info")
    except (PackageNotFoundError, OSError, ValueError, AttributeError):
        return ""
    scheme, there, rest = url.partition("://")
    if scheme not in ("https", "http", "ssh") or not there:
        return ""
    host, slash, path = rest.partition("/")
    if scheme != "ssh":
        # Credentials have no place in a file that everybody reads.
        host = host.rpartition("@")[2]
    address = f"{scheme}://{host}{slash}{path}"
    if isinstance(vcs, dict):
        return f"{vcs.get('vcs', 'git')}+{address}@{vcs['commit_id']}" if vcs.get("commit_id") else ""
    return address if "archive_info" in facts else ""


def _here_or_above(folder: Path, name: str) -> Path | None:
    start = Path(os.path.abspath(folder))  # noqa: PTH100 -- resolve() would follow links out of the folder the user named
    return next((one for one in (start, *start.parents) if os.path.lexists(one / name)), None)


def _yaml_below(folder: Path) -> list[str]:
    found: list[str] = []
    seen = 0
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(folders) + len(names)
        below = Path(path).relative_to(folder)
        found += [(below / name).as_posix() for name in sorted(names) if _is_yaml(name)]
        if seen > _MANY:
            break
    return found


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")
