"""Many slips of one kind are told in a few lines; nothing else is folded."""

from casebook.findings import Finding
from casebook.findings.fold import folded
from casebook.record import Place


def slips(*lines: int, code: str = "CB606", path: str = "a.md") -> list[Finding]:
    return [Finding(code=code, at=Place(path, line, 1)) for line in lines]


def told(findings: list[Finding]) -> list[tuple[int, int]]:
    return [(finding.at.line, more) for finding, more in folded(findings)]


def test_one_a_line_and_three_a_file() -> None:
    assert told(slips(1, 1, 2, 3, 4, 4)) == [(1, 0), (2, 0), (3, 3)]


def test_what_is_shown_whole_says_nothing_more() -> None:
    assert told(slips(1, 2)) == [(1, 0), (2, 0)]


def test_kinds_and_files_are_counted_apart() -> None:
    findings = [*slips(1, 1), *slips(1, 1, code="CB607"), *slips(1, path="b.md")]
    assert told(findings) == [(1, 1), (1, 1), (1, 0)]


def test_other_findings_are_told_one_by_one() -> None:
    assert told(slips(*range(1, 9), code="CB207")) == [(line, 0) for line in range(1, 9)]
