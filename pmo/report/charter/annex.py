"""How the PMO works, at the end of its charter: processes, templates, tools and roles, each with what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pmo.answers import AssetTrace
from pmo.language.words import Words
from pmo.model import Asset
from pmo.report.charter.references import MOST, Ref, References
from pmo.report.charter.written import Who, called, real, who
from pmo.report.facts import Facts, anchor
from pmo.report.fields import PRINTED
from pmo.terms import AssetKind


@cache
def _titles(words: Words) -> Mapping[AssetKind, str]:
    """Every kind of asset as a heading, in the order in which they are printed."""
    return {
        AssetKind.PROCESS: words("Processes"),
        AssetKind.TEMPLATE: words("Templates"),
        AssetKind.TOOL: words("Tools"),
        AssetKind.ROLE: words("Roles"),
    }


@dataclass(frozen=True, slots=True)
class AssetRow:
    """One process, template, tool or role: what it is (prose), which objectives it serves, who outside the PMO asks for it."""

    anchor: str
    name: str
    statement: str
    owner: Who
    serves: tuple[Ref, ...]
    mandate: str


@dataclass(frozen=True, slots=True)
class AssetGroup:
    """The assets of one kind; `left` counts those beyond what is printed."""

    title: str
    rows: tuple[AssetRow, ...]
    left: int
    beyond: str = field(default="", metadata=PRINTED)
    """How many are left out, as a sentence."""


@dataclass(frozen=True, slots=True)
class Annex:
    """All assets by kind, and a sentence on how many of them have a reason."""

    sentence: str
    groups: tuple[AssetGroup, ...]


def annex(facts: Facts, references: References) -> Annex:
    """Assets that are neither drafts nor retired, in the plan's order."""
    words, trace = facts.words, facts.alignment.assets
    if not trace.total:
        return Annex(words("None is recorded. How the PMO works is chosen after its objectives, and serves them."), ())
    serving = {asset.id for asset in trace.serving}
    counted = serving | {asset.id for asset in (*trace.mandated, *trace.untraced)}
    groups = []
    for kind, title in _titles(words).items():
        found = [a for a in facts.plan.pmo.assets if a.asset_kind is kind and a.id in counted]
        if found:
            rows = tuple(_row(asset, serving, facts, references) for asset in found[:MOST])
            left = max(len(found) - MOST, 0)
            beyond = words.many(left, "And {n} more.", "And {n} more.") if left else ""
            groups.append(AssetGroup(title, rows, left, beyond))
    return Annex(_sentence(trace, words), tuple(groups))


def _row(asset: Asset, serving: set[str], facts: Facts, references: References) -> AssetRow:
    elements = facts.plan.elements
    served = [target for target in asset.serves if target in elements] if asset.id in serving else []
    return AssetRow(
        anchor=anchor(asset.id),
        name=called(asset, facts.words),
        statement=real(asset.statement),
        owner=who(facts, asset.owner),
        serves=references.refs(served),
        mandate=real(asset.mandated_by),
    )


def _sentence(trace: AssetTrace, words: Words) -> str:
    serving, mandated, untraced = len(trace.serving), len(trace.mandated), len(trace.untraced)
    clauses = [
        words.many(
            serving,
            "{n} of {total} serve an objective",
            "{n} of {total} serve an objective",
            total=words.whole(trace.total),
        )
    ]
    if mandated:
        clauses.append(
            words.many(mandated, "{n} other is mandated from outside", "{n} others are mandated from outside")
        )
    if untraced:
        clauses.append(words.many(untraced, "{n} serves none", "{n} serve none"))
    return words.sentence(clauses)
