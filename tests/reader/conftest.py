"""A plan from texts, read: what the model holds, and what is said of the rest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pmo.reader.load import Loaded, load_plan


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """Write files and read the plan they make. A single text is pmo.yaml."""

    def read(files: dict[str, str | bytes] | str) -> Loaded:
        named = {"pmo.yaml": files} if isinstance(files, str) else {"pmo.yaml": "", **files}
        for name, content in named.items():
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return load_plan(tmp_path)

    return read
