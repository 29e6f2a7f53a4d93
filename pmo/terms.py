"""The words that a plan may use where it must choose: each an enumeration whose values are what people write."""

from enum import StrEnum


class Status(StrEnum):
    """Where an element stands in its approval; left out means approved."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETIRED = "retired"


class Strength(StrEnum):
    """Whether a link is what an element is mainly for, or a side effect."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Direction(StrEnum):
    """Which way is better; `maintain` asks to stay inside a band."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


class Stage(StrEnum):
    """What a measure looks at, along StratML's value chain."""

    INPUT = "input"
    PROCESS = "process"
    OUTPUT = "output"
    OUTCOME = "outcome"


class Indicator(StrEnum):
    """Whether a measure moves before the result (leading) or with it (lagging)."""

    LEADING = "leading"
    LAGGING = "lagging"


class Commitment(StrEnum):
    """OKR: a committed target is expected in full, an aspirational one to 70 %."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class Frequency(StrEnum):
    """How often a reading is due."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def days(self) -> int:
        """Length of the period in days, rounded up so that a calendar period always fits."""
        return _PERIOD_DAYS[self]


_PERIOD_DAYS = {
    Frequency.DAILY: 1,
    Frequency.WEEKLY: 7,
    Frequency.MONTHLY: 31,
    Frequency.QUARTERLY: 92,
    Frequency.HALF_YEARLY: 184,
    Frequency.YEARLY: 366,
}


class MeasureKind(StrEnum):
    """What a measure's number is: a result, or what customers say of the PMO."""

    RESULT = "result"
    FEEDBACK = "feedback"


class Level(StrEnum):
    """A person's standing; a sponsor is an executive."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    STAFF = "staff"


class ReviewKind(StrEnum):
    """What a review looked at."""

    MISSION_VISION = "mission-vision"
    PLANNING = "planning"
    ALIGNMENT = "alignment"
    SIGNOFF = "signoff"


class Result(StrEnum):
    """The verdict once a target's date has passed, given by people, with a note."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    MISSED = "missed"
    ABANDONED = "abandoned"


class Category(StrEnum):
    """Why an initiative runs without supporting an objective."""

    RUN = "run"
    MANDATED = "mandated"


class PmoRole(StrEnum):
    """What the PMO does for a strategy; only "nothing, on purpose" needs saying."""

    NONE = "none"


class AssetKind(StrEnum):
    """The four ways in which a PMO works; the words are the YAML sections."""

    PROCESS = "processes"
    TEMPLATE = "templates"
    TOOL = "tools"
    ROLE = "roles"
