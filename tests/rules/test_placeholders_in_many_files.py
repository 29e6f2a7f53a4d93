"""Many files are looked through at once; which of them may hold a placeholder is found all the same."""

import pytest

from pmo.rules.placeholders import may_hold_placeholders
from pmo.source.text import SourceFile


@pytest.mark.parametrize(
    "text",
    ["<who?>", "TODO", "TBD", "XXX", "FIXME", "Lorem ipsum", "Your name goes Here", "To be defined", "[Insert name]"],
)
@pytest.mark.parametrize("at", [0, 63, 64, 199])
def test_the_one_file_among_many_is_found(text, at):
    files = [SourceFile(f"{n}.yaml", text if n == at else "title: Plain words") for n in range(200)]
    assert list(may_hold_placeholders(files)) == [files[at]]


def test_nothing_is_read_across_two_files():
    assert list(may_hold_placeholders([SourceFile("a.yaml", "TO"), SourceFile("b.yaml", "DO")])) == []
