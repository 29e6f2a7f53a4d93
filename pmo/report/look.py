"""How reports look beyond what the plan says: the organization's logo and colour (`settings.report`), and templates of its own.

A logo ends up inside the report, as an image: a browser runs no script of a picture that is shown by `<img>` and lets it fetch
nothing, so an SVG file is as harmless as a PNG.
"""

import base64
import os
import re
from dataclasses import dataclass
from pathlib import Path

from pmo.errors import PmoError
from pmo.model import Settings
from pmo.reader.values import contrast_on_white
from pmo.terminal import visible

MOST_LOGO = 512 * 1024
"""Bytes that a logo may have: it is part of every report."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>\[]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL
)
_SCALABLE = {".svg": "image/svg+xml", ".png": "image/png"}
# Light on dark paper reads well from 6 : 1; white has 21 : 1 against black, and about 17.5 : 1 against the dark paper of the style sheet.
_DARK_PAPER = 17.5
_LIGHT_ENOUGH = 7.0


@dataclass(frozen=True, slots=True)
class Dress:
    """What templates see: `logo` is a data URI or empty; `accent` and `accent_dark` are colours (`#1a2b3c`) for light and dark paper, or empty.

    `paper` is `a4` or `letter`; empty where the plan names none: then a browser prints on the paper that the printer has.
    """

    logo: str = ""
    accent: str = ""
    accent_dark: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How reports are dressed, and the folder whose templates come before ours, if there is one."""

    dress: Dress = Dress()
    templates: Path | None = None


PLAIN = Look()


def look(settings: Settings, root: Path, templates: Path | None = None) -> Look:
    """The look of a plan's reports; `root` is the plan's folder.

    Raises:
        PmoError: the logo cannot be used.
    """
    accent = settings.report.accent
    picture = logo(settings, root)
    dress = Dress(
        logo=f"data:{picture[0]};base64,{base64.b64encode(picture[1]).decode('ascii')}" if picture else "",
        accent=accent or "",
        accent_dark=lightened(accent) if accent else "",
        paper=settings.report.paper or "",
    )
    return Look(dress, templates)


def logo(settings: Settings, root: Path) -> tuple[str, bytes] | None:
    """The logo's media type and its bytes; None when the plan names none.

    Raises:
        PmoError: it is not there, outside the plan's folder, too large, or neither PNG nor SVG.
    """
    named = settings.report.logo
    if not named:
        return None
    path = root / named
    if Path(named).is_absolute() or not _inside(path, root):
        raise _unusable(settings, "it is outside the plan's folder", "Copy the picture into the plan's folder.")
    media = _SCALABLE.get(path.suffix.lower())
    if media is None:
        raise _unusable(settings, "it is neither a .png nor an .svg file", "Save the picture as PNG or SVG.")
    try:
        if path.stat().st_size > MOST_LOGO:
            size = f"it has {path.stat().st_size / 1024:,.0f} KB"
            raise _unusable(settings, f"{size}, and every report would carry them", "Make it smaller than 512 KB.")
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _unusable(settings, reason, "Write the path from the plan's folder, or take `logo` out.") from error
    if not (data.startswith(_PNG) if media == "image/png" else _SVG.match(data.removeprefix(b"\xef\xbb\xbf"))):
        kind = "PNG" if media == "image/png" else "SVG"
        raise _unusable(settings, f"its content is not {kind}", "Save the picture as PNG or SVG.")
    return media, data


def lightened(colour: str) -> str:
    """The colour mixed with as little white as makes it readable on dark paper."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for share in range(0, 101, 5):
        mixed = "#" + "".join(f"{round(part + (255 - part) * share / 100):02x}" for part in parts)
        if _DARK_PAPER / contrast_on_white(mixed) >= _LIGHT_ENOUGH:
            return mixed
    return "#ffffff"


def _inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _unusable(settings: Settings, why: str, fix: str) -> PmoError:
    report = settings.report
    where = ""
    if report.origin is not None:
        place = report.origin.value("logo")
        where = f"{visible(place.path)}:{place.line}:{place.column}: "
    return PmoError(f"{where}The logo {visible(report.logo or '')} cannot be used: {why}. {fix}")
