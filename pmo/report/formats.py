"""Which reports there are, in which formats, and what each format needs."""

from collections.abc import Sequence
from importlib.util import find_spec

from pmo.errors import PmoError

FORMATS_OF: dict[str, tuple[str, ...]] = {
    "charter": ("md", "html", "pdf", "docx"),
    "alignment": ("md", "html", "pdf", "pptx"),
    "scorecard": ("xlsx",),
}
"""Every report, and the formats in which it exists: the one table of both."""

FORMATS = tuple(dict.fromkeys(fmt for formats in FORMATS_OF.values() for fmt in formats))
USUAL = ("md", "html")
"""What is written when no format is named."""

_EXTRAS = {
    "pdf": ("pdf", ("typst", "font_source_sans_pro", "font_source_serif_pro")),
    "docx": ("office", ("docx",)),
    "pptx": ("office", ("pptx",)),
    "xlsx": ("office", ("xlsxwriter",)),
}
"""For formats that not everybody needs: the extra that they come with, and the packages that must be there."""


def chosen(kinds: Sequence[str], formats: Sequence[str]) -> list[tuple[str, str]]:
    """The reports to write, each with its format. Left out, kinds are all those that come in the formats, formats the usual ones.

    Raises:
        PmoError: a kind that was named comes in none of the formats, or a format that was named serves none of the kinds.
    """
    wanted = list(kinds) or list(FORMATS_OF)
    asked = list(formats) or [*USUAL]
    if not formats and kinds:
        # A report that only comes in other formats is written in those.
        asked += [fmt for kind in kinds if not set(FORMATS_OF[kind]) & set(USUAL) for fmt in FORMATS_OF[kind]]
    pairs = [(kind, fmt) for kind in wanted for fmt in asked if fmt in FORMATS_OF[kind]]
    for kind in kinds:
        if not any(kind == found for found, _ in pairs):
            raise PmoError(_no_such(kind, asked))
    for fmt in formats:
        if not any(fmt == found for _, found in pairs):
            raise PmoError(_no_such(_and(wanted), [fmt]))
    return pairs


def need(fmt: str) -> None:
    """See that what a format needs is installed.

    Raises:
        PmoError: it is not; the message has the command that installs it.
    """
    extra, packages = _EXTRAS.get(fmt, ("", ()))
    if any(find_spec(package) is None for package in packages):
        raise PmoError(f'{fmt.upper()} needs packages that are not installed: pip install "pmo[{extra}]"')


def _no_such(kind: str, formats: Sequence[str]) -> str:
    there = " ".join(
        f"The {name} comes as {_and(found)}."
        for name, found in FORMATS_OF.items()
        if name in kind or set(formats) & set(found)
    )
    return f"There is no {kind} as {' or '.join(formats)}. {there}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
