"""What leaders say of PMOs that fail, and the rules that would have shown it ("What is the purpose of a PMO?", All Things PMO)."""

from dataclasses import dataclass

from pmo.language.words import message


@dataclass(frozen=True, slots=True)
class Complaint:
    """One of the seven: what is said, what is asked of the plan, and the rules whose findings say yes."""

    said: str
    asked: str
    rules: frozenset[str]


COMPLAINTS = (
    Complaint(
        message("Nobody understands what the PMO is for."),
        message("Purpose, mission and vision are written down, distinct and short enough to repeat."),
        frozenset(
            {
                "purpose-missing",
                "charter-section-missing",
                "mission-missing",
                "vision-missing",
                "mission-without-customer",
                "mission-vision-alike",
                "statement-too-long",
                "placeholder-text",
            }
        ),
    ),
    Complaint(
        message("It shows no quantified value."),
        message("Every objective has complete measures with a baseline, and readings that come in time."),
        frozenset(
            {
                "objective-without-measure",
                "measure-incomplete",
                "target-without-baseline",
                "measure-contradiction",
                "measure-without-source",
                "reading-invalid",
                "reading-stale",
                "target-past-due",
                "benefit-incomplete",
                "benefit-past-due",
            }
        ),
    ),
    Complaint(
        message("It has no focus."),
        message(
            "There are few objectives, each for one result, each mainly for one strategy; how the PMO works comes after them."
        ),
        frozenset(
            {
                "no-objectives",
                "compound-objective",
                "vague-objective",
                "too-many-objectives",
                "supports-everything",
                "backwards-pmo",
                "perspective-gap",
            }
        ),
    ),
    Complaint(
        message("We are dissatisfied with its results."),
        message(
            "Objectives behind their plan are worked on, missed targets have a verdict, and reviews have consequences."
        ),
        frozenset(
            {
                "activity-objective",
                "shallow-alignment",
                "objective-neglected",
                "objective-without-owner",
                "objective-without-due",
                "status-contradicts-readings",
                "action-overdue",
                "decision-overdue",
                "lagging-only",
                "initiative-outlives-objective",
            }
        ),
    ),
    Complaint(
        message("It is a burden."),
        message(
            "Every process, template, tool and role serves an objective, every service a customer, and customers are asked."
        ),
        frozenset(
            {"asset-without-objective", "built-before-objectives", "service-without-customer", "no-customer-voice"}
        ),
    ),
    Complaint(
        message("The business does not understand the PMO."),
        message(
            "Links say why in words, an executive sponsors the PMO and takes part, and what was agreed still stands."
        ),
        frozenset(
            {
                "link-without-reason",
                "sponsor-missing",
                "no-executive-in-review",
                "self-approved",
                "signoff-missing",
                "signoff-stale",
                "initiative-without-objective",
                "funding-split-invalid",
                "review-overdue",
            }
        ),
    ),
    Complaint(
        message("The PMO does not understand the business."),
        message(
            "Objectives support the organization's strategy, every strategy is served or left to others, customers' needs are known."
        ),
        frozenset(
            {
                "objective-without-strategy",
                "strategy-without-objective",
                "link-to-inactive",
                "dates-outside-strategy",
                "no-customers",
                "customer-unserved",
                "pmo-centred-objectives",
                "benefit-owner-in-pmo",
                "suspect-link",
                "weights-invalid",
            }
        ),
    ),
)
