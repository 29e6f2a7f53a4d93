"""What all Office files share: the same bytes for the same plan and day, and properties that say what a file is."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass

from pmo.language.words import Words
from pmo.report.page import Page
from pmo.report.prose import literal

_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_THUMBNAIL = re.compile(rb'<Relationship [^>]*/thumbnail"[^>]*/>')
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o600 << 16


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says about itself. `day` is the report's, and when the file was made; `mark` is how pmo knows it again."""

    title: str
    author: str
    subject: str
    mark: str
    day: dt.datetime
    language: str
    category: str


def properties(page: Page, words: Words) -> Properties:
    """The properties of a report with this head, in the language of the words."""
    return Properties(
        title=literal(page.heading),
        author=literal(page.organization or page.pmo),
        subject=literal(words("{report} of {pmo}", report=page.title, pmo=page.pmo)),
        mark=page.mark,
        day=dt.datetime.fromisoformat(page.as_of_iso).replace(tzinfo=dt.UTC),
        language=words.code,
        category=words.about("category of a file", "report"),
    )


def settled(package: bytes, day: dt.datetime) -> bytes:
    """An Office file without the hour at which it was made, in it and in the workbooks behind its charts.

    It also loses its thumbnail, which shows what the template once looked like.
    """
    written = day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            if item.filename.startswith("docProps/thumbnail"):
                continue
            data = source.read(item)
            if item.filename.endswith(".xlsx"):
                data = settled(data, day)
            elif item.filename == "docProps/core.xml":
                data = _WRITTEN.sub(rb"\g<1>" + written + rb"\g<2>", data)
            elif item.filename == "_rels/.rels":
                data = _THUMBNAIL.sub(b"", data)
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _PLAIN_FILE
            target.writestr(entry, data)
    return out.getvalue()
