"""An SVG as a PNG, for files that cannot show the one; and whether it can be drawn at all, for those that can.

An SVG is a stranger's program for drawing. It is drawn by typst in another process: without scripts, without the network, without a
file beside it, and neither for ever nor with all of the machine's memory.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path

from pmo.errors import PmoError
from pmo.report.pdf.draw import REFUSED
from pmo.report.pdf.fonts import folders
from pmo.terminal import visible

_SECONDS = 30
_PROGRAM = Path(__file__).with_name("draw.py")


@cache
def drawn(svg: bytes) -> bytes:
    """The picture as a PNG, sharp on paper at the height of a logo, with nothing behind it. Same SVG, same bytes.

    Raises:
        PmoError: it cannot be drawn.
    """
    command = [sys.executable, "-P", str(_PROGRAM), *folders()]
    try:
        done = subprocess.run(command, input=svg, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 -- our own program
    except subprocess.TimeoutExpired as error:
        raise _undrawn("drawing it takes too long") from error
    if done.returncode == REFUSED:
        raise _undrawn(visible(done.stderr.decode("utf-8", "replace").strip()))
    if done.returncode:
        raise _undrawn("drawing it takes too much memory, or fails")
    return done.stdout


def _undrawn(why: str) -> PmoError:
    return PmoError(f"The logo (`settings.report.logo`) cannot be drawn: {why}. Save the picture as PNG.")
