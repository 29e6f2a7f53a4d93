"""The formats by name: what each makes of a result, and of a check that could not be done."""

from collections.abc import Callable
from dataclasses import dataclass

from pmo.errors import UsageError
from pmo.findings import Severity
from pmo.nearest import did_you_mean
from pmo.output.outcome import Outcome
from pmo.output.places import Places

TEXT = ("full", "concise")
"""The formats for people, which go to the terminal's width and colour."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format for programs. `render` takes the result, its places, and the mildest severity that fails the check."""

    render: Callable[[Outcome, Places, Severity | None], str]
    failure: Callable[[str], str] | None = None


def format_named(name: str) -> Format:
    """The format for programs with this name. Each imports what it needs only when it is asked for.

    Raises:
        UsageError: there is no such format.
    """
    if name not in _FORMATS:
        known = (*TEXT, *_FORMATS)
        raise UsageError(f"There is no format `{name}`.{did_you_mean(name, known)} There are {', '.join(known)}.")
    return _FORMATS[name]()


def _json() -> Format:
    from pmo.output.json_ import json_failure, json_result  # noqa: PLC0415

    return Format(lambda result, places, _: json_result(result, places), json_failure)


def _github() -> Format:
    from pmo.output.github import github  # noqa: PLC0415

    return Format(lambda result, places, _: github(result, places))


def _gitlab() -> Format:
    from pmo.output.gitlab import gitlab  # noqa: PLC0415

    return Format(lambda result, places, _: gitlab(result, places), lambda _: "[]\n")


def _sarif() -> Format:
    from pmo.output.sarif import sarif, sarif_failure  # noqa: PLC0415

    return Format(lambda result, places, _: sarif(result, places), sarif_failure)


def _junit() -> Format:
    from pmo.output.junit import junit, junit_failure  # noqa: PLC0415

    return Format(junit, junit_failure)


def _markdown() -> Format:
    from pmo.output.markdown import markdown_summary  # noqa: PLC0415

    return Format(lambda result, places, _: markdown_summary(result, places))


_FORMATS: dict[str, Callable[[], Format]] = {
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
    "markdown": _markdown,
}
