"""Many findings of one kind in one file, folded so that a report stays readable."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from casebook.findings.finding import Finding

# Slips of the pen come in dozens; one of a kind in a line is enough to be seen.
_FOLDED: Final = "CB6"
_MOST: Final = 3


def folded(findings: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    """The findings to show, in their order, each with how many more of its kind are not shown.

    Findings about language are shown once a line and kind, and in three lines of a file at most;
    the number of the others stands with the last that is shown.
    """
    shown: dict[tuple[str, str], list[Finding]] = {}
    total = Counter((one.at.path, one.code) for one in findings)
    for one in findings:
        if one.code.startswith(_FOLDED):
            kept = shown.setdefault((one.at.path, one.code), [])
            if len(kept) < _MOST and one.at.line not in {other.at.line for other in kept}:
                kept.append(one)
    for one in findings:
        kept = shown.get((one.at.path, one.code), [one])
        if any(one is other for other in kept):
            key = one.at.path, one.code
            yield one, total[key] - len(kept) if one is kept[-1] and key in shown else 0
