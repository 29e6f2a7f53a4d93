"""The page of each rule, as `pmo explain` prints it: why, a bad and a good example, how to fix it, its source."""

from importlib.resources import files


def page(slug: str) -> str:
    """The Markdown page of a rule."""
    return files("pmo.rules").joinpath("pages", f"{slug}.md").read_text("utf-8")
