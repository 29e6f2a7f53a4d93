"""Examples come with the package, whatever it is installed as, and are copied whole."""

import os
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pmo.examples
import pmo.templates
import pytest

from pmo.commands.init import run
from pmo.errors import UsageError
from pmo.reader.load import load_plan
from pmo.scaffold.examples import example_files, examples

NAMES = [example.name for example in examples()]


def test_there_are_examples_and_each_says_what_it_is():
    assert NAMES
    assert sorted(NAMES) == NAMES
    assert all(example.about for example in examples())


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_copied_as_it_is(tmp_path, console, today, name):
    assert run(tmp_path / "plan", example=name, ask=False, today=today, console=console()) == 0
    source = Path(str(files("pmo.examples").joinpath(name)))
    copied = load_plan(tmp_path / "plan").plan
    original = load_plan(source).plan
    assert list(copied.elements) == list(original.elements)
    assert {file.path: file.text for file in copied.files} == {file.path: file.text for file in original.files}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_gets_ci_and_what_git_ignores_like_any_plan(tmp_path, console, today, name):
    run(tmp_path, example=name, ask=False, today=today, console=console())
    assert (tmp_path / ".gitignore").is_file()
    assert (tmp_path / ".github" / "workflows" / "pmo.yml").is_file()
    assert (tmp_path / ".gitlab-ci.yml").is_file()


def test_an_example_asks_nothing(tmp_path, console, today):
    talk = console()
    run(tmp_path, example=NAMES[0], ask=True, today=today, console=talk)
    assert talk.asked == []


def test_an_unknown_example_proposes_the_nearest_and_lists_all(tmp_path, console, today):
    with pytest.raises(UsageError) as failure:
        run(tmp_path / "plan", example=NAMES[0][:-1], ask=False, today=today, console=console())
    assert f"Did you mean `{NAMES[0]}`?" in str(failure.value)
    assert all(name in str(failure.value) for name in NAMES)
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize("name", ["", ".", "..", "__pycache__", "../examples", "/etc"])
def test_a_name_that_leads_elsewhere_is_no_example(name):
    with pytest.raises(UsageError):
        example_files(name)


def test_it_all_works_from_a_zip(tmp_path):
    packed = tmp_path / "pmo.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for package, at in ((pmo, "pmo"), (pmo.templates, "pmo/templates"), (pmo.examples, "pmo/examples")):
            root = Path(str(package.__file__)).parent
            for path in sorted(root.rglob("*")):
                name = f"{at}/{path.relative_to(root).as_posix()}"
                # Where pmo is installed, the two folders lie in the package already.
                if path.is_file() and "__pycache__" not in path.parts and name not in archive.NameToInfo:
                    archive.write(path, name)
    script = (
        "import datetime, sys, pathlib, pmo; from pmo.commands.init import run\n"
        "assert '.zip' in pmo.__file__, pmo.__file__\n"
        "day = datetime.date(2026, 11, 24)\n"
        f"run(pathlib.Path('copied'), example={NAMES[0]!r}, ask=False, today=day)\n"
        "run(pathlib.Path('fresh'), example=None, ask=False, today=day)\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(packed), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    copied = load_plan(tmp_path / "copied").plan
    assert list(copied.elements) == list(load_plan(Path(str(files("pmo.examples").joinpath(NAMES[0])))).plan.elements)
    assert (tmp_path / "fresh" / "pmo.yaml").is_file()
