"""Which reports there are, in which formats, and what each format needs."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from pmo.errors import PmoError

FORMATS_OF: dict[str, tuple[str, ...]] = {
    "charter": ("md", "html", "json", "pdf", "docx"),
    "alignment": ("md", "html", "json", "pdf", "pptx"),
    "scorecard": ("md", "html", "json", "xlsx"),
    "brief": ("md", "html", "json"),
    "self-assessment": ("md", "html", "json"),
}
"""Every report, and the formats in which it exists: the one table of both."""

FORMATS = tuple(dict.fromkeys(fmt for formats in FORMATS_OF.values() for fmt in formats))
USUAL = ("md", "html")
"""What is written when no format is named."""
USUAL_KINDS = ("charter", "alignment")
"""What is written when no report is named."""

_EXTRAS = {
    "pdf": ("pdf", ("typst", "font_source_sans_pro", "font_source_serif_pro")),
    "docx": ("office", ("docx",)),
    "pptx": ("office", ("pptx",)),
    "xlsx": ("office", ("xlsxwriter",)),
}
"""For formats that not everybody needs: the extra that they come with, and the packages that must be there."""


def chosen(kinds: Sequence[str], formats: Sequence[str]) -> list[tuple[str, str]]:
    """The reports to write, each with its format.

    Left out, formats are the usual ones, and kinds the usual ones that come in the formats; for a format in which none of these comes, the
    kinds that do.

    Raises:
        PmoError: a kind that was named comes in none of the formats, or a format that was named serves none of the kinds.
    """
    asked = list(formats) or [*USUAL]
    served = {fmt for kind in USUAL_KINDS for fmt in FORMATS_OF[kind]}
    others = [kind for kind, found in FORMATS_OF.items() if (set(asked) - served) & set(found)]
    wanted = list(kinds) or [*USUAL_KINDS, *others]
    pairs = [
        (kind, fmt)
        for kind in wanted
        for fmt in asked
        if fmt in FORMATS_OF[kind] and (kinds or kind in USUAL_KINDS or fmt not in served)
    ]
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


def can_draw() -> bool:
    """Whether an SVG can be made a PNG here."""
    return find_spec("typst") is not None


def logo_left_out(formats: Iterable[str], logo: str) -> str:
    """What to say where Office files had to be made without the logo (a `data:` address); empty where they need not."""
    without = [fmt.upper() for fmt in ("docx", "pptx") if fmt in set(formats)]
    if not without or not logo.startswith("data:image/svg") or can_draw():
        return ""
    return f'{_and(without)} without the logo: to show an SVG there takes a package that is not installed: pip install "pmo[pdf]"'


def _no_such(kind: str, formats: Sequence[str]) -> str:
    there = " ".join(
        f"The {name} comes as {_and(found)}."
        for name, found in FORMATS_OF.items()
        if name in kind or set(formats) & set(found)
    )
    return f"There is no {kind} as {' or '.join(formats)}. {there}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
