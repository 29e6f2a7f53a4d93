"""What tests of the commands that write share: somebody who answers, and all the bytes of a folder."""

from pathlib import Path

from pmo.scaffold.console import StoppedError


def texts(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


class Answers:
    """A console that gives its answers one after the other."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.shown = []

    def write(self, text="", *, strong=False):  # noqa: ARG002 -- a console's way
        self.shown.append(text)

    def ask(self, question, again=""):
        self.shown.append(again or question.text)
        if not self.answers:
            raise StoppedError("Stopped. Nothing was written.")
        return self.answers.pop(0)
