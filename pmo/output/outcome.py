"""What a format needs to know of a check, whether it was made just now or remembered from the last time."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from pmo.findings import Finding, Severity


class Reason(Protocol):
    """Why a finding is excused, on whose word, until when."""

    @property
    def because(self) -> str | None:
        """The reason."""

    @property
    def by(self) -> str | None:
        """The id of the person who approved it."""

    @property
    def until(self) -> dt.date | None:
        """The last day."""


class Excused(Protocol):
    """A finding with what excuses it."""

    @property
    def finding(self) -> Finding:
        """The finding."""

    @property
    def waiver(self) -> Reason:
        """What excuses it."""


class Outcome(Protocol):
    """One check. `known` are findings that a baseline accepts; `fail_on` is the plan's own limit (a severity, or `never`)."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, in order."""

    @property
    def waived(self) -> tuple[Excused, ...]:
        """What was excused."""

    @property
    def known(self) -> tuple[Finding, ...]:
        """The findings that the baseline accepts."""

    @property
    def today(self) -> dt.date:
        """The day of the check."""

    @property
    def file_count(self) -> int:
        """How many files were looked at."""

    @property
    def fail_on(self) -> str:
        """The mildest severity that fails the check by the plan's own settings, or `never`."""

    @property
    def stale(self) -> str:
        """The severity of lines that a baseline no longer needs, by the plan's own settings, or `off`."""

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""

    def with_findings(self, findings: Iterable[Finding], known: Iterable[Finding] = ()) -> "Outcome":
        """The same check with other findings, put in order; `known` were taken out of them."""
