"""The plan format: every kind of part and its keys. The one place to look for what a plan may say."""

import re

from pmo.language.catalogue import OFFERED
from pmo.model import (
    Action,
    Answer,
    Asset,
    Band,
    Baseline,
    Benefit,
    CheckSettings,
    CoreValue,
    Customer,
    Decision,
    Goal,
    Initiative,
    Link,
    Measure,
    Objective,
    Organization,
    Pause,
    Person,
    Pmo,
    ReportSettings,
    Review,
    Scope,
    Service,
    Settings,
    Statement,
    Strategy,
    Target,
    Waiver,
)
from pmo.reader.context import Context
from pmo.reader.readings import readings
from pmo.reader.shape import Field, Shape, elements, keyed, links, waivers
from pmo.reader.values import (
    choice,
    colour,
    completions,
    date,
    fingerprints,
    milestones,
    month_day,
    number,
    reference,
    references,
    shares,
    text,
    texts,
    told,
    word,
    words_to,
)
from pmo.source.tree import Mapping, Value, is_null
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
    Strength,
)

_PART = frozenset({"origin", "invalid", "extra"})


def _keys(**fields: object) -> dict[str, Field]:
    """Keys whose attribute has the same name; a trailing underscore of the attribute is no part of the key."""
    return {name.rstrip("_"): Field(name, read) for name, read in fields.items()}  # type: ignore[arg-type]


def _section(name: str, shape: Shape) -> dict[str, Field]:
    return {name: Field(name, elements(shape), many=True)}


WAIVER = Shape(Waiver, "a waiver", _keys(because=text, by=reference, until=date), bare="because", prefix="waive.")
LINK = Shape(
    Link,
    "a link",
    _keys(because=text, strength=choice(Strength), agreed_by=reference),
    bare="because",
    prefix="supports.",
)
_NAMED = _keys(title=text, waive=waivers(WAIVER))

_STATEMENT = _keys(statement=text, for_=references, horizon=text, owner=reference)
MISSION = Shape(Statement, "a mission", _STATEMENT, bare="statement", prefix="mission.")
VISION = Shape(Statement, "a vision", _STATEMENT, bare="statement", prefix="vision.")
_COURSE = _NAMED | _keys(statement=text, owner=reference, supports=links(LINK), status=choice(Status))

VALUE = Shape(CoreValue, "a value", _NAMED | _keys(statement=text), bare="title")
GOAL = Shape(Goal, "a goal", _COURSE | _keys(perspective=text), bare="title")
STRATEGY = Shape(
    Strategy,
    "a strategy",
    _COURSE | _keys(perspective=text, from_=date, until=date, weight=number, pmo_role=choice(PmoRole), because=text),
    bare="title",
)

BASELINE = Shape(Baseline, "a baseline", _keys(value=number, date=date, pending_until=date), prefix="baseline.")
TARGET = Shape(Target, "a target", _keys(value=number, by=date), prefix="target.")
BAND = Shape(Band, "a band", _keys(low=number, high=number), prefix="band.")
PAUSE = Shape(Pause, "a pause", _keys(because=text, until=date), bare="because", prefix="paused.")
_MEASURE = _NAMED | _keys(
    unit=text,
    direction=choice(Direction),
    stage=choice(Stage),
    indicator=choice(Indicator),
    commitment=choice(Commitment),
    frequency=choice(Frequency),
    kind=choice(MeasureKind),
    owner=reference,
    definition=text,
    formula=text,
    source=text,
    baseline=BASELINE.part,
    target=TARGET.part,
    band=BAND.part,
    milestones=milestones,
    readings=readings,
    paused=PAUSE.part,
    result=choice(Result),
    note=text,
    successor=reference,
)
MEASURE = Shape(Measure, "a measure", _MEASURE, bare="title")
BENEFIT = Shape(Benefit, "a benefit", _MEASURE, bare="title")
OBJECTIVE = Shape(
    Objective,
    "an objective",
    _COURSE
    | _keys(perspective=text, contributors=references, for_=references, due=date)
    | {"measures": Field("measures", elements(MEASURE))},
    bare="title",
)

_PARTY = (
    _NAMED
    | _keys(name=text, status=choice(Status), mission=MISSION.part, vision=VISION.part)
    | _section("values", VALUE)
    | _section("goals", GOAL)
    | _section("strategies", STRATEGY)
    | _section("objectives", OBJECTIVE)
)
ORGANIZATION = Shape(Organization, "the organization", _PARTY | _keys(perspectives=texts))
CUSTOMER = Shape(Customer, "a customer", _PARTY | _keys(needs=texts, contact=reference), bare="name")

SCOPE = Shape(Scope, "the scope", _keys(in_=texts, out=texts), prefix="scope.")
SERVICE = Shape(
    Service,
    "a service",
    _NAMED
    | _keys(statement=text, owner=reference, status=choice(Status), for_=references, benefit=text, serves=references),
    bare="title",
)


def _asset(kind: AssetKind, noun: str) -> Shape:
    return Shape(
        lambda **values: Asset(asset_kind=kind, **values),
        noun,
        _NAMED
        | _keys(
            statement=text,
            owner=reference,
            status=choice(Status),
            serves=references,
            mandated_by=text,
            adopted=date,
            rejustified=date,
        ),
        bare="title",
    )


PMO = Shape(
    Pmo,
    "the PMO",
    _PARTY
    | _keys(
        purpose=text,
        sponsor=reference,
        reports_to=reference,
        scope=SCOPE.part,
        authority=texts,
        judged_by=texts,
        model=text,
    )
    | _section("services", SERVICE)
    | _section("processes", _asset(AssetKind.PROCESS, "a process"))
    | _section("templates", _asset(AssetKind.TEMPLATE, "a template"))
    | _section("tools", _asset(AssetKind.TOOL, "a tool"))
    | _section("roles", _asset(AssetKind.ROLE, "a role")),
)

INITIATIVE = Shape(
    Initiative,
    "an initiative",
    _COURSE
    | _keys(
        budget=number,
        from_=date,
        until=date,
        category=choice(Category),
        because=text,
        allocation=shares,
        tail=text,
    )
    | {"benefits": Field("benefits", elements(BENEFIT))},
    bare="title",
)
PERSON = Shape(
    Person, "a person", _NAMED | _keys(name=text, role=text, level=choice(Level), unit=reference), bare="name"
)

DECISION = Shape(
    Decision,
    "a decision",
    _NAMED | _keys(question=text, decided=text, by=reference, owner=reference, due=date),
    bare="question",
)
ACTION = Shape(Action, "an action", _NAMED | _keys(what=text, owner=reference, due=date, done=date), bare="what")
ANSWER = Shape(Answer, "an answer", _keys(decided=text, by=reference), bare="decided", prefix="decided.")
REVIEW = Shape(
    Review,
    "a review",
    _NAMED
    | _keys(
        kind=choice(ReviewKind),
        date=date,
        attendees=references,
        signed=references,
        confirmed=fingerprints,
        done=completions,
        next=date,
        note=text,
    )
    | {
        "decisions": Field("decisions", elements(DECISION)),
        "actions": Field("actions", elements(ACTION)),
        "decided": Field("decided", keyed(ANSWER, "decision", "decisions and what was decided", "some-decision: …")),
    },
)


def _check_settings(**values: object) -> CheckSettings:
    # Settings are no parts of the plan: their places are looked up through `Settings.origin`.
    return CheckSettings(**{key: value for key, value in values.items() if key not in _PART})  # type: ignore[arg-type]


def _report_settings(**values: object) -> ReportSettings:
    # `colours` is a level of the plan file only: there may be more of them one day.
    colours = values.pop("colours", {})
    kept = {key: value for key, value in values.items() if key == "origin" or key not in _PART}
    return ReportSettings(**kept, **colours)  # type: ignore[arg-type]


def _colours(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if key not in _PART}


def _plan_settings(**values: object) -> Settings:
    return Settings(**{key: value for key, value in values.items() if key == "origin" or key not in _PART})  # type: ignore[arg-type]


CHECK_SETTINGS = Shape(
    _check_settings,
    "`settings.check`",
    _keys(
        profile=word("start", "standard", "audit"),
        fail_on=word("error", "warning", "advice", "never"),
        severity=words_to(word("error", "warning", "advice", "off"), "rules and severities", "some-rule: warning"),
        thresholds=words_to(number, "options and numbers", "some-rule.option: 3"),
        ignore=texts,
        ignore_in=words_to(texts, "patterns and rules", "archive/*: [some-rule]"),
    ),
    prefix="check.",
)
COLOURS = Shape(_colours, "`settings.report.colours`", _keys(accent=colour), prefix="report.colours.")


def _read_colours(value: Value, key_at: int, at: int, context: Context) -> dict[str, object]:
    """The colours of reports. YAML takes an unquoted `#1a2b3c` for a comment, and the colour for empty: that must not go unsaid."""
    if isinstance(value, Mapping) and is_null(value.entries.get("accent", "-")):
        accent_at = value.key_offset("accent") or 0
        if re.match(r"accent\s*:\s*#", context.file.text[accent_at : accent_at + 40]):
            message = "`report.colours.accent` is empty: YAML takes what follows an unquoted `#` for a comment."
            fix = 'Put the colour in quotes: `"#123c5e"`.'
            context.fault("wrong-value", message, fix, accent_at, key="report.colours.accent")
    found: dict[str, object] = COLOURS.part(value, key_at, at, context)
    return found


REPORT_SETTINGS = Shape(
    _report_settings,
    "`settings.report`",
    _keys(
        name=text,
        language=word(*OFFERED),
        logo=text,
        colours=told(_read_colours, shape=COLOURS),
        confidentiality=text,
        paper=word("a4", "letter"),
    ),
    prefix="report.",
)
SETTINGS = Shape(
    _plan_settings,
    "`settings`",
    _keys(fiscal_year_start=month_day, currency=text, check=CHECK_SETTINGS.part, report=REPORT_SETTINGS.part),
)

# The sections that may stand at the top of any file, and which of them are a single thing that files share.
PARTIES = {"pmo": PMO, "organization": ORGANIZATION}
SECTIONS = {"customers": CUSTOMER, "people": PERSON, "initiatives": INITIATIVE, "reviews": REVIEW}
TOP = ("settings", *PARTIES, *SECTIONS)
