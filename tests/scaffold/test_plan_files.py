"""The files of a new plan: they read back as what was answered, and the check finds in them what is still missing."""

import datetime as dt
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.engine import Result, check
from pmo.findings import Severity
from pmo.model import Plan
from pmo.reader.load import load_plan
from pmo.scaffold.answers import Answers, CustomerAnswer, MeasureAnswer, ObjectiveAnswer, PersonAnswer
from pmo.scaffold.draft import File, plan_files
from pmo.scaffold.interview import interview
from pmo.scaffold.surroundings import Surroundings
from pmo.scaffold.write import write_all
from pmo.terms import Direction, Frequency, Level, Status

ALONE = Surroundings()


def checked(folder: Path, files: Iterable[File], today: dt.date) -> Result:
    write_all(folder, list(files))
    return check(load_plan(folder), today)


def slugs(result: Result, severity: Severity) -> list[str]:
    return [finding.rule for finding in result.findings if finding.severity is severity]


def test_a_fresh_scaffold_reads_as_a_to_do_list_in_the_order_in_which_to_fill_it_in(tmp_path, today):
    result = checked(tmp_path / "plan", plan_files(Answers(), ALONE), today)
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert [(finding.rule, finding.element, finding.place.path) for finding in errors] == [
        ("placeholder-text", "pmo", "pmo.yaml"),
        ("placeholder-text", "customer-1", "customers.yaml"),
        ("placeholder-text", "organization", "organization.yaml"),
        ("placeholder-text", "strategy-1", "organization.yaml"),
        ("placeholder-text", "sponsor", "people.yaml"),
        ("placeholder-text", "objective-owner", "people.yaml"),
        ("placeholder-text", "first-objective", "objectives/first-objective.yaml"),
        ("placeholder-text", "first-measure", "objectives/first-objective.yaml"),
        # The last step: it counts only once somebody says that it is no draft any more.
        ("no-objectives", "pmo", "objectives/first-objective.yaml"),
    ]
    assert errors[-1].place.file.line(errors[-1].place.line).strip() == "status: draft"


def test_the_files_stand_in_the_order_of_filling_in(today):
    paths = [file.path for file in plan_files(Answers(), ALONE)]
    assert paths == [
        "pmo.yaml",
        "customers.yaml",
        "organization.yaml",
        "people.yaml",
        "objectives/first-objective.yaml",
        "readings/first-measure.csv",
        ".pmo/plan.schema.json",
        ".gitignore",
        "readings/.gitattributes",
        ".github/workflows/pmo.yml",
        ".gitlab-ci.yml",
        "README.md",
    ]


def test_a_plan_with_every_question_answered_has_no_errors(tmp_path, today, full_answers):
    result = checked(tmp_path, plan_files(full_answers, ALONE), today)
    assert slugs(result, Severity.ERROR) == []
    # Each of these is truly missing from what was asked.
    assert set(slugs(result, Severity.WARNING)) <= {
        "charter-section-missing",
        "customer-unserved",
        "no-customer-voice",
        "objective-neglected",
        "pmo-centred-objectives",
        "review-overdue",
        "shallow-alignment",
        "strategy-without-objective",
    }


def test_the_answers_are_what_the_plan_says(tmp_path, today, full_answers):
    plan = checked(tmp_path, plan_files(full_answers, ALONE), today).plan
    assert plan.pmo.sponsor == "chief-operating-officer"
    assert plan.pmo.mission is not None
    assert plan.pmo.mission.for_ == ("clinics", "finance")
    sponsor, owner = plan.people
    assert (sponsor.name, sponsor.role, sponsor.level) == ("Maria Okafor", "Chief Operating Officer", Level.EXECUTIVE)
    assert (owner.id, owner.name, owner.role, owner.level) == (
        "head-of-portfolio",
        "Jon Weiss",
        "Head of Portfolio",
        None,
    )
    (objective,) = plan.pmo.objectives
    assert objective.origin.file.path == f"objectives/{objective.id}.yaml"
    assert (objective.owner, objective.for_, objective.status) == ("head-of-portfolio", ("clinics",), Status.PROPOSED)
    (link,) = objective.supports
    assert (link.target, link.because) == (
        "shorten-waits-for-planned-care",
        "equipment that is approved late opens late",
    )
    (measure,) = objective.measures
    assert measure.direction is Direction.DECREASE
    assert measure.frequency is Frequency.MONTHLY
    assert measure.baseline is not None
    assert measure.target is not None
    assert (measure.baseline.value, measure.baseline.date) == (41, dt.date(2026, 10, 31))
    assert (measure.target.value, measure.target.by) == (14, dt.date(2027, 6, 30))


def test_a_target_above_the_baseline_is_one_to_increase(tmp_path, today, full, console):
    answers = interview(console({**full, "baseline": ["-5"], "target": ["1e2"]}), today)
    (objective,) = checked(tmp_path, plan_files(answers, ALONE), today).plan.pmo.objectives
    assert objective.measures[0].direction is Direction.INCREASE


def test_a_sponsor_who_owns_the_objective_is_one_person(tmp_path, today, full, console):
    answers = interview(console({**full, "owner": ["Maria Okafor"]}), today)
    result = checked(tmp_path, plan_files(answers, ALONE), today)
    assert [person.id for person in result.plan.people] == ["chief-operating-officer"]
    assert slugs(result, Severity.ERROR) == []


@pytest.mark.parametrize(
    "skipped",
    [
        "name", "purpose", "customer", "need", "sponsor", "sponsor-role", "mission", "vision", "organization", "strategy",
        "objective", "owner", "owner-role", "measure", "unit", "baseline", "target", "by", "frequency", "which-strategy", "because",
    ],
)  # fmt: skip
def test_whatever_was_skipped_the_check_reminds_of_it(tmp_path, today, full, console, skipped):
    answers = interview(console({**full, skipped: []}), today)
    result = checked(tmp_path, plan_files(answers, ALONE), today)
    assert slugs(result, Severity.ERROR)
    # A placeholder is all that is wrong: nothing is misread and no id leads nowhere.
    assert not set(slugs(result, Severity.ERROR)) & {
        "wrong-value",
        "unknown-key",
        "broken-reference",
        "link-to-inactive",
    }


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
MAYBE = st.none() | TEXT
PEOPLE = st.builds(PersonAnswer, MAYBE, MAYBE)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Answers,
        name=MAYBE,
        purpose=MAYBE,
        customers=st.lists(st.builds(CustomerAnswer, TEXT, st.lists(TEXT, max_size=2).map(tuple)), max_size=3).map(
            tuple
        ),
        sponsor=PEOPLE,
        mission=MAYBE,
        vision=MAYBE,
        organization=MAYBE,
        strategies=st.lists(TEXT, max_size=3).map(tuple),
        objective=st.builds(
            ObjectiveAnswer,
            title=MAYBE,
            customers=st.just(()),
            owner=PEOPLE,
            measure=st.builds(MeasureAnswer, title=MAYBE, unit=MAYBE),
            strategy=st.none(),
            because=MAYBE,
        ),
    )
)
def test_any_answers_read_back_exactly(answers):
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), plan_files(answers, ALONE))
        loaded = load_plan(Path(folder))
    assert loaded.faults == ()
    said = {text for text in _texts(loaded.plan) if not (text or "").startswith("<")}
    assert said == {text for text in _answered(answers) if not (text or "").startswith("<")}


def _texts(plan: Plan) -> set[str | None]:
    assert plan.pmo.mission is not None
    assert plan.pmo.vision is not None
    (objective,) = plan.pmo.objectives
    (measure,) = objective.measures
    found = [
        plan.pmo.name,
        plan.pmo.purpose,
        plan.pmo.mission.statement,
        plan.pmo.vision.statement,
        plan.organization.name,
    ]
    found += [text for customer in plan.customers for text in (customer.name, *customer.needs)]
    found += [text for person in plan.people for text in (person.name, person.role)]
    found += [strategy.title for strategy in plan.organization.strategies]
    return {*found, objective.title, objective.supports[0].because, measure.title, measure.unit}


def _answered(answers: Answers) -> set[str]:
    objective = answers.objective
    found = [answers.name, answers.purpose, answers.mission, answers.vision, answers.organization, *answers.strategies]
    found += [text for customer in answers.customers for text in (customer.name, *customer.needs)]
    found += [answers.sponsor.name, answers.sponsor.role, objective.owner.name, objective.owner.role]
    found += [objective.title, objective.because, objective.measure.title, objective.measure.unit]
    return {text for text in found if text is not None}


_COMMENTED = re.compile(r"^(\s*)# (\s*)(?!yaml-language-server)([a-z][\w-]*|[0-9-]+):( [^#]*)?$")


@pytest.mark.parametrize("skipped", [True, False])
def test_what_stands_in_comments_is_right_when_it_is_put_to_use(tmp_path, full_answers, skipped):
    files = plan_files(Answers() if skipped else full_answers, ALONE)
    used = 0
    for file in files:
        target = tmp_path / file.path
        if file.path.endswith(".csv"):
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file.data)
        if file.path.endswith(".yaml"):
            target.parent.mkdir(exist_ok=True)
            lines = file.data.decode().splitlines()
            opened = [_COMMENTED.sub(r"\1\2\3:\4", line) for line in lines]
            used += sum(line != other for line, other in zip(lines, opened, strict=True))
            target.write_text("\n".join(opened) + "\n", "utf-8")
    (tmp_path / "reviews.yaml").write_text(_yaml_block(files), "utf-8")
    result = check(load_plan(tmp_path), dt.date(2027, 12, 31))
    assert used > 40
    wrong = {"invalid-yaml", "unknown-key", "wrong-value", "reading-invalid", "broken-reference", "duplicate-id"}
    assert [finding for finding in result.findings if finding.rule in wrong] == []
    plan = result.plan
    assert (plan.settings.fiscal_year_start, plan.settings.currency, plan.settings.check.fail_on) == (
        (7, 1),
        "EUR",
        "error",
    )
    assert len(plan.pmo.services) == 1
    assert len(plan.pmo.assets) == 3
    assert plan.pmo.objectives[0].measures[0].readings == ()
    assert plan.reviews[0].attendees == tuple(person.id for person in plan.people)


def _yaml_block(files: list[File]) -> str:
    readme = next(file.data.decode() for file in files if file.path == "README.md")
    (block,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    return str(block)


def test_an_objective_of_the_same_name_as_a_file_there_goes_into_a_file_of_another_name(full_answers):
    named = "funding-decisions-reach-sponsors-in-time.yaml"
    paths = [file.path for file in plan_files(full_answers, ALONE, taken=[named])]
    assert "objectives/first-objective.yaml" in paths
    assert f"objectives/{named}" not in paths


@pytest.mark.parametrize(
    ("where", "command"),
    [("", "pmo check"), ("our-pmo", "pmo check our-pmo"), ("a: b/#1", "pmo check 'a: b/#1'"), ("-x", "pmo check ./-x")],
)
def test_ci_checks_the_plan_where_it_is(where, command):
    files = {file.path: file.data for file in plan_files(Answers(), Surroundings(where))}
    github, gitlab = (yaml.safe_load(files[path]) for path in (".github/workflows/pmo.yml", ".gitlab-ci.yml"))
    assert github["jobs"]["check"]["steps"][-1]["run"] == command
    assert gitlab["pmo"]["script"][-1] == command


@pytest.mark.parametrize("source", ["git+https://git.example.org/pmo@3f9a1c7", ""])
def test_ci_installs_pmo_from_where_it_came_and_never_guesses_a_name(source):
    files = {file.path: file.data.decode() for file in plan_files(Answers(), Surroundings("", source))}
    for path in (".github/workflows/pmo.yml", ".gitlab-ci.yml"):
        facts = yaml.safe_load(files[path])
        variables = facts.get("env") or facts["variables"]
        assert variables["PMO_SOURCE"] == (source or "git+https://<address of the git repository of pmo>")
        assert 'pip install "$PMO_SOURCE"' in files[path]
        assert "pip install pmo" not in files[path]


def test_reports_are_ignored_by_git_and_nothing_of_the_plan_is(tmp_path, today):
    write_all(tmp_path, plan_files(Answers(), ALONE))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "left-over.yaml").write_text("nonsense: true\n")
    paths = {file.path for file in load_plan(tmp_path).plan.files}
    assert paths == {
        "pmo.yaml",
        "customers.yaml",
        "organization.yaml",
        "people.yaml",
        "objectives/first-objective.yaml",
        "readings/first-measure.csv",
    }


def test_no_file_has_trailing_spaces_tabs_or_very_long_lines(full_answers):
    for answers in (Answers(), full_answers):
        for file in plan_files(answers, ALONE):
            text = file.data.decode()
            assert text.endswith("\n")
            assert not text.endswith("\n\n")
            for line in text.splitlines():
                assert line == line.rstrip(), (file.path, line)
                assert "\t" not in line
                assert len(line) <= 135, (file.path, line)
