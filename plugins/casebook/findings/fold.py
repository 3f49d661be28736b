"""Many findings of one kind in one file, folded so that a report stays readable."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from casebook.findings.finding import Finding

# Slips of the pen come in dozens; one of a kind in a line is enough to be seen.
_SLIPS: Final = "CB6"
# So do these, where somebody did the same all through a file.
_ALIKE: Final = frozenset(("CB003", "CB004", "CB211", "CB214", "CB229"))
# An expression to correct is of a kind with the same expression alone.
_BY_WORD: Final = frozenset(("CB621", "CB622"))
_MOST: Final = 3
_Kind = tuple[str, str, str]


def folded(findings: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    """The findings to show, in their order, each with how many more of its kind are not shown.

    Findings of which a file may hold dozens are shown once a line and kind, and in three lines of
    a file at most; the number of the others stands with the last that is shown.
    """
    shown: dict[_Kind, list[Finding]] = {}
    total = Counter(map(_kind, findings))
    for one in findings:
        if _is_folded(one):
            kept = shown.setdefault(_kind(one), [])
            if len(kept) < _MOST and one.at.line not in {other.at.line for other in kept}:
                kept.append(one)
    for one in findings:
        kept = shown.get(_kind(one), [one])
        if any(one is other for other in kept):
            yield one, total[_kind(one)] - len(kept) if _is_folded(one) and one is kept[-1] else 0


def _is_folded(one: Finding) -> bool:
    return one.code.startswith(_SLIPS) or one.code in _ALIKE


def _kind(one: Finding) -> _Kind:
    word = one.params.get("written", "") if one.code in _BY_WORD else ""
    return one.at.path, one.code, word
