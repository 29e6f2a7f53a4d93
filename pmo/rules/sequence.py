"""The order in which a PMO is set up: purpose and objectives first, then processes, templates, tools and roles that serve them."""

from collections.abc import Iterator
from itertools import groupby

from pmo.findings import Fault, Related, Severity
from pmo.model import Asset
from pmo.rules.base import Context, Rule, listed
from pmo.terms import AssetKind, Status

_FAMILY = "sequence"


def backwards_pmo(ctx: Context) -> Iterator[Fault]:
    """How-we-work before what-for; or most of it serving nothing. Raised once a plan."""
    pmo = ctx.plan.pmo
    assets = ctx.alignment.assets
    everything = (*assets.serving, *assets.mandated, *assets.untraced)
    missing = [
        name
        for name, there in (
            ("mission", pmo.mission is not None and pmo.mission.statement),
            ("vision", pmo.vision is not None and pmo.vision.statement),
            (
                "approved objective",
                "objectives" in pmo.invalid or any(o.status is Status.APPROVED for o in pmo.objectives),
            ),
        )
        if not there and name not in pmo.invalid
    ]
    first = everything[0] if everything else None
    if missing and (first is not None or pmo.model):
        what = listed(_counted(everything)) or "a model"
        yield Fault(
            first.origin.place if first else pmo.origin.value("model"),
            f"The PMO already has {what}, but no {' and no '.join(missing)}.",
            "Write down what the PMO is for and what it is to achieve; then keep of these what serves it.",
            pmo.id,
            "sequence",
        )
        return
    share = ctx.thresholds["backwards-pmo.untraced-share"]
    if len(everything) >= ctx.thresholds["backwards-pmo.least"] and len(assets.untraced) > share * len(everything):
        yield Fault(
            assets.untraced[0].origin.place,
            f"{len(assets.untraced)} of {len(everything)} processes, templates, tools and roles serve no objective.",
            "Say which objective each serves (`serves: [objective]`), or stop using it.",
            pmo.id,
            "sequence",
        )


def asset_without_objective(ctx: Context) -> Iterator[Fault]:
    """Processes, templates, tools or roles that serve no objective and are not mandated: one finding a kind.

    Silent while there is no objective that they could serve. One that carries a waiver has a finding of its own, so that the waiver
    excuses it and not the others.
    """
    if all(objective.status is Status.RETIRED for objective in ctx.plan.pmo.objectives):
        return
    for kind, group in groupby(ctx.alignment.assets.untraced, key=lambda asset: asset.asset_kind):
        found = [asset for asset in group if "serves" not in asset.invalid]
        waived = [asset for asset in found if any(w.rule == "asset-without-objective" for w in asset.waive)]
        others = [asset for asset in found if asset not in waived]
        for assets in (others, *([asset] for asset in waived)):
            if assets:
                yield _untraced(assets, kind, alone=assets is not others)


def _untraced(assets: list[Asset], kind: AssetKind, *, alone: bool) -> Fault:
    first = assets[0]
    names = listed([f"`{asset.id}`" for asset in assets])
    verb = "serve" if len(assets) > 1 else "serves"
    return Fault(
        first.origin.place,
        f"The {_noun(kind.value, len(assets))} {names} {verb} no objective.",
        "Add `serves: [objective]`, or `mandated_by:` with the law or policy that asks for it; or stop using it.",
        first.id if alone else "pmo",
        "serves" if alone else kind.value,
        tuple(Related(asset.origin.place, "this one too") for asset in assets[1:4]),
    )


def built_before_objectives(ctx: Context) -> Iterator[Fault]:
    """Something adopted before the objectives that it is said to serve existed as such, and not looked at since. Needs dates."""
    elements = ctx.plan.elements
    for asset in ctx.alignment.assets.serving:
        if asset.adopted is None or asset.rejustified is not None:
            continue
        starts = [ctx.alignment.started(elements[target]) for target in asset.serves if target in elements]
        known = [start for start in starts if start is not None]
        if known and asset.adopted < min(known):
            yield Fault(
                asset.origin.field("adopted"),
                f"`{asset.id}` was adopted on {asset.adopted.isoformat()}, before the objectives that it is said to serve.",
                "Check that it still earns its place, then add `rejustified: <date>`.",
                asset.id,
                "adopted",
            )


def _counted(assets: tuple[Asset, ...]) -> list[str]:
    counts: dict[str, int] = {}
    for asset in assets:
        counts[asset.asset_kind.value] = counts.get(asset.asset_kind.value, 0) + 1
    return [f"{count} {_noun(kind, count)}" for kind, count in counts.items()]


def _noun(kind: str, count: int) -> str:
    return kind if count > 1 else kind.removesuffix("es" if kind == "processes" else "s")


RULES = (
    Rule(
        "backwards-pmo",
        _FAMILY,
        Severity.ERROR,
        "processes, templates, tools or roles before purpose and objectives",
        "This is how PMOs fail: the machinery is built before anyone knows what it is for.",
        backwards_pmo,
        absence=True,
        start=True,
        thresholds={"untraced-share": 0.5, "least": 4},
    ),
    Rule(
        "asset-without-objective",
        _FAMILY,
        Severity.WARNING,
        "a process, template, tool or role that serves no objective",
        "People fill it in and nobody can tell them what for: that is what makes a PMO a burden.",
        asset_without_objective,
        absence=True,
    ),
    Rule(
        "built-before-objectives",
        _FAMILY,
        Severity.ADVICE,
        "something older than the objectives that it serves",
        "It may be there out of habit.",
        built_before_objectives,
    ),
)
