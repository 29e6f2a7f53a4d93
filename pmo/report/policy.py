"""What an HTML report allows itself: a Content-Security-Policy that names its own style sheet and script by their hashes.

Nothing else may load or run, whatever somebody might have smuggled into a text. The same report has the same hashes.
"""

import base64
import hashlib
import re

from markupsafe import Markup

_PLAIN = re.compile(r"[A-Za-z0-9]")


def sheet(text: str, tag: str) -> Markup:
    """The content of a `style` or `script` element: what its hash must be made of, to the byte.

    Raises:
        ValueError: the text would close the element itself.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if re.search(rf"</{tag}", clean, re.IGNORECASE):
        raise ValueError(f"the content of `{tag}` holds `</{tag}`, which would end it too early")
    return Markup(f"\n{clean}\n")  # noqa: S704 -- a style sheet and a script of ours, or of the user's own templates


def digest(content: str) -> Markup:
    """The source expression of an element with this content: `'sha256-…'`; `'none'` for an empty one."""
    if not content.strip():
        return Markup("'none'")
    found = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
    return Markup(f"'sha256-{found}'")  # noqa: S704 -- base64


def css_text(text: str) -> Markup:
    """A text as a quoted string of CSS, whatever it holds."""
    escaped = "".join(char if _PLAIN.fullmatch(char) else f"\\{ord(char):x} " for char in text)
    return Markup(f'"{escaped}"')  # noqa: S704 -- letters, digits and escapes
