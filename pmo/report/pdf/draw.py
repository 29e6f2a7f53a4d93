"""Draws an SVG: a small program of its own, so that a picture made to harm takes nothing with it. See `picture.py`.

It reads the SVG from standard input and writes a PNG to standard output. Exit code 3: it cannot be drawn, and standard error says why.
"""

import os
import sys
import tempfile
from pathlib import Path

REFUSED = 3
_MEMORY = 2 << 30
"""Bytes that drawing may take, where the system keeps to such limits. A filter over an endless area would take more than any machine has."""

_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let drawn = image.with(bytes(sys.inputs.svg), format: "svg")
#context if measure(drawn(height: 18mm)).width > 120mm { drawn(width: 120mm) } else { drawn(height: 18mm) }
"""
_PER_INCH = 600


def main() -> int:
    """Draw the picture; nothing outside a folder that has nothing else can be read meanwhile."""
    # Each thread asks for address space of its own: on a machine of many cores they alone would come to the limit.
    os.environ["RAYON_NUM_THREADS"] = "1"
    _keep_small()
    import typst  # noqa: PLC0415 -- only now may it not take too much

    try:
        svg = sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        return _refused("its text is not UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.typ")
        page.write_text(_PAGE, encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=sys.argv[1:])
        try:
            png, _warnings = typst.compile_with_warnings(
                str(page), root=folder, font_paths=fonts, format="png", ppi=_PER_INCH, sys_inputs={"svg": svg}
            )
        except typst.TypstError as error:
            return _refused(str(error).replace(f"{folder}{os.sep}", ""))
    sys.stdout.buffer.write(png)
    return 0


def _refused(why: str) -> int:
    sys.stderr.buffer.write(why.encode("utf-8", "replace"))
    return REFUSED


def _keep_small() -> None:
    try:
        import resource  # noqa: PLC0415 -- not on every system

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        pass


if __name__ == "__main__":
    sys.exit(main())
