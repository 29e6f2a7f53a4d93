"""What a reader must know to judge a report: what was counted, what was left out, what was assumed."""

from pmo.align import Alignment
from pmo.engine import default_thresholds
from pmo.language.english import NBSP
from pmo.language.words import Words, message
from pmo.model import Plan
from pmo.report.facts import Facts
from pmo.terms import Status

_CLAIMS = message(
    "A link is a claim and a reading is evidence; neither proves that the PMO caused a result. "
    "There is no overall score, on purpose: it would hide which of them is missing."
)


def honesty(facts: Facts) -> tuple[str, ...]:
    """Sentences for the foot of a report, in plain words."""
    words = facts.words
    return tuple(
        line
        for line in (
            _strategies(facts.alignment, words),
            _objectives(facts.alignment, words),
            _links(facts.alignment, words),
            _statuses(facts.alignment, words),
            _waived(facts),
            _settings(facts),
            _unread(facts.plan, words),
            words(_CLAIMS),
        )
        if line
    )


def _strategies(alignment: Alignment, words: Words) -> str:
    left, many = alignment.left_to_others, len(alignment.strategies)
    said = [
        words.many(many, "{n} strategy of the organization counted.", "{n} strategies of the organization counted.")
        if many
        else words("No strategy of the organization counted.")
    ]
    if left:
        quoted = words.quoted
        names = [f"{quoted(s.name_)} ({s.because.rstrip('.')})" if s.because else quoted(s.name_) for s in left]
        said.append(words("Left to others on purpose, and not counted: {names}.", names=words.listed(names)))
    over = len(alignment.plan.organization.strategies) - many - len(left)
    if over:
        said.append(
            words.many(
                over,
                "{n} strategy not counted: drafts, retired, or their period is over.",
                "{n} strategies not counted: drafts, retired, or their period is over.",
            )
        )
    return " ".join(said)


def _objectives(alignment: Alignment, words: Words) -> str:
    plan, many = alignment.plan, len(alignment.objectives)
    said = [
        words.many(many, "{n} objective of the PMO counted.", "{n} objectives of the PMO counted.")
        if many
        else words("No objective of the PMO counted.")
    ]
    proposed = sum(o.status is Status.PROPOSED for o in alignment.objectives)
    if proposed:
        said.append(_proposed(proposed, many, words))
    drafts = [o.name_ for o in plan.pmo.objectives if o.status is Status.DRAFT]
    if drafts:
        names = words.listed([words.quoted(name) for name in drafts], 5)
        said.append(words("Drafts left out: {names}.", names=names))
    other = len(alignment.drafts) - len(drafts)
    if other > 0:
        said.append(
            words.many(other, "{n} other element left out as a draft.", "{n} other elements left out as drafts.")
        )
    return " ".join(said)


def _proposed(proposed: int, of: int, words: Words) -> str:
    if of == 1:
        return words("It is only proposed, not approved.")
    if proposed == of:
        return words("All only proposed, not approved.")
    return words.many(proposed, "{n} of them only proposed, not approved.", "{n} of them only proposed, not approved.")


def _links(alignment: Alignment, words: Words) -> str:
    total = len(alignment.links)
    if not total:
        return words("No objective links directly to a strategy or goal of the organization.")
    counted = words.many(
        total,
        "{n} link to the organization's strategies and goals",
        "{n} links to the organization's strategies and goals",
    )
    return words.sentence([counted, _confirmed(len(alignment.confirmed_links), total, alignment, words)])


def _confirmed(confirmed: int, total: int, alignment: Alignment, words: Words) -> str:
    months = _months(alignment.cadence_months, words)
    if total == 1:
        return (
            words("confirmed by a review in the last {months} and unchanged since", months=months)
            if confirmed
            else words("not confirmed by a review in the last {months}, or changed since", months=months)
        )
    if not confirmed:
        return words("none of them confirmed by a review in the last {months} and unchanged since", months=months)
    if confirmed == total:
        return words("all of them confirmed by a review in the last {months} and unchanged since", months=months)
    return words.many(
        confirmed,
        "{n} of them confirmed by a review in the last {months} and unchanged since",
        "{n} of them confirmed by a review in the last {months} and unchanged since",
        months=months,
    )


def _months(many: float, words: Words) -> str:
    whole = int(many)
    said = (
        words.many(whole, "{n} month", "{n} months")
        if whole == many
        else words("{number} months", number=words.number(many))
    )
    return said.replace(" ", NBSP)


def _statuses(alignment: Alignment, words: Words) -> str:
    tolerance = alignment.tolerance
    linear = sum(
        alignment.standing(measure).linear for objective in alignment.objectives for measure in objective.measures
    )
    said = [
        words(
            "On track means at most {on_track} % of the way from start to target behind plan, at risk at most {at_risk} %.",
            on_track=words.number(tolerance.on_track * 100),
            at_risk=words.number(tolerance.at_risk * 100),
        ),
        words("An objective stands where its worst measure stands."),
    ]
    if linear:
        said.append(
            words.many(
                linear,
                "Linear plan assumed for {n} measure without milestones.",
                "Linear plan assumed for {n} measures without milestones.",
            )
        )
    return " ".join(said)


def _waived(facts: Facts) -> str:
    many = len(facts.result.waived)
    if not many:
        return ""
    return facts.words.many(
        many,
        "{n} finding waived; a waived gap is never counted as covered.",
        "{n} findings waived; a waived gap is never counted as covered.",
    )


def _settings(facts: Facts) -> str:
    words, result, check = facts.words, facts.result, facts.plan.settings.check
    defaults = default_thresholds()
    said = []
    changed = [
        words(
            "{name} {value} instead of {default}",
            name=name,
            value=words.number(value),
            default=words.number(defaults[name]),
        )
        for name, value in result.changed_thresholds.items()
        if name in defaults
    ]
    if changed:
        said.append(words("Thresholds changed from their defaults: {thresholds}.", thresholds=words.listed(changed)))
    off = sorted(slug for slug, severity in check.severity.items() if severity == "off")
    if off:
        said.append(words("Rules switched off: {rules}.", rules=words.listed(off)))
    if check.profile != "standard":
        said.append(words("Checked with the profile {name}.", name=words.quoted(check.profile)))
    return " ".join(said)


def _unread(plan: Plan, words: Words) -> str:
    if not plan.unread:
        return ""
    paths = words.listed(file.path for file in plan.unread)
    return words.many(
        len(plan.unread),
        "{n} file could not be read, and what stands there is missing here: {paths}.",
        "{n} files could not be read, and what stands there is missing here: {paths}.",
        paths=paths,
    )
