"""Every rule of `pmo check`, family by family, in the order in which a plan comes to be."""

from pmo.rules import (
    alignment,
    benefits,
    customers,
    evidence,
    files,
    initiatives,
    links,
    measures,
    objectives,
    purpose,
    references,
    reviews,
    sequence,
    text,
    waivers,
    wording,
)
from pmo.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *files.RULES,
    *references.RULES,
    *text.RULES,
    *purpose.RULES,
    *customers.RULES,
    *objectives.RULES,
    *wording.RULES,
    *alignment.RULES,
    *links.RULES,
    *measures.RULES,
    *evidence.RULES,
    *initiatives.RULES,
    *benefits.RULES,
    *sequence.RULES,
    *reviews.RULES,
    *waivers.RULES,
)
BY_SLUG: dict[str, Rule] = {rule.slug: rule for rule in RULES}
FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(rule.family for rule in RULES))
