"""The alignment report as a view model: everything that its templates print, and nothing that they must work out."""

from dataclasses import dataclass

from pmo.engine import Result
from pmo.report.alignment.decisions import Decisions, LastReview, decisions, last_review
from pmo.report.alignment.evidence import Ladder, ladder
from pmo.report.alignment.gaps import Findings, Gap, WaiverRow, findings, gaps, no_gaps, waivers
from pmo.report.alignment.honesty import honesty
from pmo.report.alignment.matrix import Matrix, matrix
from pmo.report.alignment.money import Money, money
from pmo.report.alignment.objectives import Objectives, objectives
from pmo.report.alignment.since import Since, since
from pmo.report.alignment.strategy_map import StrategyMap, strategy_map
from pmo.report.alignment.troubles import Troubles, troubles
from pmo.report.alignment.value import Assets, CustomerRow, Perspective, assets, balance, customers, helped, served
from pmo.report.alignment.verdict import Verdict, verdict
from pmo.report.asked import Asked
from pmo.report.facts import Facts
from pmo.report.page import Page, page


@dataclass(frozen=True, slots=True)
class AlignmentView:
    """The report's parts in the order in which they are read."""

    page: Page
    verdict: Verdict
    decisions: Decisions
    last_review: LastReview | None
    since: Since | None
    map: StrategyMap | None
    ladder: Ladder
    matrix: Matrix
    objectives: Objectives
    customers: tuple[CustomerRow, ...]
    served: str
    helped: str
    money: Money | None
    balance: tuple[Perspective, ...]
    assets: Assets | None
    gaps: tuple[Gap, ...]
    no_gaps: str
    waivers: tuple[WaiverRow, ...]
    findings: Findings
    troubles: Troubles
    honesty: tuple[str, ...]


_AS_USUAL = Asked()


def alignment_view(result: Result, revision: str | None, asked: Asked = _AS_USUAL) -> AlignmentView:
    """The alignment report of a check's result."""
    facts = Facts(result)
    return AlignmentView(
        page=page("alignment", facts.words("Alignment report"), facts, revision),
        verdict=verdict(facts),
        decisions=decisions(facts),
        last_review=last_review(facts),
        since=since(facts, asked.compared),
        map=strategy_map(facts),
        ladder=ladder(facts),
        matrix=matrix(facts),
        objectives=objectives(facts),
        customers=customers(facts),
        served=served(facts),
        helped=helped(facts),
        money=money(facts),
        balance=balance(facts),
        assets=assets(facts),
        gaps=gaps(facts),
        no_gaps=no_gaps(facts),
        waivers=waivers(facts),
        findings=findings(facts),
        troubles=troubles(facts),
        honesty=honesty(facts),
    )
