"""Every rule of `pmo check`, in the order of their families."""

from pmo.findings import Severity
from pmo.rules.base import Rule

RULES: tuple[Rule, ...] = tuple(
    Rule(slug, "files", Severity.ERROR, slug, "", start=True, waivable=False)
    for slug in ("unreadable-file", "invalid-yaml", "duplicate-id", "unknown-key", "wrong-value", "reading-invalid")
)
BY_SLUG = {rule.slug: rule for rule in RULES}
