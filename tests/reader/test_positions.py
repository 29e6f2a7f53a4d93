"""Every element and every key of any plan knows where it stands: the place points at its own text, in its own file."""

import datetime as dt
import tempfile
from itertools import count
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo.model import Party
from pmo.reader.load import load_plan
from pmo.source.locate import Locator

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp")), min_size=1, max_size=15
).filter(
    lambda text: text.strip() and text not in {"~", "null", "Null", "NULL"} and not {"\ufffe", "\uffff"} & set(text)
)
IDS = st.from_regex(r"\A[a-z][a-z0-9_-]{0,6}\Z")
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)).map(str)
NUMBERS = st.integers(-1000, 1000) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


def some(**keys):
    """A mapping that may have any of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


def section(elements):
    """A section of elements that have no ids yet: a tuple of them."""
    return st.lists(elements, max_size=3).map(tuple)


MEASURE = some(
    title=TEXTS,
    unit=TEXTS,
    direction=st.sampled_from(["increase", "decrease", "maintain"]),
    baseline=some(value=NUMBERS, date=DATES),
    target=some(value=NUMBERS, by=DATES),
    milestones=st.dictionaries(DATES, NUMBERS, max_size=3),
    readings=st.dictionaries(DATES, NUMBERS | st.fixed_dictionaries({"value": NUMBERS, "note": TEXTS}), max_size=3),
)
OBJECTIVE = some(
    title=TEXTS,
    statement=TEXTS,
    owner=IDS,
    due=DATES,
    supports=IDS
    | st.lists(IDS, max_size=3)
    | st.dictionaries(IDS, TEXTS | some(because=TEXTS, strength=st.just("secondary")), max_size=3),
    contributors=st.lists(IDS, max_size=3),
    measures=section(MEASURE),
    waive=st.dictionaries(IDS, some(because=TEXTS, until=DATES), max_size=2),
)
PLANS = st.fixed_dictionaries(
    {
        "pmo": some(name=TEXTS, purpose=TEXTS, authority=st.lists(TEXTS, max_size=3), objectives=section(OBJECTIVE)),
        "organization": some(
            mission=TEXTS | some(statement=TEXTS, horizon=TEXTS), strategies=section(some(title=TEXTS, weight=NUMBERS))
        ),
        "people": section(some(name=TEXTS, role=TEXTS)),
    }
)


def with_ids(value, numbers):
    """The same with sections as mappings: each element gets an id that nothing else has."""
    if isinstance(value, dict):
        return {key: with_ids(item, numbers) for key, item in value.items()}
    if isinstance(value, tuple):
        return {f"e-{next(numbers)}": with_ids(item, numbers) for item in value}
    return value


def dumped(data, flow, style):
    return yaml.dump(
        data, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False, width=1_000_000
    )


def shown(place, locator):
    start, end = locator.span(place)
    assert start == place.start
    return place.file.text[start:end]


def said(text):
    """What a scalar token says."""
    return yaml.safe_load(text) if text[:1] in {'"', "'"} else text


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    PLANS,
    st.sampled_from([None, False, True]),
    st.sampled_from([None, '"', "'"]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_place_points_at_its_own_text(data, flow, style, split, newline):
    numbers = count()
    plan = with_ids(data, numbers)
    if style:
        # Numbers may not stand in quotes, so these plans hold none.
        plan.pop("organization")
        plan["pmo"].pop("objectives", None)
    files = {"pmo.yaml": plan}
    if split:
        files = {"pmo.yaml": {"pmo": plan.pop("pmo")}, "sub/other.yaml": plan}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            target = Path(folder, name)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(dumped(content, flow, style).replace("\n", newline).encode())
        loaded = load_plan(Path(folder))
    assert loaded.faults == ()
    locator = Locator()
    elements = [element for element in loaded.plan.elements.values() if element.origin.node is not None]
    assert style or sum(not isinstance(element, Party) for element in elements) == next(numbers)
    for element in elements:
        assert_places_of_an_element(element, locator)
    for objective in loaded.plan.pmo.objectives:
        assert_places_of_parts(objective, locator)


def assert_places_of_an_element(element, locator):
    origin = element.origin
    assert said(shown(origin.place, locator)) == element.id
    for key, value in origin.node.entries.items():
        assert said(shown(origin.field(key), locator)) == key
        if isinstance(value, str):
            assert said(shown(origin.value(key), locator)) == value


def assert_places_of_parts(objective, locator):
    for link in objective.supports:
        assert said(shown(link.origin.place, locator)) == link.target
    for waiver in objective.waive:
        assert said(shown(waiver.origin.place, locator)) == waiver.rule
        if waiver.because:
            assert said(shown(waiver.origin.value("because"), locator)) == waiver.because
    for measure in objective.measures:
        for dated in (*measure.readings, *measure.milestones):
            assert said(shown(dated.place, locator)) == dated.date.isoformat()
        for part, key in ((measure.baseline, "value"), (measure.target, "by")):
            if part is not None and part.origin.has(key):
                assert said(shown(part.origin.field(key), locator)) == key
