"""An element for programs. Versioned: a key may be added, none is renamed or removed within a version."""

import json
from collections.abc import Iterable
from typing import Any

from pmo.dependence import Fall, Tie
from pmo.display.portrait import Portrait
from pmo.kinds import singular_of
from pmo.model import Element, Measure
from pmo.output.places import Places
from pmo.progress import Standing
from pmo.report.states import SHOWN
from pmo.source.text import Place

VERSION = 1


def portrait_json(portrait: Portrait, places: Places) -> str:
    """The whole portrait as a document."""
    review = portrait.confirmed
    return dumped(
        {
            "version": VERSION,
            "today": portrait.today.isoformat(),
            "element": brief(portrait.element),
            "belongs_to": brief(portrait.holder) if portrait.holder is not None else None,
            "place": where(portrait.element.origin.place, places),
            "state": SHOWN[portrait.state].key if portrait.state is not None else None,
            "facts": dict(portrait.facts),
            "texts": [{"key": key, "text": text} for key, text in portrait.prose],
            "confirmed": {
                "review": review.id if review else None,
                "date": review.date.isoformat() if review and review.date else None,
                "changed_since": portrait.suspect,
            },
            "measures": [measure_row(measure, standing) for measure, standing in portrait.measures],
            "supports": _ties(portrait.upwards),
            "depends_on_it": _ties(portrait.downwards),
            "for_them": _briefs(portrait.served_by),
            "answers_for": _briefs(portrait.owns),
            "holds": _briefs(portrait.holds),
            "if_dropped": _fall(portrait.fall, portrait),
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "element": finding.element,
                    "message": finding.message,
                    **where(finding.place, places),
                }
                for finding in portrait.findings
            ],
        }
    )


def brief(element: Element) -> dict[str, Any]:
    """An element's id, kind and name."""
    return {"id": element.id, "kind": singular_of(element).lower(), "name": element.name_}


def where(place: Place, places: Places) -> dict[str, Any]:
    """A place of the plan as an editor can open it."""
    return {"path": places.path(place), "line": place.line, "column": place.column}


def measure_row(measure: Measure, standing: Standing) -> dict[str, Any]:
    """How a measure stands, with its readings."""
    target, baseline = measure.target, measure.baseline
    return {
        **brief(measure),
        "state": SHOWN[standing.state].key,
        "reason": standing.reason,
        "unit": measure.unit,
        "baseline": baseline.value if baseline else None,
        "target": target.value if target else None,
        "by": target.by.isoformat() if target and target.by else None,
        "progress": standing.progress,
        "planned": standing.planned,
        "readings": [{"date": r.date.isoformat(), "value": r.value, "note": r.note} for r in measure.readings],
    }


def dumped(document: dict[str, Any]) -> str:
    """The document as text. ASCII: nothing that drives a terminal gets through in any encoding."""
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _briefs(elements: Iterable[Element]) -> list[dict[str, Any]]:
    return [brief(element) for element in elements]


def _ties(ties: Iterable[Tie]) -> list[dict[str, Any]]:
    return [
        {
            **brief(tie.element),
            "how": tie.how,
            "because": tie.because,
            "strength": tie.strength.value,
            "beyond": _ties(tie.beyond),
            "cut": tie.cut,
        }
        for tie in ties
    ]


def _fall(fall: Fall, portrait: Portrait) -> dict[str, Any]:
    return {
        "go_with_it": _briefs(fall.parts),
        "lose_their_reason": _briefs(fall.reasonless),
        "fewer_reasons": _briefs(fall.weakened),
        "side_effect_only": _briefs(fall.barely),
        "strategies_without_objective": _briefs(fall.uncovered),
        "nothing_works_on": _briefs(fall.idle),
        "without_measure": _briefs(fall.unmeasured),
        "without_owner": _briefs(fall.unowned),
        "budget": fall.budget,
        "initiatives_without_budget": fall.unpriced,
        "budget_set_aside": fall.allotted,
        "currency": portrait.plan.settings.currency,
    }
