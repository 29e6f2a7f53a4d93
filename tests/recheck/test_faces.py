"""Which rules may look at what: the marks by which a check of few changed files knows that the rest is as it was."""

import datetime as dt
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from pmo import progress
from pmo.engine import check
from pmo.model import Course, Element, Link, Measure
from pmo.reader.load import load_plan
from pmo.recheck.faces import MEASURED, WORDS, View
from pmo.rules import RULES
from pmo.rules.base import Context

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 6, 30)
OWN = [rule for rule in RULES if rule.check and rule.own]
# Titles that are alike are looked for in another way (`pmo.recheck.again`).
OTHERS = [rule for rule in RULES if rule.check and not rule.own and rule.slug != "titles-alike"]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").rglob("pmo.yaml"))
CASES = [
    case
    for path in sorted((ROOT / "tests/rules/cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def texts(face):
    """Every text in a face: the ids that an element names are among them."""
    if isinstance(face, tuple):
        for part in face:
            yield from texts(part)
    elif isinstance(face, str):
        yield face


QUESTIONS = {
    "pmo.align": ("newest", "stale", "better", "standing"),
    "pmo.rules.alignment": ("stale",),
    "pmo.rules.customers": ("read_between",),
}
"""What may be asked about a measure's readings; `pmo.recheck.faces` holds each answer."""
ANSWERS = {
    "newest": lambda reading: reading and SimpleNamespace(value=SimpleNamespace(only=reading.value)),
    "standing": lambda standing: SimpleNamespace(state=standing.state),
}
"""As much of an answer as faces hold."""


class Hidden:
    """Something that nobody may look at; `there` if it may be asked whether it is there."""

    def __init__(self, *, there: bool | None = None) -> None:
        self.there = there

    def __bool__(self) -> bool:
        assert self.there is not None, "somebody looked whether it is there"
        return self.there

    def _refuse(self, *_):
        raise AssertionError("somebody looked at it")

    __iter__ = __len__ = __getitem__ = __eq__ = __hash__ = __str__ = __format__ = __contains__ = __add__ = __lt__ = (
        _refuse
    )

    def __getattr__(self, name):
        raise AssertionError(f"somebody asked for its {name}")


def plans(tmp_path):
    """The examples, and every plan by which a rule is tested."""
    yield from ((load_plan(folder), TODAY) for folder in EXAMPLES)
    for number, case in enumerate(CASES):
        for path, text in case["files"].items():
            target = tmp_path / str(number) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text["text"].encode(text["encoding"]) if isinstance(text, dict) else text.encode())
        if (tmp_path / str(number) / "pmo.yaml").is_file():
            yield load_plan(tmp_path / str(number)), TODAY


def own_fields(plan, elements):
    """The parts of elements that have fields of their own, and these; words only where no review confirmed any."""
    confirmed = any(review.confirmed for review in plan.reviews)
    for element in elements:
        for part in (element, *(element.supports if isinstance(element, Course) else ())):
            names = frozenset() if confirmed else WORDS.get(type(part), frozenset())
            yield part, names | MEASURED if isinstance(part, Measure) else names


def put(part, name, value):
    object.__setattr__(part, name, value)


def found_by(rule, context):
    return list(rule.check(context))


def test_no_rule_looks_at_the_own_fields_of_other_elements_but_by_the_questions_whose_answers_faces_hold(
    tmp_path, monkeypatch
):
    readings = {}

    def answering(question):
        def asked(measure, *arguments):
            hidden = measure.readings
            put(measure, "readings", readings[measure.id, measure.origin.place.path, measure.origin.offset])
            try:
                arguments = [getattr(argument, "only", argument) for argument in arguments]
                return ANSWERS.get(question.__name__, lambda answer: answer)(question(measure, *arguments))
            finally:
                put(measure, "readings", hidden)

        return asked

    seen = 0
    for loaded, today in plans(tmp_path):
        result = check(loaded, today)
        context = Context(result.alignment, result.thresholds)
        wanted = {rule.slug: found_by(rule, context) for rule in OTHERS}
        for part, names in own_fields(loaded.plan, loaded.plan.elements.values()):
            seen += len(names)
            for name in names:
                value = getattr(part, name)
                if name == "readings":
                    readings[part.id, part.origin.place.path, part.origin.offset] = value
                put(part, name, Hidden(there=bool(value) if name in {"readings", "because"} else None))
        with monkeypatch.context() as patched:
            for module, names in QUESTIONS.items():
                for name in names:
                    patched.setattr(f"{module}.{name}", answering(getattr(progress, name)))
            again = Context(type(result.alignment)(loaded.plan, today, result.alignment.tolerance), result.thresholds)
            for rule in OTHERS:
                assert found_by(rule, again) == wanted[rule.slug], rule.slug
    assert seen > 1000


def only(plan, names):
    """A plan that holds nothing but a few elements, and its parties without what they say."""
    parties = {}
    for party in (plan.pmo, plan.organization):
        held = {
            field.name: tuple(item for item in value if item.id in names)
            for field in fields(party)
            if isinstance(value := getattr(party, field.name), tuple) and value and isinstance(value[0], Element)
        }
        parties[party.id] = type(party)(origin=party.origin, id=party.id, **held)
    return replace(
        plan,
        pmo=parties["pmo"],
        organization=parties["organization"],
        people=tuple(person for person in plan.people if person.id in names),
        customers=tuple(customer for customer in plan.customers if customer.id in names),
        initiatives=tuple(initiative for initiative in plan.initiatives if initiative.id in names),
        reviews=(),
        elements={name: element for name, element in plan.elements.items() if name in names} | parties,
    )


def test_an_own_rule_says_the_same_of_an_element_where_nothing_else_is_there_but_what_it_names(tmp_path):
    for loaded, today in plans(tmp_path):
        plan = loaded.plan
        result = check(loaded, today)
        alignment = result.alignment
        wanted = [(rule, found_by(rule, Context(alignment, result.thresholds))) for rule in OWN]
        for holder in (*plan.pmo.objectives, *plan.initiatives, *plan.pmo.services):
            its = {holder.id, *(m.id for m in (*getattr(holder, "measures", ()), *getattr(holder, "benefits", ())))}
            named = set(texts(View(alignment, today, frozenset(), own_words=False).face(holder))) - its
            supported = {link.target for link in getattr(holder, "supports", ())}
            small = only(plan, its | named)
            changed = []
            for part, names in own_fields(plan, [e for name, e in small.elements.items() if name not in its]):
                # The words of what a link leads to may be looked at, by the rule on its reason.
                for name in names if getattr(part, "id", None) not in supported else names & MEASURED:
                    changed.append((part, name, getattr(part, name)))
                    put(part, name, () if name == "readings" else "Implement what is robust")
            context = Context(type(alignment)(small, today, alignment.tolerance), result.thresholds)
            for rule, faults in wanted:
                again = [fault for fault in found_by(rule, context) if fault.element in its]
                assert again == [fault for fault in faults if fault.element in its], rule.slug
            for part, name, value in changed:
                put(part, name, value)


def test_all_fields_that_are_called_own_are_there():
    for kind, names in {**WORDS, Measure: MEASURED}.items():
        assert names <= set(kind.__dataclass_fields__)
    assert "because" in WORDS[Link]


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.slug)
def test_an_own_rule_does_not_reason_from_what_is_not_there(rule):
    assert not rule.absence
