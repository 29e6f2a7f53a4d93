"""Where the published tables are, if they are here."""

from pathlib import Path

import pytest

PUBLISHED = Path(__file__).parents[3] / "shared" / "corpus" / "performance-gov"


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder with the published tables of performance.gov; they are no part of the project."""
    if not (PUBLISHED / "goals.csv").is_file():
        pytest.skip(
            "the published tables are not here: ../shared/corpus/performance-gov, seen from the project's folder"
        )
    return PUBLISHED
