"""The plan, typed and immutable: what the YAML files say, and where each part of it stands.

Meanings follow the OMG Business Motivation Model 1.3 (BMM) with plain English names; a measure follows StratML (ISO 17469)
and the balanced scorecard. Nothing computed is stored here: progress, status and coverage come from `pmo.align`.

Links are ids (`owner: coo`); `Plan.elements` resolves them. An attribute is named like its YAML key; a trailing underscore
marks a Python keyword (`for_`, `from_`). Missing values are None or empty.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pmo.origin import Origin
from pmo.parts import NO_KEYS, NOTHING, Element, Link, Part, Waiver, spoken
from pmo.source.text import Place, SourceFile
from pmo.terms import (
    AssetKind,
    Category,
    Commitment,
    Direction,
    Frequency,
    Indicator,
    Level,
    MeasureKind,
    PmoRole,
    Result,
    ReviewKind,
    Stage,
    Status,
)

__all__ = ["NOTHING", "NO_KEYS", "Element", "Link", "Part", "Waiver", "spoken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Part):
    """A mission (what a party does, for whom) or a vision (the state it works towards); BMM Mission, Vision."""

    statement: str | None = None
    for_: tuple[str, ...] = ()
    horizon: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreValue(Element):
    """A value that a party holds (StratML Value)."""

    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Element):
    """What goals, strategies, objectives and initiatives share: approval, an owner, links upwards."""

    statement: str | None = None
    owner: str | None = None
    supports: tuple[Link, ...] = ()
    status: Status = Status.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Course):
    """A lasting, qualitative result to reach or keep (BMM Goal)."""

    perspective: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy(Course):
    """A chosen course of action (BMM Strategy). `weight` is leadership's own, all of a party's summing to 100.

    `pmo_role: none` with a `because` says that the PMO leaves this strategy to others on purpose.
    """

    perspective: str | None = None
    from_: dt.date | None = None
    until: dt.date | None = None
    weight: float | None = None
    pmo_role: PmoRole | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Part):
    """Where a measure started; `pending_until` promises one."""

    value: float | None = None
    date: dt.date | None = None
    pending_until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Part):
    """Where a measure is to be, and by when."""

    value: float | None = None
    by: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Part):
    """The range in which a maintained measure must stay, ends included; one end may be open."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated value on the way to the target."""

    date: dt.date
    value: float
    file: SourceFile
    start: int

    @property
    def place(self) -> Place:
        """Where its date stands."""
        return Place(self.file, self.start)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value on a date, from the measure's YAML or from its readings file."""

    date: dt.date
    value: float
    file: SourceFile
    start: int
    note: str | None = None

    @property
    def place(self) -> Place:
        """Where its date stands."""
        return Place(self.file, self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Part):
    """Why a measure is not read for a while, and until when."""

    because: str | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Element):
    """How an objective is known to be met: one number over time (StratML PerformanceIndicator, OKR key result).

    Milestones and readings are in the order of their dates. `owner` None means that the objective's owner reads it.
    """

    unit: str | None = None
    direction: Direction | None = None
    stage: Stage | None = None
    indicator: Indicator | None = None
    commitment: Commitment = Commitment.COMMITTED
    frequency: Frequency | None = None
    kind: MeasureKind = MeasureKind.RESULT
    owner: str | None = None
    definition: str | None = None
    formula: str | None = None
    source: str | None = None
    baseline: Baseline | None = None
    target: Target | None = None
    band: Band | None = None
    milestones: tuple[Milestone, ...] = ()
    readings: tuple[Reading, ...] = ()
    paused: Pause | None = None
    result: Result | None = None
    note: str | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Course):
    """A dated, measurable result (BMM Objective; OKR objective with its key results as measures)."""

    perspective: str | None = None
    contributors: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    due: dt.date | None = None
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Element):
    """The organization, a customer or the PMO: each has a mission, a vision, and what it wants and does about it."""

    name: str | None = None
    status: Status = Status.APPROVED
    mission: Statement | None = None
    vision: Statement | None = None
    values: tuple[CoreValue, ...] = ()
    goals: tuple[Goal, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    objectives: tuple[Objective, ...] = ()

    @property
    def name_(self) -> str:
        """What to call the party."""
        return self.name or self.title or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Party):
    """Whom the PMO serves as a whole. `perspectives` are the balanced scorecard's lanes, if leadership uses them."""

    perspectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Party):
    """A constituent: the PMO's success derives from theirs. `contact` is a person's id."""

    needs: tuple[str, ...] = ()
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Part):
    """What the PMO deals with, and what it leaves alone."""

    in_: tuple[str, ...] = ()
    out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Element):
    """What the PMO offers: for whom, what they gain by it, which objectives it serves."""

    statement: str | None = None
    owner: str | None = None
    status: Status = Status.APPROVED
    for_: tuple[str, ...] = ()
    benefit: str | None = None
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Element):
    """A process, template, tool or role: it serves objectives, or is mandated by a law, regulator or policy."""

    asset_kind: AssetKind
    statement: str | None = None
    owner: str | None = None
    status: Status = Status.APPROVED
    serves: tuple[str, ...] = ()
    mandated_by: str | None = None
    adopted: dt.date | None = None
    rejustified: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pmo(Party):
    """The PMO itself, and its charter."""

    purpose: str | None = None
    sponsor: str | None = None
    reports_to: str | None = None
    scope: Scope | None = None
    authority: tuple[str, ...] = ()
    judged_by: tuple[str, ...] = ()
    model: str | None = None
    services: tuple[Service, ...] = ()
    processes: tuple[Asset, ...] = ()
    templates: tuple[Asset, ...] = ()
    tools: tuple[Asset, ...] = ()
    roles: tuple[Asset, ...] = ()

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Processes, templates, tools and roles together."""
        return self.processes + self.templates + self.tools + self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit(Measure):
    """What an initiative was funded for: a measured improvement, owned by whoever it is for (benefits realization's word for it).

    `owner` None means that nobody has promised it: unlike a measure's, it is not the initiative's owner.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Course):
    """A funded change (BMM Tactic). `budget` is in the plan's currency; `allocation` maps ids to shares summing to 100."""

    budget: float | None = None
    from_: dt.date | None = None
    until: dt.date | None = None
    category: Category | None = None
    because: str | None = None
    allocation: tuple[tuple[str, float], ...] = ()
    tail: str | None = None
    benefits: tuple[Benefit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Element):
    """Someone named in the plan. `unit` is `pmo`, `organization` or a customer's id."""

    name: str | None = None
    role: str | None = None
    level: Level | None = None
    unit: str | None = None

    @property
    def name_(self) -> str:
        """What to call the person."""
        return self.name or self.role or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Element):
    """A question put to a review. Without `decided` it still waits for `owner`, by `due`.

    What a later review decided stands here too, so that nobody need look further.
    """

    question: str | None = None
    decided: str | None = None
    by: str | None = None
    owner: str | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Element):
    """What a review asked somebody to do; `done` is the day it was, whichever review recorded it."""

    what: str | None = None
    owner: str | None = None
    due: dt.date | None = None
    done: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A fingerprint of an element as a review saw it."""

    element: str
    fingerprint: str
    place: Place


@dataclass(frozen=True, slots=True)
class Completion:
    """An action of an earlier review that this one found done, and the day it was."""

    action: str
    date: dt.date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Part):
    """What a review decided on the question of an earlier one, and on whose word."""

    decision: str
    decided: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Element):
    """What was looked at, when, by whom, and what came of it.

    Reviews are added to, never rewritten: `done` and `decided` close what earlier reviews left open.
    """

    kind: ReviewKind | None = None
    date: dt.date | None = None
    attendees: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    done: tuple[Completion, ...] = ()
    decided: tuple[Answer, ...] = ()
    next: dt.date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`settings.check`: what `pmo check` goes by.

    `severity` maps rules to severities or `off`, `thresholds` options (`rule.option`) to numbers; `ignore` lists rules and families,
    `ignore_in` does so for the files that match a pattern. Names that no rule knows are findings of the check.
    """

    profile: str = "standard"
    fail_on: str | None = None
    severity: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    thresholds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    ignore: tuple[str, ...] = ()
    ignore_in: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """`settings.report`: how reports name and dress the organization.

    `logo` is the path of a picture in the plan's folder, `accent` a colour as `#1a2b3c`, `confidentiality` what every page says at
    its foot, `language` (`de`) that of the fixed words (English where it is left out), `paper` the size that reports are
    printed on (`a4` or `letter`). `origin` tells where it was written.
    """

    name: str | None = None
    language: str | None = None
    logo: str | None = None
    accent: str | None = None
    confidentiality: str | None = None
    paper: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The plan's settings. `fiscal_year_start` is month and day; `currency` names the unit of budgets."""

    fiscal_year_start: tuple[int, int] = (1, 1)
    currency: str | None = None
    check: CheckSettings = field(default_factory=CheckSettings)
    report: ReportSettings = field(default_factory=ReportSettings)
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of a plan.

    `elements` holds everything with an id, in the order of the files, parties included (`pmo` and `organization` are their own
    ids). `unread` lists the files that could not be read, with their text where there is any: what a plan lacks may be in one of them.
    `root` is the file that marks the plan's folder, `pmo.yaml`.
    """

    root: SourceFile
    files: tuple[SourceFile, ...]
    settings: Settings
    pmo: Pmo
    organization: Organization
    customers: tuple[Customer, ...] = ()
    people: tuple[Person, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    reviews: tuple[Review, ...] = ()
    elements: Mapping[str, Element] = field(default_factory=lambda: MappingProxyType({}))
    unread: tuple[SourceFile, ...] = ()

    def title_of(self, element_id: str | None) -> str:
        """What people call the element with this id: its title or name, the id itself when there is no such element."""
        found = self.elements.get(element_id or "")
        return found.name_ if found else (element_id or "")

    def may_define(self, element_id: str) -> bool:
        """Whether an element that the plan lacks may stand in a file that could not be read."""
        return any(not file.text or element_id in file.text for file in self.unread)
