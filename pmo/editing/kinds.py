"""The kinds of elements that can be added: where each stands in a plan, its keys, and in which order a person writes them."""

from dataclasses import dataclass

from pmo.model import Course, Customer, Element, Goal, Measure, Objective, Person, Strategy
from pmo.reader.sections import MEASURE, OBJECTIVE, PARTIES, SECTIONS
from pmo.reader.shape import Shape

ORDER = (
    "name", "title", "role", "level", "statement", "owner", "contact", "contributors", "for", "supports", "pmo_role", "category",
    "because", "needs", "benefit", "serves", "mandated_by", "unit", "direction", "stage", "indicator", "kind", "commitment", "frequency",
    "definition", "formula", "source", "baseline", "target", "band", "perspective", "from", "until", "due", "budget", "allocation",
    "weight", "adopted", "rejustified", "status", "measures",
)  # fmt: skip
"""The keys of a new element, from what it is to how it is known to be met."""


@dataclass(frozen=True, slots=True)
class ElementKind:
    """One kind. `section` is the key above its ids; `party` the part of the plan that holds that section unless another is named.

    `links` are the kinds of elements that it may support or serve, by the key that names them.
    """

    word: str
    section: str
    shape: Shape
    party: str = ""
    parties: tuple[str, ...] = ()
    link_key: str = ""
    links: tuple[type[Element], ...] = ()
    proposed: bool = False


def _of_pmo(section: str) -> Shape:
    shape = getattr(PARTIES["pmo"].fields[section].read, "shape", None)
    assert isinstance(shape, Shape)  # noqa: S101 -- a section of the PMO's table
    return shape


_ANY = ("pmo", "organization", "customer")

KINDS = {
    kind.word: kind
    for kind in (
        ElementKind(
            "objective", "objectives", OBJECTIVE, "pmo", _ANY, "supports", (Strategy, Goal, Objective), proposed=True
        ),
        ElementKind("measure", "measures", MEASURE),
        ElementKind(
            "strategy",
            "strategies",
            _of_pmo("strategies"),
            "organization",
            _ANY,
            "supports",
            (Goal, Objective),
            proposed=True,
        ),
        ElementKind("goal", "goals", _of_pmo("goals"), "organization", _ANY, "supports", (Goal,), proposed=True),
        ElementKind("value", "values", _of_pmo("values"), "pmo", _ANY),
        ElementKind("customer", "customers", SECTIONS["customers"]),
        ElementKind("person", "people", SECTIONS["people"]),
        ElementKind(
            "initiative",
            "initiatives",
            SECTIONS["initiatives"],
            "",
            (),
            "supports",
            (Objective, Strategy),
            proposed=True,
        ),
        ElementKind("service", "services", _of_pmo("services"), "pmo", ("pmo",), "serves", (Objective,), proposed=True),
        ElementKind(
            "process", "processes", _of_pmo("processes"), "pmo", ("pmo",), "serves", (Objective,), proposed=True
        ),
        ElementKind(
            "template", "templates", _of_pmo("templates"), "pmo", ("pmo",), "serves", (Objective,), proposed=True
        ),
        ElementKind("tool", "tools", _of_pmo("tools"), "pmo", ("pmo",), "serves", (Objective,), proposed=True),
        ElementKind("role", "roles", _of_pmo("roles"), "pmo", ("pmo",), "serves", (Objective,), proposed=True),
    )
}

NAMED_BY: dict[str, type[Element]] = {
    "owner": Person,
    "contact": Person,
    "contributors": Person,
    "for": Customer,
    "supports": Course,
    "serves": Course,
    "successor": Measure,
}
"""What kind of element each key must name."""
