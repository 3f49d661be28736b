"""Many slips of one kind are told in a few lines, and so is what is the same all through a file."""

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


def test_what_is_the_same_all_through_a_file_is_folded() -> None:
    for code in ("CB003", "CB004", "CB211", "CB214", "CB229"):
        assert told(slips(*range(1, 9), code=code)) == [(1, 0), (2, 0), (3, 5)]


def test_expressions_are_folded_word_by_word() -> None:
    findings = [
        Finding(code="CB621", at=Place("a.md", line, 1), params={"written": word})
        for line, word in enumerate(("登陆", "帐号", "登陆", "登陆", "登陆", "渡过"), start=1)
    ]
    assert told(findings) == [(1, 0), (2, 0), (3, 0), (4, 1), (6, 0)]
