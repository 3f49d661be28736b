"""Spaces before a paragraph are found, and taken away where that changes nothing else."""

import pytest

from casebook.checks.margins import margin_findings
from casebook.findings import Finding
from casebook.render.markdown import body
from casebook.repair.text import corrected
from casebook.source.catalogue import read_catalogue
from make import make_case

PHRASES = read_catalogue().phrases


def found(markdown: str) -> list[Finding]:
    case = make_case(markdown=markdown)
    return list(margin_findings(case, body(markdown, case.path, case.body_line, PHRASES)))


@pytest.mark.parametrize(
    ("markdown", "right"),
    [
        ("    甲乙丙。\n", "甲乙丙。\n"),
        ("\t甲乙丙。\n", "甲乙丙。\n"),
        ("甲。\n\n    乙丙。\n    丁。\n\n丁。", "甲。\n\n乙丙。\n    丁。\n\n丁。"),
        ("　　甲乙丙，\n　　丁。\n", "甲乙丙，\n丁。\n"),
        (" 　甲。", "甲。"),
        ("　　在 `乙` 里。", "在 `乙` 里。"),
        ("    2025年，甲乙。", "2025年，甲乙。"),
        ("    “甲乙”丙。", "“甲乙”丙。"),
        ("    在 abc 里写“甲乙丙丁”。", "在 abc 里写“甲乙丙丁”。"),
    ],
)
def test_spaces_are_taken_away(markdown: str, right: str) -> None:
    edits = [one.edit for one in found(markdown) if one.edit]
    assert corrected(markdown, edits)[0] == right
    assert found(right) == []


@pytest.mark.parametrize(
    "markdown",
    [
        '    print("x")  # 打印\n',
        "```\n    甲乙丙。\n　　丁。\n```",
        "~~~\n甲\n~~~",
        "1. 甲\n\n    乙丙丁。\n",
        "甲，\n    乙丙丁。",
        "`甲` 是乙。\n\n甲 `乙`",
        "甲　乙",
        "　\n\n甲",
        "    - 甲乙丙",
        "    grep -o 正则表达式 文件名",
        "- 甲\n\t- `f`：普通文件",
    ],
)
def test_code_lists_and_gaps_are_let_be(markdown: str) -> None:
    assert found(markdown) == []


@pytest.mark.parametrize("markdown", ["　　# 甲", "    1. 甲乙丙", "　　1. 甲", "　　> 甲"])
def test_what_would_become_something_else_is_left_to_a_person(markdown: str) -> None:
    assert [one.edit for one in found(markdown)] == [None]
