"""Nothing that a report says by itself stays English in another language.

The reports are made in a language that does not exist: each of its messages is the English one in other letters. What still has English
letters is the plan's own, or was said past the room of words.
"""

import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from pmo.commands.since import compared_with
from pmo.engine import Result, check
from pmo.language.words import Words
from pmo.reader.load import load_plan
from pmo.report import facts, house, templates
from pmo.report.asked import Asked
from pmo.report.make import make_report

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = {
    name: EXAMPLES / name
    for name in ("health-network", "us-transportation", "broken/three-years-on", "broken/tools-first")
}

CODE = "de"
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àáâãäåæçèéêëìíîïðñòóôõöøùúÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚ",
)
KEYS = {"confirmed"}
"""Keys of plan files that reports show as such: what to write where."""


class Elsewhere(Words):
    """Every message with other letters, its places as they are."""

    code = CODE

    def text(self, message, about=""):  # noqa: ARG002
        return re.sub(
            r"\{[^{}]*\}|[^{}]+",
            lambda found: found[0] if found[0].startswith("{") else found[0].translate(LETTERS),
            message,
        )

    def form(self, n, one, more):
        return self.text(super().form(n, one, more))

    def __call__(self, message, /, **values):
        text = self.text(message)
        return text.format_map(values) if values else text

    def told(self, said):
        return said.again(self) if hasattr(said, "again") else self.text(said)

    def day(self, date):
        return date.strftime("%d.%m.%Y")

    short_day = day

    def listed(self, names, most=9):  # noqa: ARG002
        return ", ".join(names)


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch):
    """Reports in another language speak this one."""
    words = Elsewhere()
    for room in (facts, house, templates):
        monkeypatch.setattr(room, "words_of", lambda _: words)
    templates.environment.cache_clear()
    yield
    templates.environment.cache_clear()


def checked(root: Path, today: dt.date) -> Result:
    loaded = load_plan(root)
    settings = loaded.plan.settings
    settings = replace(settings, report=replace(settings.report, language=CODE))
    return check(replace(loaded, plan=replace(loaded.plan, settings=settings)), today)


def words_in(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"(?<![0-9A-Za-z])[A-Za-z]{3,}(?![0-9A-Za-z])", text)}


def said_by(result: Result) -> set[str]:
    """The words of the plan itself: its values, its ids."""

    def values(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield from values(value)
                # What is supported is named by keys, and what is named may be missing.
                yield from value if key == "supports" else ()
        elif isinstance(node, list):
            for item in node:
                yield from values(item)
        else:
            yield str(node)

    # An element without a title is called by its id, written out.
    found = {*result.plan.elements, *(element.name_ for element in result.plan.elements.values())}
    for file in result.plan.files:
        try:
            found.update(values(yaml.safe_load(file.text)))
        except yaml.YAMLError:
            found.add(file.text)
        found.add(file.path)
    return words_in(found)


class Shown(HTMLParser):
    """What of a page is read, seen or heard."""

    def __init__(self, html):
        super().__init__()
        self.texts, self._silent = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._silent += tag in {"style", "script"}
        self.texts += [
            value
            for name, value in attrs
            if name in {"title", "aria-label", "alt", "data-label", "placeholder"} and value
        ]

    def handle_endtag(self, tag):
        self._silent -= tag in {"style", "script"}

    def handle_data(self, data):
        if not self._silent:
            self.texts.append(data)


def texts_of(fmt: str, data: bytes) -> list[str]:
    if fmt == "html":
        return Shown(data.decode()).texts
    if fmt == "md":
        return [
            re.sub(
                r"<[^>]*>|^\s*(?:%%.*|classDef .*|class .*|flowchart .*|subgraph \w+|```\w*|linkStyle.*)|:::[\w-]+|\(#[^)]*\)",
                " ",
                data.decode(),
                flags=re.MULTILINE,
            )
        ]
    if fmt == "pdf":
        return [unicodedata.normalize("NFKC", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        shown = re.compile(r"<(?:w:t|a:t|t|c:v)(?: [^>]*)?>([^<]*)<")
        return [
            text
            for name in parts.namelist()
            if name.endswith(".xml") and "theme" not in name and "Master" not in name and "Layout" not in name
            for text in shown.findall(parts.read(name).decode())
        ]


REPORTS = [
    (kind, fmt) for kind in ("charter", "alignment", "scorecard", "self-assessment", "brief") for fmt in ("html", "md")
]
REPORTS += [("charter", "pdf"), ("alignment", "pdf"), ("charter", "docx"), ("alignment", "pptx"), ("scorecard", "xlsx")]


CASES = [
    (plan, kind, fmt)
    for plan in PLANS
    for kind, fmt in REPORTS
    # Nobody is named in it, so there is no brief.
    if (plan, kind) != ("broken/tools-first", "brief")
]


@pytest.mark.parametrize(("plan", "kind", "fmt"), CASES)
def test_no_word_of_a_report_stays_english(plan, kind, fmt):
    result = checked(PLANS[plan], dt.date(2026, 6, 30))
    asked = Asked(compared=compared_with(PLANS[plan], result, None))
    if kind == "brief":
        asked = Asked(owner=next(o.owner for o in result.plan.pmo.objectives if o.owner in result.plan.elements))
    data = make_report(kind, fmt, result, "4f2a91c", asked=asked)
    left = words_in(texts_of(fmt, data)) - said_by(result) - KEYS
    assert not left
