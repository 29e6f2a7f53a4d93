"""What a command imports: heavy libraries cost every run, so they are imported only by the command that needs them.

This guards the start-up time without a clock.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CLEAN = Path(__file__).parents[1] / "rules" / "complete"
HEAVY = {"rich", "jinja2", "markdown_it", "pydantic", "pathspec", "yaml", "asyncio", "unittest", "xml", "http"}
# Runs the command line as it is, then tells on the last line how it ended and what it imported.
PROBE = """
import json, sys
from pmo.cli import main
try:
    main()
except SystemExit as end:
    code = end.code
print()
print(json.dumps({"code": code, "modules": sorted({name.partition(".")[0] for name in sys.modules})}))
"""


def run(folder: Path, *arguments: str) -> dict:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_", "COV"))}
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["--version"], set()),
        (["check", "--today", "2026-06-30"], {"yaml"}),
        (["check", "--today", "2026-06-30", "--format", "json"], {"yaml"}),
        (["explain", "objective-without-strategy"], set()),
        (["rules"], set()),
        (["show", "faster-decisions", "--today", "2026-06-30"], {"yaml"}),
        (["list", "--today", "2026-06-30"], {"yaml"}),
        (["next", "--today", "2026-06-30", "--format", "ics"], {"yaml"}),
    ],
    ids=["version", "check", "check as JSON", "explain", "rules", "show", "list", "next"],
)
def test_a_command_imports_only_what_it_needs(arguments, needed, tmp_path):
    # A copy: here no .gitignore applies, whose patterns need a library of their own.
    done = run(shutil.copytree(CLEAN, tmp_path / "plan"), *arguments)
    assert done["code"] in (0, None)
    assert HEAVY & set(done["modules"]) <= needed
