"""Where a format is written to: files are replaced, devices, pipes and links never."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    folder.joinpath("pmo.yaml").write_text("pmo: {purpose: Help.}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pmo", "check", "--no-cache", *arguments]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_a_named_pipe_is_written_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert check(tmp_path, "-f", "json=pipe").returncode == 1
    reader.join(10)
    assert json.loads(got[0])["counts"]["error"] > 0
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path):
    tmp_path.joinpath("real.json").write_text("{}" * 100_000, encoding="utf-8")
    tmp_path.joinpath("link.json").symlink_to("real.json")
    check(tmp_path, "-f", "json=link.json")
    assert tmp_path.joinpath("link.json").is_symlink()
    assert json.loads(tmp_path.joinpath("real.json").read_text(encoding="utf-8"))["version"] == 1


def test_the_name_of_standard_output_means_standard_output(tmp_path):
    before = os.lstat("/dev/stdout")
    assert json.loads(check(tmp_path, "-f", "json=/dev/stdout").stdout)["version"] == 1
    assert os.path.samestat(before, os.lstat("/dev/stdout"))


def test_two_formats_never_share_a_file(tmp_path):
    done = check(tmp_path, "-f", "json=out", "-f", "sarif=out")
    assert done.returncode == 2
    assert "Two formats cannot go to one file" in done.stderr
    assert not tmp_path.joinpath("out").exists()
