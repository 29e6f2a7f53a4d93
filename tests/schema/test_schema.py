"""`pmo schema`: valid under a public validator, true to what the reader accepts, and made from the same tables."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from pmo.reader.about import ABOUT
from pmo.reader.sections import PARTIES, SECTIONS, SETTINGS
from pmo.reader.shape import Shape
from pmo.rules import RULES
from pmo.rules.explained import page
from pmo.schema import schema

EXAMPLES = Path(__file__).parents[2] / "examples"


class Yaml12Loader(yaml.SafeLoader):
    """Reads dates as text, as editors with YAML 1.2 do."""


Yaml12Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema())


def errors(validator: jsonschema.Draft7Validator, text: str) -> list[str]:
    return [error.message for error in validator.iter_errors(yaml.load(text, Yaml12Loader) or {})]  # noqa: S506 -- a SafeLoader


def test_the_schema_is_valid_itself():
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in EXAMPLES.glob("*/pmo.yaml")))
def test_every_example_is_accepted(folder, validator):
    for path in sorted((EXAMPLES / folder).rglob("*.yaml")):
        assert not errors(validator, path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("rule", [rule.slug for rule in RULES])
def test_good_examples_of_the_rules_are_accepted(rule, validator):
    blocks = re.findall(r"## Good\n\n```yaml\n(.*?)```", page(rule), re.DOTALL)
    for block in blocks:
        assert not errors(validator, block)


@pytest.mark.parametrize("rule", ["unknown-key", "wrong-value"])
def test_what_the_reader_refuses_the_schema_refuses(rule, validator):
    (block,) = re.findall(r"## Bad\n\n```yaml\n(.*?)```", page(rule), re.DOTALL)
    assert errors(validator, block)


@pytest.mark.parametrize(
    "text",
    [
        "objectives: {}",
        "pmo: {sponser: coo}",
        "pmo: {objectives: [one, two]}",
        "pmo: {objectives: {one: {status: aproved}}}",
        "pmo: {objectives: {one: {measures: {m: {target: {value: high}}}}}}",
        "pmo: {objectives: {one: {measures: {m: {baseline: {date: 31.12.2026}}}}}}",
        "pmo: {objectives: {one: {measures: {m: {readings: {someday: 3}}}}}}",
        "people: {coo: {level: boss}}",
    ],
)
def test_mistakes_show_in_the_editor(text, validator):
    assert errors(validator, text)


@pytest.mark.parametrize(
    "text",
    [
        "pmo: {name: 2026, x-own: [1], objectives: }",
        "pmo: {objectives: {one: A bare title}}",
        "pmo: {objectives: {one: {supports: grow}, two: {supports: [grow]}, three: {supports: {grow: because}}}}",
        "pmo: {objectives: {one: {measures: {m: {readings: readings/m.csv}}}}}",
        "pmo: {objectives: {one: {measures: {m: {readings: {2026-01-31: {value: 3, note: two gates}}}}}}}",
        "reviews: {2026-q1: {kind: alignment, date: 2026-03-31, attendees: coo}}",
    ],
)
def test_every_form_that_the_reader_takes_is_accepted(text, validator):
    assert not errors(validator, text)


def shapes() -> list[Shape]:
    found: list[Shape] = []

    def add(shape: Shape) -> None:
        if shape not in found:
            found.append(shape)
            for field in shape.fields.values():
                inner = getattr(field.read, "shape", None) or getattr(field.read, "__self__", None)
                if isinstance(inner, Shape):
                    add(inner)

    for shape in (SETTINGS, *PARTIES.values(), *SECTIONS.values()):
        add(shape)
    return found


def test_every_key_is_described_and_no_description_is_left_over():
    keys = {key for shape in shapes() for key in shape.fields} | {"settings", *PARTIES, *SECTIONS}
    assert keys == set(ABOUT) - {"unit_of", "done_of", "decided_of"}


def test_a_new_plan_points_editors_at_the_schema_that_it_brings(tmp_path):
    command = [sys.executable, "-m", "pmo", "init", str(tmp_path / "plan"), "--yes"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    files = sorted((tmp_path / "plan").rglob("*.yaml"))
    assert len(files) == 5
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        target = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(target.read_text(encoding="utf-8")) == schema()
