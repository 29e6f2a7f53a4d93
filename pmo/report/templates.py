"""The templates of reports: ours, and before them those of a folder that the user names.

A folder's templates are somebody's program. They run in Jinja2's sandbox: they see what `docs/templates.md` lists, reach no
attribute that begins with an underscore, change nothing, and include no file outside the folder and our own templates.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import TracebackType

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pmo.errors import PmoError
from pmo.language.catalogue import words_of
from pmo.language.words import ENGLISH, Words
from pmo.report import charts, figures, mapped, markdown, policy, text
from pmo.report.dialect import SETTINGS
from pmo.report.printed import PrintedWords
from pmo.report.ready import OurTemplates
from pmo.terminal import visible

OURS = "pmo"
"""The prefix under which a template finds ours, also where the folder has one of the same name: `{% extends "pmo/layout.html.j2" %}`."""

_VIEW_CLASS = re.compile(r"'pmo\.(?:\w+\.)*(\w+) object'")
_CONTEXT = "docs/templates.md lists what a template may use."


@cache
def environment(fmt: str, folder: Path | None = None, language: str = ENGLISH.code) -> Environment:
    """The environment for a format (`html`, `md`) and a language of the fixed words; with a folder, sandboxed, and its templates before ours.

    Raises:
        PmoError: the folder is not there, or nothing in it takes the place of a template of ours, or the package that knows other
            languages is not installed.
    """
    ours = OurTemplates()
    loader: BaseLoader = ours
    kind: type[Environment] = Environment
    if folder is not None:
        _look_into(folder, set(ours.list_templates()))
        loader = ChoiceLoader([_FolderLoader(folder), ours, PrefixLoader({OURS: ours})])
        kind = ImmutableSandboxedEnvironment
    found = kind(loader=loader, finalize=markdown.literal if fmt == "md" else _visible, **SETTINGS)
    _equip(found, fmt, words_of(language))
    return found


def _equip(found: Environment, fmt: str, words: Words) -> None:
    filters: dict[str, Callable[..., object]] = (
        {
            "prose": markdown.markdown_prose,
            "inline": markdown.markdown_inline,
            "code": markdown.markdown_code,
            "html": markdown.markdown_html,
            "mermaid": markdown.markdown_mermaid,
        }
        if fmt == "md"
        else {
            "prose": text.html_prose,
            "inline": text.html_inline,
            "code": text.html_code,
            "status_mark": charts.draw_status,
            "status_cell": charts.draw_status_cell,
            "sheet": policy.sheet,
            "digest": policy.digest,
            "css_text": policy.css_text,
        }
    )
    found.filters.update(filters)
    found.globals.update({"mermaid_map": mapped.mermaid} if fmt == "md" else charts.DRAWINGS)
    if fmt != "md":
        found.globals["strategy_map"] = partial(mapped.draw_map, words=words)
    found.globals["words"] = PrintedWords(words, fmt, markdown.literal if fmt == "md" else _visible)
    found.globals["count"] = figures.count
    found.globals["fraction"] = figures.fraction


def _visible(value: object) -> object:
    # Not for subclasses: Markup is finished text. Most text is printable but for our own spaces, and a large report has a lot of it.
    if value.__class__ is not str or value.isprintable() or value.replace(figures.NBSP, " ").isprintable():
        return value
    return text.shown(value)


def _look_into(folder: Path, known: set[str]) -> None:
    if not folder.is_dir():
        raise PmoError(
            f"There is no folder {visible(str(folder))} with templates. Name one with --template-dir, or leave it out."
        )
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if not found & known:
        names = ", ".join(sorted(name for name in known if "/" not in name))
        raise PmoError(
            f"Nothing in {visible(str(folder))} takes the place of a template. Name a file as the one that it replaces: {names}. "
            f"{_CONTEXT}"
        )


class _FolderLoader(FileSystemLoader):
    """The templates of a folder; a link that leads out of it leads nowhere."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, followlinks=False)
        self._root = os.path.realpath(folder)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            source, path, fresh = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise TemplateSyntaxError("it is not UTF-8 text", 1, template, f"{self._root}/{template}") from error
        if not Path(os.path.realpath(path)).is_relative_to(self._root):
            raise SecurityError(f"the file {template} is a link that leads out of the folder")
        return source, path, fresh


@contextmanager
def told_plainly(folder: Path | None) -> Iterator[None]:
    """What goes wrong in a user's templates as a message with its file and line; our own faults stay what they are."""
    try:
        yield
    except PmoError:
        raise
    except Exception as error:
        if folder is None:
            raise
        raise PmoError(f"{_where(error, folder)}{_what(error)} {_CONTEXT}") from error


def _where(error: Exception, folder: Path) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{visible(str(error.filename or error.name or folder))}:{error.lineno}: "
    return next((f"{visible(path)}:{line}: " for path, line in _lines(error.__traceback__, folder)), "")


def _lines(traceback: TracebackType | None, folder: Path) -> list[tuple[str, int]]:
    """The lines of templates that an error came through, the innermost of the user's own first."""
    found = []
    while traceback is not None:
        path = traceback.tb_frame.f_code.co_filename
        # Jinja2 gives the lines of templates frames of their own.
        if path.endswith((".j2", ".css", ".js")):
            found.append((path, traceback.tb_lineno))
        traceback = traceback.tb_next
    mine = [item for item in found if Path(item[0]).is_relative_to(folder)]
    return (mine or found)[::-1]


def _what(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        said = f"there is no template {error.name}" if error.message == error.name else str(error.message)
    elif isinstance(error, RecursionError):
        said = f"it extends or includes itself; ours of the same name is `{OURS}/…`"
    else:
        # A view class is known by its name to whoever reads the documentation.
        said = _VIEW_CLASS.sub(r"`\1`", str(error)) or type(error).__name__
    # What Jinja2 says may hold a name of the template's author.
    return f"{visible(said[:1].upper() + said[1:]).rstrip('.')}."
