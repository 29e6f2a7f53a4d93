"""What the plan says under a heading of a report; and where it says nothing yet, what belongs there."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo.language.words import Words
from pmo.model import Element, Organization, Part, Party, Person
from pmo.report.facts import Facts
from pmo.rules.placeholders import is_placeholder

_SEVERAL = 4


@dataclass(frozen=True, slots=True)
class Said:
    """The texts of one heading (prose). When there is none, `missing` says so and names what belongs there."""

    texts: tuple[str, ...]
    missing: str

    @property
    def text(self) -> str:
        """The first text: the only one where the plan takes one."""
        return self.texts[0] if self.texts else ""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a report names them: name and role. `name` says so where nobody is named (`named` is false)."""

    name: str
    role: str = ""
    named: bool = True


def said(facts: Facts, texts: str | Iterable[str] | None, part: Part | None, key: str, belongs: str) -> Said:
    """What stands below `key` of a part, placeholders left out. `belongs` is the sentence that says what belongs there."""
    given = (texts,) if isinstance(texts, str) else tuple(texts or ())
    written = tuple(text for text in given if text.strip() and not is_placeholder(text))
    return Said(written, "" if written else missing(facts, belongs, broken=part is not None and key in part.invalid))


def missing(facts: Facts, belongs: str, *, broken: bool = False) -> str:
    """The sentences for a heading below which there is nothing. `broken`: something was written, but cannot be read."""
    words = facts.words
    state = words("Not written yet.")
    if broken:
        state = words("Written, but it cannot be read: pmo check says why.")
    elif facts.plan.unread:
        state = words("Not found; it may stand in a file that could not be read.")
    return f"{state} {words(belongs)}"


def nameless(element: Element) -> bool:
    """Whether this is an organization whose name is still to be written."""
    return isinstance(element, Organization) and not real(element.name) and not real(element.title)


def called(element: Element, words: Words) -> str:
    """What people call an element; its id while the name itself is still to be written."""
    if nameless(element):
        return words("the organization")
    names = (element.name, element.title) if isinstance(element, Party) else (element.title,)
    if isinstance(element, Person):
        names = (element.name, element.role)
    return next((name for name in map(real, names) if name), element.id)


def called_by_id(facts: Facts, element_id: str) -> str:
    """The same for an id; the id itself when the plan has no such element."""
    element = facts.plan.elements.get(element_id)
    return called(element, facts.words) if element is not None else element_id


def customers_called(facts: Facts, ids: Iterable[str]) -> str:
    """Customers in a row; one word for all of them where there are several."""
    named, everybody = tuple(ids), facts.plan.customers
    if len(everybody) >= _SEVERAL and {customer.id for customer in everybody} <= set(named):
        return facts.words("all customers")
    return facts.words.listed(called_by_id(facts, element_id) for element_id in named)


def who(facts: Facts, person_id: str | None) -> Who:
    """A person by name and role."""
    nobody = Who(facts.words("nobody named"), named=False)
    if not person_id or is_placeholder(person_id):
        return nobody
    person = facts.plan.elements.get(person_id)
    if not isinstance(person, Person):
        return Who(called_by_id(facts, person_id))
    name, role = called(person, facts.words), real(person.role)
    if is_placeholder(person.name) and not role:
        return nobody
    return Who(name, role if role != name else "")


def real(text: str | None) -> str:
    """The text, or nothing where it only holds the place of one."""
    return "" if text is None or not text.strip() or is_placeholder(text) else text
