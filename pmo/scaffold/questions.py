"""The words of the interview. Each question has one line of help and one good example; Enter skips it.

The examples tell one story, that of a hospital group's PMO, so that whoever reads them in a row sees a plan grow.
"""

import datetime as dt

from pmo.scaffold.console import Question
from pmo.terms import Frequency

WELCOME = (
    "Some twenty-five questions, most of them answered in a few words. Enter skips one: its place is marked in the plan, and "
    "`pmo check` reminds you of it. Ctrl-C stops; nothing is written before the last answer."
)

HEADINGS = (
    "1 of 6 · What the PMO is for",
    "2 of 6 · Whom it serves",
    "3 of 6 · Who stands behind it",
    "4 of 6 · Mission and vision",
    "5 of 6 · The organization's strategy",
    "6 of 6 · A first objective",
)

NAME = Question(
    "name",
    "What is the PMO called?",
    "The name that stands on its charter.",
    "Lakeside Health PMO",
)
PURPOSE = Question(
    "purpose",
    "What is the PMO for, and whose success does it serve?",
    "Whom it helps, and to reach what. A PMO succeeds when they do, not before.",
    "Help the clinics and the finance department reach their objectives and carry out the 2026–2029 strategy.",
)
FIRST_CUSTOMER = Question(
    "customer",
    "Who is a customer of the PMO?",
    "A unit or group of leaders whose objectives the PMO helps to reach.",
    "Clinics",
)
NEXT_CUSTOMER = Question(
    "customer",
    "Who else is a customer?",
    "Two or three will do for a start. Enter when that was all.",
    "Finance",
)
SPONSOR = Question(
    "sponsor",
    "Which executive sponsors the PMO? Their name:",
    "The leader outside the PMO on whose authority it acts, and who defends it.",
    "Maria Okafor",
)
SPONSOR_ROLE = Question(
    "sponsor-role",
    "What is the sponsor's role?",
    "The plan refers to people by their roles, which stay when people change.",
    "Chief Operating Officer",
)
MISSION = Question(
    "mission",
    "What is the PMO's mission?",
    "What it does every day, and for whom: a sentence that people can repeat.",
    "Give clinic and finance leaders the planning and delivery support that they need to carry out their strategy.",
)
VISION = Question(
    "vision",
    "What is the PMO's vision?",
    "How things will be once it has succeeded: a state, not an activity.",
    "Every funded change delivers the result that its sponsor promised.",
)
ORGANIZATION = Question(
    "organization",
    "What is the organization called?",
    "The whole that the PMO belongs to.",
    "Lakeside Health",
)
FIRST_STRATEGY = Question(
    "strategy",
    "What is one of the organization's strategies?",
    "One at a time, as leadership puts it. The PMO's own come later.",
    "Shorten waits for planned care",
)
NEXT_STRATEGY = Question(
    "strategy",
    "Which other strategy does the organization follow?",
    "Those that the PMO could help with. Enter when that was all.",
    "Hold the cost of change below 3 % of revenue",
)
OBJECTIVE = Question(
    "objective",
    "What is the first result that the PMO is to reach?",
    "What gets better for its customers, rather than what the PMO does.",
    "Funding decisions reach sponsors in time to matter",
)
OWNER = Question(
    "owner",
    "Who answers for it? Their name:",
    "Exactly one person. Where a team answers, nobody does.",
    "Jon Weiss",
)
OWNER_ROLE = Question(
    "owner-role",
    "What is the owner's role?",
    "As it is called in the organization.",
    "Head of Portfolio",
)
MEASURE = Question(
    "measure",
    "How will you know that it is reached? The name of the measure:",
    "One thing that can be counted and that moves when the result is there.",
    "Median time from request to decision",
)
UNIT = Question(
    "unit",
    "In which unit is it counted?",
    "The word or sign that stands after the number.",
    "days",
)
BASELINE = Question(
    "baseline",
    "Where does it stand now?",
    "The number alone, as last counted.",
    "41",
)
TARGET = Question(
    "target",
    "Where is it to be?",
    "A number in the same unit; higher or lower than now, whichever is better.",
    "14",
)
FREQUENCY = Question(
    "frequency",
    "How often will somebody read it?",
    f"{', '.join(Frequency).capitalize()}.",
    "monthly",
)


def need(customer: str, *, first: bool) -> Question:
    """What a customer needs."""
    if first:
        return Question(
            "need",
            f"{customer}: what do they need from the PMO?",
            "In their words, one need at a time.",
            "New equipment approved early enough to open on the day that was announced",
        )
    return Question(
        "need",
        f"{customer}: what else do they need?",
        "Enter when that was all.",
        "Word of a delay while something can still be done about it",
    )


def whose(customers: tuple[str, ...]) -> Question:
    """Which of several customers the objective is for."""
    return Question(
        "for",
        "Whose success is that?",
        "The numbers of those customers. Enter: all of them.",
        "1" if len(customers) == 1 else "1, 2",
        customers,
    )


def baseline_date(today: dt.date) -> Question:
    """When the baseline was counted."""
    return Question(
        "baseline-date",
        "On which day was that?",
        "Year, month and day. Enter: today.",
        (today.replace(day=1) - dt.timedelta(days=1)).isoformat(),
    )


def by(today: dt.date) -> Question:
    """When the target is to be reached."""
    return Question(
        "by",
        "By which day?",
        "Year, month and day; near enough that those now in charge answer for it.",
        f"{today.year + 1}-06-30",
    )


def which_strategy(strategies: tuple[str, ...]) -> Question:
    """Which of several strategies the objective supports."""
    return Question(
        "which-strategy",
        "Which strategy does it support?",
        "The number of the one that it is mainly for; others can follow later.",
        "1",
        strategies,
    )


def because(strategy: str) -> Question:
    """Why the objective supports a strategy."""
    return Question(
        "because",
        f"How does it help with “{strategy}”?",
        "A reason that somebody could disagree with, in five words or more.",
        "equipment that is approved late opens late",
    )
