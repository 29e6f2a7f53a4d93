"""The help of every command: what it is for, and every option."""

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pmo.cli import app

COMMANDS = get_command(app).commands


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_each_command_explains_itself_and_its_options(name, flag):
    done = CliRunner().invoke(app, [name, flag], env={"COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"})
    assert done.exit_code == 0
    command = COMMANDS[name]
    said = " ".join(done.output.replace("│", " ").replace("|", " ").split())
    first = " ".join(command.help.split("\n\n")[0].split())
    assert first in said
    for option in command.params:
        for shown in option.opts:
            if shown.startswith("-"):
                assert shown in said
        if getattr(option, "help", None):
            assert " ".join(option.help.split())[:30] in said


def test_the_help_lists_every_command_with_a_line_of_what_it_does():
    done = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"})
    assert done.exit_code == 0
    assert {"init", "check", "report", "explain", "rules"} <= set(COMMANDS)
    for name, command in COMMANDS.items():
        assert name in done.output
        assert command.help.split(".")[0][:40] in done.output
