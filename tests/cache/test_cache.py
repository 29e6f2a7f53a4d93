"""The cache: never wrong, never in the work tree, harmless when damaged; and a warm check does not even import a parser."""

import datetime as dt
import errno
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pmo.cache import Cache, Remembered, cache_folder, key_of
from pmo.source.files import read_plan_files

PLAN = """\
pmo:
  purpose: Help.
  objectives:
    one:
      title: One
      supports: {gone: because}
      waive: {objective-without-measure: {because: from July, by: coo, until: 2026-12-31}}
      measures: {m: {unit: days, readings: readings/m.csv}}
people: {coo: {name: Ann}}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    (folder / "readings").mkdir(parents=True)
    (folder / "pmo.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "readings" / "m.csv").write_text("date,value,note\n2026-01-31,3,\n", encoding="utf-8")
    return folder


def pmo(plan: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))}
    clean |= {"PMO_CACHE_DIR": str(plan.parent / "cache"), "PMO_TODAY": "2026-06-30"} | environment
    return subprocess.run(
        [sys.executable, "-m", "pmo", "check", *arguments],
        cwd=plan,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def entries(plan: Path) -> list[Path]:
    folder = plan.parent / "cache"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("output", ["full", "concise", "json", "sarif", "junit", "gitlab", "github", "markdown"])
def test_a_remembered_check_prints_the_same_bytes(plan, output):
    cold = pmo(plan, "-f", output)
    assert len(entries(plan)) == 1
    warm = pmo(plan, "-f", output)
    assert (warm.returncode, warm.stdout, warm.stderr) == (cold.returncode, cold.stdout, cold.stderr)
    assert warm.stdout == pmo(plan, "-f", output, "--no-cache").stdout
    assert len(entries(plan)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pmo.yaml", PLAN + "# a comment moves nothing, but the file is another\n"),
        ("pmo.yaml", PLAN.replace("Help.", "Hold.")),
        ("new.yaml", "people: {ceo: {nam: Bo}}\n"),
        ("readings/m.csv", "date,value,note\n2026-01-31,three,\n"),
    ],
)
def test_any_change_is_seen(plan, name, text):
    pmo(plan)
    path = plan / name
    path.write_text(text, encoding="utf-8")
    # Even when the time says otherwise, as after a checkout.
    os.utime(path, (0, 0))
    assert pmo(plan, "-f", "json").stdout == pmo(plan, "-f", "json", "--no-cache").stdout


def test_a_readings_file_that_appears_or_goes_is_seen(plan):
    path = plan / "readings" / "m.csv"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert "does not exist" in pmo(plan).stdout
    path.write_text(text, encoding="utf-8")
    assert "does not exist" not in pmo(plan).stdout
    path.unlink()
    assert "does not exist" in pmo(plan).stdout


def test_another_day_and_another_selection_are_other_checks(plan):
    pmo(plan)
    assert "objective-without-measure" in pmo(plan, PMO_TODAY="2027-01-01").stdout or len(entries(plan)) == 2
    pmo(plan, "--select", "references")
    pmo(plan, "--ignore", "references")
    assert len(entries(plan)) == 4


def test_a_changed_program_is_another_program(plan, tmp_path):
    copy = tmp_path / "site"
    source = Path(sys.modules["pmo"].__file__).parent
    subprocess.run(["cp", "-r", str(source), str(copy / "pmo")] if copy.mkdir() is None else [], check=True)
    pmo(plan, PYTHONPATH=str(copy), PYTHONSAFEPATH="1")
    with (copy / "pmo" / "rules" / "purpose.py").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    pmo(plan, PYTHONPATH=str(copy), PYTHONSAFEPATH="1")
    assert len(entries(plan)) == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 500, b"[]", "truncate", "flip", "swap"])
def test_a_damaged_entry_is_passed_over_and_replaced(plan, damage):
    cold = pmo(plan)
    (entry,) = entries(plan)
    data = entry.read_bytes()
    changed = {"truncate": data[:-20], "flip": data[:90] + b"X" + data[91:], "swap": data[:32] + b'{"readings":{}}'}
    entry.write_bytes(damage if isinstance(damage, bytes) else changed[damage])
    again = pmo(plan)
    assert (again.returncode, again.stdout, again.stderr) == (cold.returncode, cold.stdout, cold.stderr)
    assert entry.read_bytes() == data


@pytest.mark.parametrize(
    "changed",
    [
        {"file_count": float("inf")},
        {"fail_on": "x"},
        {"fail_on": []},
        {"findings": [["text-cut-short", "error", ["pmo.yaml", "a", None], "m", "f", "c", [], "e", "f"]]},
        {"findings": [["text-cut-short", "error", ["pmo.yaml", 0, None], ["m"], "f", "c", [], "e", "f"]]},
        {"findings": [["text-cut-short", "error", ["pmo.yaml", 0, None], "m", None, "c", [], "e", "f"]]},
        {"findings": [["text-cut-short", "error", ["pmo.yaml", 0, None], "m", "f", "c", [[]], "e", "f"]]},
        {"waived": [[[], ["b", "c", "d"]]]},
        {"readings": [7]},
    ],
)
def test_an_entry_that_somebody_else_made_up_is_passed_over(plan, changed):
    made = pmo(plan).stdout
    (path,) = entries(plan)
    cache = Cache(path.parent)
    assert cache.keep(path.name, cache.entry(path.name) | changed)
    assert pmo(plan).stdout == made


def test_an_entry_of_any_depth_is_passed_over(plan):
    made = pmo(plan).stdout
    (path,) = entries(plan)
    payload = b"[" * 200_000
    path.write_bytes(hashlib.blake2b(payload, digest_size=16).hexdigest().encode() + payload)
    assert pmo(plan).stdout == made


def test_a_folder_that_cannot_be_used_only_costs_time(plan):
    (plan.parent / "cache").write_text("a file is in the way", encoding="utf-8")
    done = pmo(plan)
    assert done.returncode == 1
    assert done.stderr == ""


def test_a_full_disk_is_not_kept_full_by_half_a_file(tmp_path):
    def parts():
        yield b"half of it"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert not Cache(tmp_path / "full").put("key", parts())
    assert list((tmp_path / "full").iterdir()) == []


def test_two_runs_at_once_agree(plan):
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: pmo(plan, "-f", "json").stdout, range(8)))
    assert len(set(results)) == 1
    assert len(entries(plan)) == 1


def test_nothing_is_written_into_the_plan(plan):
    before = sorted(plan.rglob("*"))
    pmo(plan)
    assert sorted(plan.rglob("*")) == before


def test_the_folder_is_bounded(tmp_path, plan):
    cache = Cache(tmp_path / "many")
    for number in range(130):
        cache.remember(f"key{number:03}", Remembered((), (), dt.date(2026, 6, 30), 1, "error", "warning"), ())
    assert len(list((tmp_path / "many").iterdir())) == 100


def test_the_folder_is_bounded_in_size_too(tmp_path, monkeypatch):
    monkeypatch.setattr("pmo.cache._MOST_IN_ALL", 1000)
    cache = Cache(tmp_path / "large")
    for number in range(5):
        cache.put(f"key{number}", [b"x" * 300])
        os.utime(tmp_path / "large" / f"key{number}", (number, number))
    assert sorted(path.name for path in (tmp_path / "large").iterdir()) == ["key2", "key3", "key4"]


def test_a_link_that_leads_nowhere_does_not_stop_the_folder_from_being_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr("pmo.cache._MOST_ENTRIES", 2)
    cache = Cache(tmp_path / "linked")
    cache.put("first", [b"x"])
    (tmp_path / "linked" / "nowhere").symlink_to(tmp_path / "gone")
    for number in range(3):
        cache.put(f"key{number}", [b"x"])
    assert len(list((tmp_path / "linked").iterdir())) == 2


def test_readings_that_change_while_the_plan_is_read_are_not_taken_for_what_was_checked(plan):
    from pmo.engine import check  # noqa: PLC0415
    from pmo.reader.load import load_plan  # noqa: PLC0415

    cache, today = Cache(plan.parent / "cache"), dt.date(2026, 6, 30)
    files = read_plan_files(plan)
    loaded = load_plan(plan, files)
    # Between the reading and the end of the check, somebody mends the file: the findings are those of the old one.
    (plan / "readings" / "m.csv").write_text("date,value,note\n2026-06-30,three,\n", encoding="utf-8")
    assert cache.remember("key", check(loaded, today), loaded.readings)
    assert cache.recall("key", files, plan) is None
    # Two measures that name one file may each have read another state of it: that is a check of no plan there was.
    changed = load_plan(plan, files).readings
    assert not cache.remember("other", check(loaded, today), (*loaded.readings, *changed))
    assert not (plan.parent / "cache" / "other").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_readings_file_that_leads_out_of_the_plan_from_now_on_is_seen(plan):
    path = plan / "readings" / "m.csv"
    text = path.read_text(encoding="utf-8")
    assert "outside" not in pmo(plan).stdout
    (plan.parent / "m.csv").write_text(text, encoding="utf-8")
    path.unlink()
    path.symlink_to(plan.parent / "m.csv")
    assert "outside" in pmo(plan).stdout
    assert "outside" in pmo(plan).stdout
    path.unlink()
    assert "does not exist" in pmo(plan).stdout
    path.symlink_to(plan.parent / "m.csv")
    assert "outside" in pmo(plan).stdout
    path.unlink()
    path.write_text(text, encoding="utf-8")
    assert "outside" not in pmo(plan).stdout


def test_where_entries_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache_folder({"XDG_CACHE_HOME": "/x"}, Path("/plan")) == Path("/x/pmo")
    assert cache_folder({"PMO_CACHE_DIR": "/y"}, Path("/plan")) == Path("/y")
    assert cache_folder({"XDG_CACHE_HOME": "/plan/cache"}, Path("/plan")) is None


def test_moving_text_between_files_changes_the_key(tmp_path):
    (tmp_path / "pmo.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text("b: 2\n", encoding="utf-8")
    first = key_of(read_plan_files(tmp_path), dt.date(2026, 6, 30), ())
    (tmp_path / "pmo.yaml").write_text("a: 1\nb: 2\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text("", encoding="utf-8")
    assert key_of(read_plan_files(tmp_path), dt.date(2026, 6, 30), ()) != first


def test_a_warm_check_imports_no_parser_no_rules_and_nothing_heavy(plan):
    code = (
        "import sys; from pmo.cli import main; sys.argv = ['pmo', 'check', '-q']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    (plan / "pmo.yaml").write_text("settings: {check: {fail_on: never}}\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))}
    environment |= {"PMO_CACHE_DIR": str(plan.parent / "cache"), "PMO_TODAY": "2026-06-30"}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=plan, env=environment, capture_output=True, text=True, check=False
        )
    loaded = set(done.stderr.split())
    heavy = {"yaml", "rich", "jinja2", "pydantic", "markdown_it", "pmo.model", "pmo.rules", "pmo.engine", "pmo.reader"}
    assert not loaded & heavy
    assert "pmo.commands.check" in loaded


MOVED = """\
pmo: {{objectives: {{o: {{measures: {{m: {{target: {{value: {value}}}}}}}}}}}}}
reviews: {{q1: {{kind: alignment, date: 2026-03-31}}}}
"""


@pytest.fixture
def moved(tmp_path, repo_in):
    """A target that moved since the review, not committed yet."""
    repo = repo_in(tmp_path / "plan")
    repo.commit({"pmo.yaml": MOVED.format(value=14)}, "The plan", "2026-03-31")
    repo.write({"pmo.yaml": MOVED.format(value=20)})
    return repo


def test_a_commit_is_another_check_though_no_file_changed(moved):
    found = [pmo(moved.folder, "-f", "concise").stdout for _ in range(2)]
    moved.commit({}, "cleanup", "2026-05-04")
    found += [pmo(moved.folder, "-f", "concise").stdout for _ in range(2)]
    assert ["target-moved-silently" in said for said in found] == [False, False, True, True]
    assert len(entries(moved.folder)) == 2


def test_a_warm_check_runs_no_git(moved, tmp_path):
    moved.commit({}, "cleanup", "2026-05-04")
    cold = pmo(moved.folder).stdout
    assert "target-moved-silently" in cold
    assert pmo(moved.folder, PATH=str(tmp_path)).stdout == cold
    assert "target-moved-silently" not in pmo(moved.folder, "--no-cache", PATH=str(tmp_path)).stdout


def test_what_git_could_not_tell_is_asked_again(moved, tmp_path):
    moved.commit({}, "cleanup", "2026-05-04")
    # No git in the path: the check goes without what it would have told, and that is not remembered.
    assert "target-moved-silently" not in pmo(moved.folder, PATH=str(tmp_path)).stdout
    assert "target-moved-silently" in pmo(moved.folder).stdout


@pytest.mark.parametrize(
    ("settings", "arguments"),
    [
        ("settings: {check: {severity: {target-moved-silently: 'off'}}}\n", []),
        ("settings: {check: {ignore: [reviews]}}\n", []),
        ("settings: {check: {profile: start}}\n", []),
        ("", ["--ignore", "target-moved-silently"]),
        ("", ["--select", "purpose"]),
    ],
)
def test_git_is_asked_only_where_a_rule_wants_to_know(moved, settings, arguments, monkeypatch):
    from pmo.commands import past  # noqa: PLC0415
    from pmo.reader.load import load_plan  # noqa: PLC0415
    from pmo.selection import Selection, expand  # noqa: PLC0415

    moved.commit({"settings.yaml": settings}, "cleanup", "2026-05-04")
    selects = dict(zip(arguments[::2], arguments[1::2], strict=True))
    selection = Selection(
        expand([selects["--select"]]) if "--select" in selects else None, expand([selects.get("--ignore", "")])
    )
    monkeypatch.setattr("pmo.story.past_of", lambda *_: pytest.fail("git was asked"))
    assert past.past_for(load_plan(moved.folder), moved.folder, dt.date(2026, 6, 30), selection) is None
