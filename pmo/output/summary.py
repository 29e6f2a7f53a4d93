"""The last line of a check: how much was looked at, what was found, what to do next."""

from pmo.findings import Severity
from pmo.output.outcome import Outcome


def summary(result: Outcome) -> str:
    """One line, such as "Checked 12 files: 2 errors, 1 warning (1 waived)."."""
    counts = [
        plural(count, word)
        for severity, word in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.ADVICE, "piece of advice"),
        )
        if (count := result.count(severity))
    ]
    found = ", ".join(counts) or "nothing to mend"
    aside = [f"{len(result.waived)} waived"] if result.waived else []
    aside += [f"{len(result.known)} in the baseline"] if result.known else []
    waived = f" ({', '.join(aside)})" if aside else ""
    return f"Checked {plural(result.file_count, 'file')}: {found}{waived}."


def plural(count: int, word: str) -> str:
    """The count and the word, in the number that fits."""
    if count == 1:
        return f"1 {word}"
    head, _, tail = word.partition(" of ")
    return f"{count} {head}s of {tail}" if tail else f"{count} {word}s"
