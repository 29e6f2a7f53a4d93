"""`pmo list`: the elements of a plan, all or those of a kind and with something in common."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pmo.catalogue import AT_RISK, Wanted, catalogue
from pmo.display.catalogue import catalogue_json, catalogue_text
from pmo.display.lacking import lacking
from pmo.engine import alignment_of
from pmo.errors import ExitCode, UsageError
from pmo.kinds import ORDER, kind_named
from pmo.model import Customer, Organization, Plan, Pmo
from pmo.nearest import did_you_mean
from pmo.output.places import Places
from pmo.phrases import element_named, person_named
from pmo.progress import State
from pmo.reader.load import load_plan
from pmo.source.files import find_root
from pmo.terminal import Style, visible
from pmo.terms import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for, in the user's words."""

    kind: str | None = None
    owner: str | None = None
    status: str | None = None
    customer: str | None = None
    strategy: str | None = None
    text: str | None = None
    state: str | None = None
    at_risk: bool = False
    suspect: bool = False
    unowned: bool = False


def run(
    path: Path, request: Request, *, output: str, today: dt.date, style: Style, stream: TextIO, notes: TextIO
) -> ExitCode:
    """List elements of the plan in or above `path`, as text or JSON.

    Raises:
        PmoError: there is no plan, or a word of the request means nothing in it.
    """
    root = find_root(path)
    plan = load_plan(root).plan
    alignment = alignment_of(plan, today)
    entries = catalogue(alignment, _wanted(plan, request))
    if output == "json":
        stream.write(catalogue_json(entries, alignment, Places.seen_from_here(root)))
    else:
        stream.write(catalogue_text(entries, alignment, style))
    notes.write(lacking(plan))
    return ExitCode.CLEAN


def _wanted(plan: Plan, request: Request) -> Wanted:
    states = {State(_word(request.state, list(State), "state"))} if request.state else set()
    return Wanted(
        kinds=(_kind(request.kind),) if request.kind else (),
        owner=person_named(plan, request.owner) if request.owner else None,
        status=Status(_word(request.status, list(Status), "status")) if request.status else None,
        customer=_customer(plan, request.customer) if request.customer else None,
        strategy=element_named(plan, request.strategy).id if request.strategy else None,
        text=request.text,
        states=frozenset(states | (AT_RISK if request.at_risk else set())),
        suspect=request.suspect,
        unowned=request.unowned,
    )


def _customer(plan: Plan, text: str) -> str:
    found = plan.elements.get(text)
    if isinstance(found, Customer | Pmo | Organization):
        return found.id
    near = did_you_mean(text, frozenset(customer.id for customer in plan.customers))
    raise UsageError(f"The plan has no customer `{visible(text)}`.{near} `pmo list customers` shows them.")


def _kind(word: str) -> str:
    found = kind_named(word)
    if found is None:
        near = did_you_mean(word.lower(), ORDER)
        raise UsageError(f"`{visible(word)}` is no kind of element.{near} There are {', '.join(ORDER)}.")
    return found


def _word(text: str, known: list[Status] | list[State], what: str) -> str:
    words = {_folded(str(one)): str(one) for one in known}
    found = words.get(_folded(text))
    if found is None:
        raise UsageError(f"`{visible(text)}` is no {what}. Choose one of {', '.join(words)}.")
    return found


def _folded(text: str) -> str:
    return "-".join(text.lower().replace("-", " ").split())
