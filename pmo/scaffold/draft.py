"""From answers to the files of a plan. What was not answered becomes a placeholder, `"<…>"`, or an empty value with a comment."""

import shlex
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from pmo.scaffold.answers import Answers, ObjectiveAnswer, PersonAnswer
from pmo.scaffold.ids import Ids
from pmo.scaffold.surroundings import Surroundings
from pmo.scaffold.yaml_text import folded, quoted, scalar
from pmo.source.scalars import read_number

FIRST_OBJECTIVE = "first-objective"


@dataclass(frozen=True, slots=True)
class File:
    """A file to write: its path in the plan's folder, with forward slashes; what is in it; what it is for, for the tree."""

    path: str
    data: bytes
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """Something that gets an id: what it is called (None: not answered) and what else is known of it."""

    id: str
    name: str | None
    role: str | None = None
    needs: tuple[str, ...] = ()


def plan_files(answers: Answers, surroundings: Surroundings, taken: Collection[str] = ()) -> list[File]:
    """Every file of a new plan, in the order in which to fill them in.

    The objective's file is named after it, unless `objectives/` holds a file of that name (`taken`) already.
    """
    words = _words(answers)
    name = f"{words['objective'].id}.yaml"
    if name in taken:
        name = f"{FIRST_OBJECTIVE}.yaml"
    return [
        _file("pmo.yaml", "what the PMO is for", words),
        _file("customers.yaml", "whom it serves", words),
        _file("organization.yaml", "the strategy it helps with", words),
        _file("people.yaml", "who is who", words),
        _file("objective.yaml", "what it is to achieve", words, path=f"objectives/{name}"),
        # In a file of their own, readings of two people never conflict, and who lives in spreadsheets is at home.
        File(f"readings/{words['measure'].id}.csv", b"date,value,note\n", "takes the readings of its measure"),
        *support_files(surroundings),
        _file("README.md", "how to go on", words),
    ]


def support_files(surroundings: Surroundings) -> list[File]:
    """What stands around any plan: what git ignores, and CI that checks every change."""
    words = {"where": surroundings.in_repository, "source": surroundings.source}
    # Imported here: only a new plan needs it.
    from pmo.schema import schema_text  # noqa: PLC0415

    return [
        File(".pmo/plan.schema.json", schema_text().encode(), "lets editors complete keys and show typos"),
        _file("gitignore", "keeps reports out of git", words, path=".gitignore"),
        _file("gitattributes", "lets two people add readings at once", words, path="readings/.gitattributes"),
        _file("github.yml", "checks changes on GitHub", words, path=".github/workflows/pmo.yml"),
        _file("gitlab.yml", "checks changes on GitLab", words, path=".gitlab-ci.yml"),
    ]


def _file(template: str, about: str, words: dict[str, Any], *, path: str = "") -> File:
    return File(path or template, _render(template, words).encode(), about)


def _render(template: str, words: dict[str, Any]) -> str:
    # Imported here: of all commands only this one and the reports need templates.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("pmo.templates", "scaffold"),
        autoescape=False,  # noqa: S701 -- YAML is no HTML: every value goes through a filter that quotes it
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"yaml": scalar, "quoted": quoted, "or_ask": _or_ask, "prose": _prose}
    environment.filters |= {"or_empty": _or_empty, "check_command": _check_command}
    return environment.get_template(f"{template}.j2").render(words)


def _or_ask(answer: str | None, wanted: str) -> str:
    """The answer as YAML, or a placeholder that says what is wanted."""
    return quoted(f"<{wanted}>") if answer is None else scalar(answer)


def _prose(answer: str | None, indent: int, wanted: str) -> str:
    """Like `_or_ask`, for text that may take several lines."""
    return quoted(f"<{wanted}>") if answer is None else folded(answer, indent)


def _or_empty(answer: object, wanted: str) -> str:
    """What follows the colon of a key for a number, a date or a fixed word: nothing that is none of these can stand there."""
    return f" {answer}" if answer else f"  # {wanted}"


def _check_command(where: str) -> str:
    """The shell command that checks the plan in a folder of the repository, as a YAML value."""
    if not where:
        return "pmo check"
    return scalar(f"pmo check {shlex.quote(f'./{where}' if where.startswith('-') else where)}")


def _words(answers: Answers) -> dict[str, Any]:
    """What the templates speak of: the answers, with ids for everything that is referred to."""
    ids, objective = Ids(), answers.objective
    customers = [
        _Named(ids.take(c.name, f"customer-{n}"), c.name, needs=c.needs) for n, c in _counted(answers.customers)
    ]
    customers = customers or [_Named(ids.take(None, "customer-1"), None)]
    strategies = [_Named(ids.take(title, f"strategy-{n}"), title) for n, title in _counted(answers.strategies)]
    strategies = strategies or [_Named(ids.take(None, "strategy-1"), None)]
    sponsor = _person(answers.sponsor, "sponsor", ids)
    same = objective.owner == answers.sponsor and objective.owner.name is not None
    owner = sponsor if same else _person(objective.owner, "objective-owner", ids)
    return {
        "plan": answers,
        "customers": customers,
        "strategies": strategies,
        "strategies_answered": bool(answers.strategies),
        "sponsor": sponsor,
        "owner": owner,
        "objective": _Named(ids.take(objective.title, FIRST_OBJECTIVE), objective.title),
        "objective_for": [customers[index].id for index in objective.customers or range(len(customers))],
        "supported": strategies[objective.strategy or 0].id,
        "because": objective.because,
        "measure": _Named(ids.take(objective.measure.title, "first-measure"), objective.measure.title),
        "direction": _direction(objective),
        "draft": not (answers.strategies and _in_words(objective)),
    }


def _counted(items: tuple[Any, ...]) -> Iterator[tuple[int, Any]]:
    return enumerate(items, 1)


def _person(answer: PersonAnswer, otherwise: str, ids: Ids) -> _Named:
    # By role rather than by name: links to the role stay right when somebody else takes it over.
    return _Named(ids.take(answer.role or answer.name, otherwise), answer.name, answer.role)


def _direction(objective: ObjectiveAnswer) -> str:
    measure = objective.measure
    if measure.baseline is None or measure.target is None:
        return ""
    return "decrease" if read_number(measure.target) < read_number(measure.baseline) else "increase"


def _in_words(objective: ObjectiveAnswer) -> bool:
    """Whether every text of the objective is there. Numbers and dates that are not are findings of their own."""
    owner, measure = objective.owner, objective.measure
    wanted = (objective.title, owner.name, measure.title, measure.unit, objective.because)
    return all(text is not None for text in wanted)
