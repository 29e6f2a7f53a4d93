"""In the user's toolchain: the pre-commit hook in a real repository, the GitHub action's own shell steps, the GitLab job."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GOOD = "organization: {strategies: {grow: Grow}}\n"
BAD = "pmo: {objectives: {a: {title: A, supports: {gorw: helps}}}}\n"

pytestmark = pytest.mark.skipif(not (ROOT / "action.yml").exists(), reason="runs in a checkout only")


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_", "CI_"))}
    return subprocess.run(
        command, cwd=folder, env=clean | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def repository(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for arguments in (["init", "-q"], ["config", "user.name", "T"], ["config", "user.email", "t@example.org"]):
        assert run(["git", *arguments], folder).returncode == 0
    return folder


@pytest.fixture
def hook_source(tmp_path: Path) -> Path:
    """The project as a repository of its own, as pre-commit clones it: what is here now, committed or not."""
    source = repository(tmp_path / "source")
    listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    run(["git", "add", "-A"], source)
    assert run(["git", "commit", "-qm", "x"], source).returncode == 0
    return source


def test_the_pre_commit_hook_stops_a_broken_link_in_a_file_that_was_not_touched(hook_source, tmp_path):
    pre_commit = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if pre_commit is None:
        pytest.skip("pre-commit is not installed")
    plan = repository(tmp_path / "plan")
    plan.joinpath("pmo.yaml").write_text(BAD, encoding="utf-8")
    plan.joinpath("organization.yaml").write_text(GOOD, encoding="utf-8")
    revision = run(["git", "rev-parse", "HEAD"], hook_source).stdout.strip()
    config = {
        "repos": [
            {"repo": str(hook_source), "rev": revision, "hooks": [{"id": "pmo-check", "args": ["-f", "concise"]}]}
        ]
    }
    plan.joinpath(".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    run(["git", "add", "organization.yaml", ".pre-commit-config.yaml"], plan)
    done = run([pre_commit, "run"], plan, PRE_COMMIT_HOME=str(tmp_path / "cache"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "pmo.yaml:1:45: error broken-reference" in done.stdout


def action_step(name: str) -> dict:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return next(step for step in action["runs"]["steps"] if step["name"] == name)


def test_the_action_fails_with_an_annotation_on_the_right_line(tmp_path):
    step = action_step("Check the plan")
    bin_folder = tmp_path / "pmo" / "bin"
    bin_folder.mkdir(parents=True)
    script = bin_folder / "pmo"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pmo "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    plan = tmp_path / "work" / "plan"
    plan.mkdir(parents=True)
    plan.joinpath("pmo.yaml").write_text(BAD + GOOD, encoding="utf-8")
    summary = tmp_path / "summary.md"
    values = {"plan": "plan", "fail-on": "", "baseline": "", "sarif": "pmo.sarif"}
    inputs = {k: values[v.removeprefix("${{ inputs.").removesuffix(" }}")] for k, v in step["env"].items()}
    done = run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        tmp_path / "work",
        RUNNER_TEMP=str(tmp_path),
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=str(summary),
        **inputs,
    )
    assert done.returncode == 1, done.stderr
    assert "::error file=plan/pmo.yaml,line=1,endLine=1,col=45,endColumn=48,title=broken-reference::" in done.stdout
    assert "broken-reference · a" in done.stdout
    assert "| error | broken\\-reference | plan/pmo\\.yaml\\:1 |" in summary.read_text(encoding="utf-8")
    assert json.loads((tmp_path / "work" / "pmo.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_the_action_takes_no_input_into_its_shell():
    for step in yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_the_gitlab_job_writes_the_reports_that_it_names(tmp_path):
    job = yaml.safe_load((ROOT / "templates" / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["pmo-check"]
    tmp_path.joinpath("pmo.yaml").write_text(BAD + GOOD, encoding="utf-8")
    command = job["script"][-1].replace("pmo check", f'"{sys.executable}" -m pmo check', 1)
    done = run(["bash", "-c", command], tmp_path, PMO_PLAN=".", GITLAB_CI="true")
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    assert {entry["check_name"] for entry in json.loads(tmp_path.joinpath(reports["codequality"]).read_text())} >= {
        "broken-reference"
    }
    assert tmp_path.joinpath(reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize("baseline", ["", "accepted for now.txt"])
def test_the_gitlab_job_takes_a_baseline(baseline, tmp_path):
    job = yaml.safe_load((ROOT / "templates" / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["pmo-check"]
    tmp_path.joinpath("pmo.yaml").write_text(BAD + GOOD, encoding="utf-8")
    pmo = f'"{sys.executable}" -m pmo check'
    run(["bash", "-c", f"{pmo} --write-baseline --baseline 'accepted for now.txt'"], tmp_path)
    command = job["script"][-1].replace("pmo check", pmo, 1)
    done = run(["sh", "-c", command], tmp_path, **job["variables"] | {"PMO_BASELINE": baseline})
    assert done.returncode == (0 if baseline else 1), done.stdout + done.stderr


def test_on_gitlab_a_plain_check_writes_the_report_from_which_annotations_are_made(tmp_path):
    tmp_path.joinpath("pmo.yaml").write_text(BAD + GOOD, encoding="utf-8")
    gitlab = {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(tmp_path)}
    check = [sys.executable, "-m", "pmo", "check"]
    done = run(check, tmp_path, **gitlab)
    report = tmp_path / "gl-code-quality-report.json"
    written = report.read_text(encoding="utf-8")
    assert done.returncode == 1
    assert "broken-reference · a" in done.stdout
    assert "artifacts: reports: codequality:" in done.stderr
    assert ("broken-reference", "pmo.yaml", 1) in {
        (entry["check_name"], entry["location"]["path"], entry["location"]["lines"]["begin"])
        for entry in json.loads(written)
    }
    report.write_text("[]", encoding="utf-8")
    assert "is there already" in run(check, tmp_path, **gitlab).stderr
    assert report.read_text(encoding="utf-8") == "[]"


def test_on_gitlab_formats_that_were_asked_for_are_all_that_is_written(tmp_path):
    tmp_path.joinpath("pmo.yaml").write_text(BAD + GOOD, encoding="utf-8")
    run([sys.executable, "-m", "pmo", "check", "-f", "concise"], tmp_path, GITLAB_CI="true")
    assert not tmp_path.joinpath("gl-code-quality-report.json").exists()
