"""Writing several files: all or nothing, never over what changed meanwhile, and whole files at every instant."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pmo.errors import PmoError
from pmo.writing import Change, ChangedUnderneathError, diff, write

OLD = {"a.yaml": "a: 1\n", "b/b.yaml": "b: 1\n", "r/old.csv": "date,value\n"}
CHANGES = [
    Change("a.yaml", "a: 1\n", "a: 2\n"),
    Change("b/b.yaml", "b: 1\n", "b: 2\n" * 5000),
    Change("new/c.yaml", None, "c: 2\n"),
    Change("r/new.csv", None, "date,value\n"),
    Change("r/old.csv", "date,value\n", None),
]
NEW = {change.path: change.after for change in CHANGES if change.after is not None}


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "plan"
    for path, text in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def files(root):
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in root.rglob("*") if p.is_file()}


def test_all_of_them_are_written(folder):
    write(CHANGES, folder)
    assert files(folder) == NEW


def test_a_file_keeps_its_byte_order_mark_its_line_breaks_and_its_permissions(folder):
    path = folder / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    path.chmod(0o640)
    write([Change("a.yaml", "a: 1\r\n", "a: 2\r\n")], folder)
    assert path.read_bytes() == b"\xef\xbb\xbfa: 2\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(folder):
    (folder / "l.yaml").symlink_to("a.yaml")
    write([Change("l.yaml", "a: 1\n", "a: 2\n")], folder)
    assert (folder / "l.yaml").is_symlink()
    assert (folder / "a.yaml").read_text("utf-8") == "a: 2\n"


def test_a_link_out_of_the_plan_is_not_written_through(folder, tmp_path):
    (tmp_path / "out.yaml").write_text("o: 1\n", "utf-8")
    (folder / "l.yaml").symlink_to(tmp_path / "out.yaml")
    with pytest.raises(PmoError, match="outside the plan's folder"):
        write([*CHANGES[:2], Change("l.yaml", "o: 1\n", "o: 2\n")], folder)
    assert (tmp_path / "out.yaml").read_text("utf-8") == "o: 1\n"
    assert (folder / "a.yaml").read_text("utf-8") == "a: 1\n"


@pytest.mark.parametrize("path", [change.path for change in CHANGES])
def test_when_one_changed_underneath_nothing_is_written(folder, path):
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text("someone else's\n", "utf-8")
    before = files(folder)
    with pytest.raises(ChangedUnderneathError, match=f"{path} .*Nothing was written"):
        write(CHANGES, folder)
    assert files(folder) == before


def test_a_file_that_changes_while_the_disk_is_waited_for_is_left_alone(folder, monkeypatch):
    flush = os.fsync

    def meanwhile(handle):
        (folder / "b/b.yaml").write_text("someone else's\n", "utf-8")
        flush(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ChangedUnderneathError, match=r"b/b\.yaml changed while"):
        write(CHANGES, folder)
    assert files(folder) == {**OLD, "b/b.yaml": "someone else's\n"}


def test_a_file_that_is_gone_changed_too(folder):
    (folder / "b/b.yaml").unlink()
    with pytest.raises(ChangedUnderneathError, match=r"b/b\.yaml changed"):
        write(CHANGES, folder)
    assert files(folder) == {path: text for path, text in OLD.items() if path != "b/b.yaml"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_left_alone(folder):
    (folder / "b/b.yaml").chmod(0o444)
    with pytest.raises(PmoError, match=r"b/b.yaml is read-only. Nothing was written"):
        write(CHANGES, folder)
    assert files(folder) == OLD


@pytest.mark.parametrize("call", ["replace", "link", "fsync", "write", "unlink"])
@pytest.mark.parametrize("nth", [0, 1, 2, 3])
def test_when_the_disk_gives_up_nothing_is_written(folder, monkeypatch, call, nth):
    original, calls = getattr(os, call), []

    def fails(*arguments, **options):
        calls.append(arguments)
        if len(calls) == nth + 1:
            raise OSError(28, "No space left on device")
        return original(*arguments, **options)

    monkeypatch.setattr(os, call, fails)
    try:
        write(CHANGES, folder)
    except PmoError as error:
        assert "no space left on device. Nothing was written" in str(error)  # noqa: PT017 -- it need not fail
        assert files(folder) == OLD
        assert not (folder / "new").exists()
    else:
        # The call does not happen so often, or a link is replaced by a renaming where the disk knows no links.
        # A second name that could not be taken away is hidden, and no plan reads it.
        assert {path: text for path, text in files(folder).items() if "/." not in path} == NEW


def test_a_diff_names_new_and_removed_files():
    assert list(diff(Change("n.yaml", None, "a: 1\n"))) == ["--- /dev/null", "+++ b/n.yaml", "@@ -0,0 +1 @@", "+a: 1"]
    assert list(diff(Change("n.yaml", "a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\n")))[2:] == [
        "@@ -1,2 +1,2 @@",
        " a: 1",
        "-b: 2",
        "+b: 3",
    ]


WRITER = """
import json, sys
from pathlib import Path
from pmo.writing import Change, write
write([Change(*change) for change in json.loads(sys.argv[1])], Path(sys.argv[2]))
"""
# Every system call by which a file, its name or its permissions can change, and those that make a change last.
CALLS = (
    "write",
    "pwrite64",
    "fsync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "chmod",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "ftruncate",
)


def killed_at(call, nth, root):
    """Run the writer and kill it at its so many-th system call of a name; whether it came to that."""
    told = json.dumps([[change.path, change.before, change.after] for change in CHANGES])
    trace = ["strace", "-f", "-o", os.devnull, "-e", f"trace=?{call}", "-e", f"inject=?{call}:signal=KILL:when={nth}"]
    done = subprocess.run(
        [*trace, sys.executable, "-B", "-c", WRITER, told, str(root)], capture_output=True, check=False, timeout=60
    )
    assert done.returncode in (0, -9, 137), done.stderr
    return done.returncode != 0


def test_killed_at_any_system_call_each_file_is_the_old_one_or_the_new(folder, tmp_path):
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    probe = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    if probe.returncode != 0:
        pytest.skip("strace may not trace on this Unix")
    seen, kills = set(), 0
    for call in CALLS:
        for nth in range(1, 50):
            root = Path(shutil.copytree(folder, tmp_path / f"{call}-{nth}"))
            died = killed_at(call, nth, root)
            found = {path: text for path, text in files(root).items() if not path.rpartition("/")[2].startswith(".")}
            for path, text in found.items():
                assert text in (OLD.get(path), NEW.get(path)), (call, nth, path)
            # What is removed goes last, when what replaces it is there.
            assert "r/old.csv" in found or "r/new.csv" in found
            assert set(OLD) - {"r/old.csv"} <= set(found)
            seen.add(tuple(sorted(found.items())))
            kills += died
            if not died:
                assert found == NEW
                break
    assert kills >= 20
    # The kills fell between the steps too, so that their order was looked at.
    assert len(seen) >= 4
