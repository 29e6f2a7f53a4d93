"""Links that do not hold: without a reason, to what is over, to everything, or too late for what they support."""

from collections.abc import Iterator

from pmo.findings import Fault, Severity
from pmo.model import Element, Strategy
from pmo.rules.base import Context, Rule, checked, defined_here, listed
from pmo.rules.placeholders import is_placeholder
from pmo.rules.words import words
from pmo.terms import Status, Strength

_FAMILY = "alignment"


def link_without_reason(ctx: Context) -> Iterator[Fault]:
    """A link of the PMO's objectives whose reason is missing, too short, or a copy of a title."""
    least, elements = ctx.thresholds["link-without-reason.words"], ctx.plan.elements
    titles: dict[str, str] = {}
    for objective in ctx.objectives:
        own = _bare(objective.title or "")
        for link in objective.supports:
            target = elements.get(link.target)
            if target is None or "because" in link.invalid:
                continue
            title = titles.get(target.id)
            if title is None:
                # Many objectives support the same strategy.
                title = titles[target.id] = _bare(target.title or "")
            problem = _reason_lacks(link.because, own, title, least)
            if problem and not is_placeholder(link.because):
                yield Fault(
                    link.origin.place,
                    f"`{objective.id}` supports `{link.target}`, but {problem}.",
                    f"Write a sentence that somebody could disagree with: `{link.target}: because …`.",
                    objective.id,
                    f"supports.{link.target}.because",
                )


def _reason_lacks(said: str | None, own: str, title: str, least: float) -> str:
    """What a reason lacks, next to the bare titles of the objective and of what it supports."""
    if not said:
        return "gives no reason"
    bare = _bare(said)
    if bare and bare in (own, title):
        return "its reason only repeats a title"
    # Spaces are quicker to count than words: only a reason that may be short is looked at closely.
    if said.count(" ") < 2 * least and (count := words(said)) < least:
        return f"its reason is only {count} word{'' if count == 1 else 's'}"
    return ""


def _bare(text: str) -> str:
    return text.strip(" .").casefold()


def link_to_inactive(ctx: Context) -> Iterator[Fault]:
    """A link to something that is retired, still a draft, or whose period is over."""
    plan = ctx.plan
    for element in checked((*plan.pmo.objectives, *plan.initiatives, *plan.pmo.strategies)):
        for link in element.supports:
            target = plan.elements.get(link.target)
            if target is None or ctx.alignment.live(link):
                continue
            draft = getattr(target, "status", None) is Status.DRAFT
            yield Fault(
                link.origin.place,
                f"`{element.id}` supports `{target.id}`, which {_why_inactive(target)}.",
                "Approve that one first, or link to something that is decided."
                if draft
                else "Link it to what took its place, or retire it too.",
                element.id,
                f"supports.{target.id}",
                defined_here(target, "supported element"),
                consequence="It is counted on for something that nobody has decided yet." if draft else "",
            )


def _why_inactive(target: Element) -> str:
    status = getattr(target, "status", Status.APPROVED)
    if status is Status.RETIRED:
        return "is retired"
    if status is Status.DRAFT:
        return "is still a draft"
    until = getattr(target, "until", None)
    return f"ended on {until.isoformat()}" if until else "is not active"


def supports_everything(ctx: Context) -> Iterator[Fault]:
    """An objective that claims too many strategies, or calls more than one link its main one."""
    most = ctx.thresholds["supports-everything.links"]
    strategies = {strategy.id for strategy in ctx.alignment.strategies}
    half = len(strategies) / 2 if len(strategies) >= 4 else float("inf")  # noqa: PLR2004 -- of three, two are no spread
    for objective in ctx.objectives:
        if len(objective.supports) <= min(most, 1):
            continue
        links = [link for link in objective.supports if ctx.alignment.live(link)]
        claimed = len({link.target for link in links} & strategies)
        if len(links) > most or claimed > half:
            said = f"{claimed} of {len(strategies)} strategies" if claimed > half else f"{len(links)} things"
            yield Fault(
                objective.origin.field("supports"),
                f"`{objective.id}` claims to support {said}.",
                "Keep the one that it is for, and at most two more with `strength: secondary`.",
                objective.id,
                "supports",
            )
            continue
        primary = [link for link in links if link.strength is Strength.PRIMARY]
        if len(primary) > 1:
            names = listed([f"`{link.target}`" for link in primary])
            yield Fault(
                objective.origin.field("supports"),
                f"`{objective.id}` names {len(primary)} things that it is mainly for: {names}.",
                "Leave one as it is; give the others `strength: secondary`.",
                objective.id,
                "supports",
            )


def dates_outside_strategy(ctx: Context) -> Iterator[Fault]:
    """An objective that is due after the strategy that it supports has ended."""
    for objective in ctx.objectives:
        due = ctx.alignment.due(objective)
        if due is None:
            continue
        for link in objective.supports:
            target = ctx.plan.elements.get(link.target)
            if isinstance(target, Strategy) and target.until and due > target.until and ctx.alignment.live(link):
                yield Fault(
                    link.origin.place,
                    f"`{objective.id}` is due on {due.isoformat()}, after `{target.id}` ends on {target.until.isoformat()}.",
                    "Bring its date forward, or link it to the strategy that follows.",
                    objective.id,
                    f"supports.{target.id}.until",
                    defined_here(target, "strategy"),
                )


RULES = (
    Rule(
        "link-without-reason",
        _FAMILY,
        Severity.WARNING,
        "a link does not say why",
        "A link without a reason is a box ticked: nobody can disagree with it, so nobody believes it.",
        link_without_reason,
        thresholds={"words": 5},
        own=True,
    ),
    Rule(
        "link-to-inactive",
        _FAMILY,
        Severity.ERROR,
        "a link to something that is over or not decided",
        "Work goes on for a strategy that is no longer there.",
        link_to_inactive,
        own=True,
    ),
    Rule(
        "supports-everything",
        _FAMILY,
        Severity.WARNING,
        "an objective claims to support nearly everything",
        "When every cell of the matrix is marked, the matrix says nothing.",
        supports_everything,
        thresholds={"links": 3},
    ),
    Rule(
        "dates-outside-strategy",
        _FAMILY,
        Severity.WARNING,
        "an objective is due after its strategy has ended",
        "The result will come too late to serve the strategy that it is for.",
        dates_outside_strategy,
        own=True,
    ),
)
