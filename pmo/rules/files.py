"""Faults of files, which the reader finds while it reads. They have no check of their own; here is what is known about them."""

from pmo.findings import Severity
from pmo.rules.base import Rule

_FAMILY = "files"

UNREADABLE_FILE = Rule(
    "unreadable-file",
    _FAMILY,
    Severity.ERROR,
    "a file of the plan cannot be read",
    "Whatever stands in this file is missing from every check and every report.",
    start=True,
    waivable=False,
)
INVALID_YAML = Rule(
    "invalid-yaml",
    _FAMILY,
    Severity.ERROR,
    "a file is not valid YAML",
    "Whatever stands in this file is missing from every check and every report.",
    start=True,
    waivable=False,
    own=True,
)
MERGE_CONFLICT = Rule(
    "merge-conflict",
    _FAMILY,
    Severity.ERROR,
    "a file holds both sides of a merge conflict",
    "Whatever stands in this file is missing from every check and every report, until somebody says which of two versions counts.",
    start=True,
    waivable=False,
)
DUPLICATE_ID = Rule(
    "duplicate-id",
    _FAMILY,
    Severity.ERROR,
    "the same id or the same value is given twice",
    "Two people read two different plans: only the first of the two entries counts.",
    start=True,
    waivable=False,
    own=True,
)
UNKNOWN_KEY = Rule(
    "unknown-key",
    _FAMILY,
    Severity.ERROR,
    "a key that the plan format does not have",
    "What stands under a misspelt key is ignored, as if nobody had written it.",
    start=True,
    waivable=False,
    own=True,
)
WRONG_VALUE = Rule(
    "wrong-value",
    _FAMILY,
    Severity.ERROR,
    "a value of the wrong kind",
    "The value is ignored, as if nobody had written it.",
    start=True,
    waivable=False,
    own=True,
)

RULES = (UNREADABLE_FILE, INVALID_YAML, MERGE_CONFLICT, DUPLICATE_ID, UNKNOWN_KEY, WRONG_VALUE)
