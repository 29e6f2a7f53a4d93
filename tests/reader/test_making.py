"""Values made quickly are the same as those made by their own constructor, and as fixed."""

import dataclasses

import pytest

from pmo import model
from pmo.origin import Origin
from pmo.reader.making import maker
from pmo.source.text import SourceFile

HERE = Origin(SourceFile("pmo.yaml", ""), 0)
KINDS = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__ == "pmo.model"
]


def required(kind):
    return {
        field.name: HERE if field.name == "origin" else field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_value_made_quickly_is_like_any_other(kind):
    values = required(kind)
    made = maker(kind)(**values)
    assert type(made) is kind
    assert made == kind(**values)
    name = dataclasses.fields(kind)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, name, "another")


def test_what_is_required_must_be_given():
    with pytest.raises(TypeError, match="origin"):
        maker(model.Link)(target="a")
