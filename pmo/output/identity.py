"""What makes a finding the same finding tomorrow: its rule, element and field; never its line."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from pmo.findings import Finding


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a digest that is unique in the run. Equal ones are told apart by their order."""
    seen: Counter[str] = Counter()
    for finding in findings:
        identity = finding.identity
        seen[identity] += 1
        text = f"{identity}\n{seen[identity]}"
        yield finding, hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
