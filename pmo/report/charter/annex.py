"""How the PMO works, at the end of its charter: processes, templates, tools and roles, each with what it is for."""

from dataclasses import dataclass

from pmo.answers import AssetTrace
from pmo.model import Asset
from pmo.report.charter.references import MOST, Ref, References
from pmo.report.charter.written import Who, called, real, who
from pmo.report.facts import Facts, anchor
from pmo.report.figures import count, fraction
from pmo.terms import AssetKind

_KINDS = (
    (AssetKind.PROCESS, "Processes"),
    (AssetKind.TEMPLATE, "Templates"),
    (AssetKind.TOOL, "Tools"),
    (AssetKind.ROLE, "Roles"),
)


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


@dataclass(frozen=True, slots=True)
class Annex:
    """All assets by kind, and a sentence on how many of them have a reason."""

    sentence: str
    groups: tuple[AssetGroup, ...]


def annex(facts: Facts, references: References) -> Annex:
    """Assets that are neither drafts nor retired, in the plan's order."""
    trace = facts.alignment.assets
    if not trace.total:
        return Annex("None is recorded. How the PMO works is chosen after its objectives, and serves them.", ())
    serving = {asset.id for asset in trace.serving}
    counted = serving | {asset.id for asset in (*trace.mandated, *trace.untraced)}
    groups = []
    for kind, title in _KINDS:
        found = [a for a in facts.plan.pmo.assets if a.asset_kind is kind and a.id in counted]
        if found:
            rows = tuple(_row(asset, serving, facts, references) for asset in found[:MOST])
            groups.append(AssetGroup(title, rows, max(len(found) - MOST, 0)))
    return Annex(_sentence(trace), tuple(groups))


def _row(asset: Asset, serving: set[str], facts: Facts, references: References) -> AssetRow:
    elements = facts.plan.elements
    served = [target for target in asset.serves if target in elements] if asset.id in serving else []
    return AssetRow(
        anchor=anchor(asset.id),
        name=called(asset),
        statement=real(asset.statement),
        owner=who(facts.plan, asset.owner),
        serves=references.refs(served),
        mandate=real(asset.mandated_by),
    )


def _sentence(trace: AssetTrace) -> str:
    said = f"{fraction(len(trace.serving), trace.total)} serve an objective"
    if trace.mandated:
        said += f"; {count(len(trace.mandated), 'other')} {'is' if len(trace.mandated) == 1 else 'are'} mandated from outside"
    if trace.untraced:
        said += f"; {len(trace.untraced):,} {'serves' if len(trace.untraced) == 1 else 'serve'} none"
    return f"{said}."
