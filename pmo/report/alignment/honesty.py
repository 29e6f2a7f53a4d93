"""What a reader must know to judge a report: what was counted, what was left out, what was assumed."""

from pmo.align import Alignment
from pmo.engine import default_thresholds
from pmo.model import Plan
from pmo.report.facts import Facts, listed, quoted
from pmo.report.figures import count, number, quantity
from pmo.terms import Status

_CLAIMS = (
    "A link is a claim and a reading is evidence; neither proves that the PMO caused a result. "
    "There is no overall score, on purpose: it would hide which of them is missing."
)


def honesty(facts: Facts) -> tuple[str, ...]:
    """Sentences for the foot of a report, in plain words."""
    return tuple(
        line
        for line in (
            _strategies(facts.alignment),
            _objectives(facts.alignment),
            _links(facts.alignment),
            _statuses(facts.alignment),
            _waived(facts),
            _settings(facts),
            _unread(facts.plan),
            _CLAIMS,
        )
        if line
    )


def _strategies(alignment: Alignment) -> str:
    left = alignment.left_to_others
    said = f"{_some(len(alignment.strategies), 'strategy')} of the organization counted."
    if left:
        names = [f"{quoted(s.name_)} ({s.because.rstrip('.')})" if s.because else quoted(s.name_) for s in left]
        said += f" Left to others on purpose, and not counted: {listed(names)}."
    over = len(alignment.plan.organization.strategies) - len(alignment.strategies) - len(left)
    if over:
        said += f" {count(over, 'strategy')} not counted: drafts, retired, or their period is over."
    return said


def _some(many: int, word: str) -> str:
    return count(many, word) if many else f"No {word}"


def _objectives(alignment: Alignment) -> str:
    plan = alignment.plan
    said = f"{_some(len(alignment.objectives), 'objective')} of the PMO counted."
    proposed = sum(o.status is Status.PROPOSED for o in alignment.objectives)
    if proposed:
        said += f" {f'{proposed:,} of them' if proposed < len(alignment.objectives) else 'All'} only proposed, not approved."
    drafts = [o.name_ for o in plan.pmo.objectives if o.status is Status.DRAFT]
    if drafts:
        said += f" Drafts left out: {listed([quoted(name) for name in drafts], 5)}."
    other = len(alignment.drafts) - len(drafts)
    if other > 0:
        said += f" {count(other, 'other element')} left out as {'a draft' if other == 1 else 'drafts'}."
    return said


def _links(alignment: Alignment) -> str:
    total = len(alignment.links)
    if not total:
        return "No objective links directly to a strategy or goal of the organization."
    confirmed = len(alignment.confirmed_links)
    which = "none of them" if not confirmed else "all of them" if confirmed == total else f"{confirmed:,} of them"
    return (
        f"{count(total, 'link')} to the organization's strategies and goals; {which} confirmed by a review "
        f"in the last {quantity(alignment.cadence_months, 'months')} and unchanged since."
    )


def _statuses(alignment: Alignment) -> str:
    tolerance = alignment.tolerance
    linear = sum(
        alignment.standing(measure).linear for objective in alignment.objectives for measure in objective.measures
    )
    said = (
        f"On track means at most {number(tolerance.on_track * 100)} % of the way from start to target behind plan, "
        f"at risk at most {number(tolerance.at_risk * 100)} %. An objective stands where its worst measure stands."
    )
    if linear:
        said += f" Linear plan assumed for {count(linear, 'measure')} without milestones."
    return said


def _waived(facts: Facts) -> str:
    many = len(facts.result.waived)
    return f"{count(many, 'finding')} waived; a waived gap is never counted as covered." if many else ""


def _settings(facts: Facts) -> str:
    result, check = facts.result, facts.plan.settings.check
    defaults = default_thresholds()
    said = []
    changed = [
        f"{name} {number(value)} instead of {number(defaults[name])}"
        for name, value in result.changed_thresholds.items()
        if name in defaults
    ]
    if changed:
        said.append(f"Thresholds changed from their defaults: {listed(changed)}.")
    off = sorted(slug for slug, severity in check.severity.items() if severity == "off")
    if off:
        said.append(f"Rules switched off: {listed(off)}.")
    if check.profile != "standard":
        said.append(f"Checked with the profile {quoted(check.profile)}.")
    return " ".join(said)


def _unread(plan: Plan) -> str:
    if not plan.unread:
        return ""
    paths = [file.path for file in plan.unread]
    return f"{count(len(paths), 'file')} could not be read, and what stands there is missing here: {listed(paths)}."
