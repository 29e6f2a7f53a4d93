"""The README says what is true: its output is real, its files exist, its commands and options are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PLAN = Path(__file__).parent / "plan"

pytestmark = pytest.mark.skipif(not README.exists(), reason="runs in a checkout only")


def text() -> str:
    return README.read_text(encoding="utf-8")


def run(*arguments: str, folder: Path = PLAN) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_", "FORCE_COLOR"))}
    command = [sys.executable, "-m", "pmo", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_output_shown_is_what_the_command_prints():
    shown = re.findall(r"<!-- output: pmo ([^>]*) -->\n```text\n(.*?)```", text(), re.DOTALL)
    assert shown
    for arguments, output in shown:
        assert run(*arguments.split()).stdout == output


def test_the_files_that_it_links_to_exist():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_commands_and_options_that_it_names_exist():
    named = {
        tuple(line.split())
        for line in re.findall(
            r"(?m)(?:^|`)pmo ((?:init|check|report|rules|explain|schema|next|record|new|rename|review|show|list|diff|log)[^`#|\n&]*)",
            text(),
        )
    }
    assert len(named) > 10
    helps = {name: run(name, "--help").stdout for name in {words[0] for words in named}}
    for words in named:
        help_text = helps[words[0]]
        assert help_text, words
        for option in (word for word in words if word.startswith("--")):
            assert option in help_text, (words[0], option)


def test_the_test_command_is_one_line():
    (block,) = re.findall(r"<!-- test-command -->\n```sh\n(.*?)```", text(), re.DOTALL)
    assert block.count("\n") == 1
    (block,) = re.findall(r"<!-- main-command -->\n```sh\n(.*?)```", text(), re.DOTALL)
    assert block.count("\n") == 1
