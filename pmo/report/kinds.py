"""Which view belongs to which kind of report. Each imports its own: one report must not pay for the others."""

from pmo.engine import Result
from pmo.report.asked import Asked


def view_of(kind: str, result: Result, revision: str | None, asked: Asked) -> object:
    """The view model of a kind of report: everything that it shows, worked out.

    Raises:
        PmoError: a brief is asked for nobody, or for somebody whom the plan does not name.
        KeyError: there is no such kind.
    """
    if kind == "charter":
        from pmo.report.charter.view import charter_view  # noqa: PLC0415

        return charter_view(result, revision)
    if kind == "alignment":
        from pmo.report.alignment.view import alignment_view  # noqa: PLC0415

        return alignment_view(result, revision, asked)
    if kind == "scorecard":
        from pmo.report.scorecard.view import scorecard_view  # noqa: PLC0415

        return scorecard_view(result, revision, asked)
    if kind == "brief":
        from pmo.report.brief.view import brief_view  # noqa: PLC0415

        return brief_view(result, revision, asked)
    if kind == "self-assessment":
        from pmo.report.assessment.view import assessment_view  # noqa: PLC0415

        return assessment_view(result, revision)
    raise KeyError(kind)


def view_class(kind: str) -> type:
    """The class of a kind's view model.

    Raises:
        KeyError: there is no such kind.
    """
    from pmo.report.alignment.view import AlignmentView  # noqa: PLC0415
    from pmo.report.assessment.view import AssessmentView  # noqa: PLC0415
    from pmo.report.brief.view import BriefView  # noqa: PLC0415
    from pmo.report.charter.view import CharterView  # noqa: PLC0415
    from pmo.report.scorecard.view import ScorecardView  # noqa: PLC0415

    return {
        "charter": CharterView,
        "alignment": AlignmentView,
        "scorecard": ScorecardView,
        "brief": BriefView,
        "self-assessment": AssessmentView,
    }[kind]
