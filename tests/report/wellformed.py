"""A reading of an HTML page that notes what a browser would silently mend."""

from html.parser import HTMLParser
from urllib.parse import unquote

VOID = {"meta", "link", "br", "hr", "img", "input", "use", "path", "rect", "circle", "polyline", "wbr"}
OUTSIDE = {"src", "srcset", "data", "poster", "action", "background"}


class Page(HTMLParser):
    """`faults` says what is wrong with the page; `text` is what a reader sees, `tags` what it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.fragments: set[str] = set()
        self.references: set[str] = set()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.shown: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        if self._open:
            self.faults.append(f"never closed: {self._open}")
        self.faults += [f"no element has the id {name}" for name in (self.fragments | self.references) - self.ids]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.shown).split())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"{tag} has an attribute twice: {names}")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID:
            self.faults.append(f"{tag} closes itself")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> where {self._open[-3:]} is open, at {self.getpos()}")
            return
        self._open.pop()

    def handle_data(self, data):
        if not {"style", "script"} & set(self._open):
            self.shown.append(data)

    def _attribute(self, tag, name, value):
        if name == "id":
            if value in self.ids:
                self.faults.append(f"the id {value} is there twice")
            self.ids.add(value)
        elif name in {"aria-labelledby", "aria-describedby", "for", "headers"}:
            self.references.update(value.split())
        elif name == "href" and value.startswith("#"):
            self.fragments.add(unquote(value[1:]))
        elif name == "href":
            self.links.append(value)
        elif name in OUTSIDE or name.startswith("on"):
            self.faults.append(f"{tag} has {name}={value}")
