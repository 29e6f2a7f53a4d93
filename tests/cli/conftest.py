"""The real command on a small plan in which there is nothing to mend."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from the_command import CLEAN, Done, run


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A copy of the plan in which there is nothing to mend."""
    return Path(shutil.copytree(CLEAN, tmp_path / "plan"))


@pytest.fixture
def pmo(clean: Path) -> Callable[..., Done]:
    """Run the command in that plan."""

    def call(*arguments: str, cwd: Path = clean, **options: Any) -> Done:
        return run(*arguments, cwd=cwd, **options)

    return call
