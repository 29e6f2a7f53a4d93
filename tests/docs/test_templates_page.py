"""`docs/templates.md`: what it says that a template sees is what a template sees."""

import dataclasses
import datetime as dt
import importlib
import importlib.util
import inspect
import pkgutil
import re
import typing
from pathlib import Path

import pmo.report
from pmo.report.look import Dress
from pmo.report.page import Page
from pmo.report.templates import environment

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
MARKER = "do not edit below. -->\n"


def views() -> dict[str, type]:
    """The view of each report, by the name of its folder."""
    found = {}
    for module in pkgutil.iter_modules(pmo.report.__path__):
        if module.ispkg:
            if importlib.util.find_spec(f"pmo.report.{module.name}.view") is None:
                continue
            view = importlib.import_module(f"pmo.report.{module.name}.view")
            name = f"{module.name.title().replace('_', '')}View"
            if hasattr(view, name):
                found[module.name] = getattr(view, name)
    return found


def kept(kind: type) -> dict[str, object]:
    """The attributes of a view class that a template may print, with their types; properties too."""
    hints = typing.get_type_hints(kind)
    properties = {
        name: typing.get_type_hints(value.fget)["return"]
        for name, value in vars(kind).items()
        if isinstance(value, property) and not name.startswith("_")
    }
    return hints | properties


def inner(kind: object) -> list[type]:
    """The view classes that a type is made of."""
    if inspect.isclass(kind) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")):
        return [kind]
    return [found for argument in typing.get_args(kind) for found in inner(argument)]


def spelled(kind: object) -> str:
    if kind is type(None):
        return "None"
    if inspect.isclass(kind) and not typing.get_args(kind):
        return kind.__name__
    return re.sub(r"(?:\w+\.)+", "", str(kind))


def family(root: type) -> list[type]:
    """A view class and all that it is made of, in the order in which they come up."""
    shown, waiting = [], [root]
    while waiting:
        kind = waiting.pop(0)
        if kind not in shown:
            shown.append(kind)
            waiting += [found for part in kept(kind).values() for found in inner(part)]
    return shown


def leaves(kind: object) -> set[object]:
    """What is left of a type when view classes and collections are taken apart."""
    arguments = [one for one in typing.get_args(kind) if one is not ...]
    if arguments:
        return {leaf for one in arguments for leaf in leaves(one)}
    return set() if inner(kind) else {kind}


def listing() -> str:
    roots = {"page": Page, "look": Dress} | {f"view, in the {name} report": view for name, view in views().items()}
    lines, told = [], set()
    for name, root in roots.items():
        lines.append(f"\n### {name}\n")
        for kind in family(root):
            if kind in told:
                continue
            told.add(kind)
            about = " ".join((inspect.getdoc(kind) or "").split())
            lines.append(f"\n**{kind.__name__}**: {about}\n")
            lines += [f"- `{attribute}`: {spelled(part)}".replace("|", "or") for attribute, part in kept(kind).items()]
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def test_the_context_is_what_templates_get(golden):
    text = PAGE.read_text(encoding="utf-8")
    written = text[: text.index(MARKER) + len(MARKER)]
    golden(PAGE, written + listing())


def test_a_template_sees_nothing_but_texts_and_numbers():
    """Least of all a path: it could be read from there."""
    seen = {Page, Dress, *views().values()}
    parts = {leaf for root in seen for kind in family(root) for part in kept(kind).values() for leaf in leaves(part)}
    assert parts <= {str, int, float, bool, dt.date, type(None)}


def test_every_filter_and_function_is_named():
    text = PAGE.read_text(encoding="utf-8")
    from jinja2 import Environment  # noqa: PLC0415

    plain = Environment(autoescape=True)
    for fmt in ("html", "md"):
        ours = environment(fmt)
        for name in {*ours.filters} - {*plain.filters} | {*ours.globals} - {*plain.globals}:
            assert re.search(rf"`{name}[`(]", text), f"{name} is not explained"


def test_its_examples_work(tmp_path, monkeypatch):
    """The two templates that the page shows, on a plan."""
    from pmo.commands.report import run  # noqa: PLC0415

    text = PAGE.read_text(encoding="utf-8")
    first, second = re.findall(r"```jinja\n(.*?)```", text, re.DOTALL)
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "alignment.html.j2").write_text(first, encoding="utf-8")
    (folder / "style.css").write_text(second, encoding="utf-8")
    (tmp_path / "pmo.yaml").write_text("pmo: {name: Project Office}\n", encoding="utf-8")
    import io  # noqa: PLC0415

    out = run(
        tmp_path,
        kinds=["alignment"],
        formats=["html"],
        out=None,
        today=dt.date(2026, 6, 30),
        stream=io.StringIO(),
        notes=io.StringIO(),
        templates=folder,
    )
    html = out[0].read_text(encoding="utf-8")
    assert "Project Office answers within two days." in html
    assert "--serif: Georgia, serif" in html
    assert "How far the evidence reaches" in html
    assert ".masthead {" in html
