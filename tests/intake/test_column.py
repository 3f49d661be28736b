"""A foreign folder as a column: numbers and days from titles, file names and a table."""

from pathlib import Path

import pytest

from casebook.cli.main import casebook
from casebook.findings import Catalogue
from casebook.intake.mapping import read_mapping
from sites import Scratch

MAPPING = """
name: old
include: ["*.md"]
id: {year: date}
title: [{take: heading}]
heading: remove
index: {file: index.csv, key: 文件}
issue:
  - {take: heading, formats: ["第%n期"]}
  - {take: front, key: 期号}
  - {take: file-name, formats: ["no%n-"]}
date:
  - {take: front, key: 日期, formats: ["%Y-%m-%d"]}
  - {take: heading, at: anywhere, formats: ["%Y年%-m月%-d日"]}
  - {take: file-name, at: end, formats: ["%Y%m%d"]}
constants: {state: archived, audience: public, rights: own}
"""
FILES = {
    "a.md": "# 第12期 门口的灯\n\n灯亮着。\n",
    "b.md": "# 2025年3月5日的一碗面\n\n面热着，[灯](a.md)也亮着。\n",
    "no7-20250401.md": "# 雨\n\n雨停了。\n",
    "index.csv": "文件,期号,日期\na.md,3,2025-02-01\nb.md,13,\n",
}


@pytest.fixture
def adopted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    scratch = Scratch(tmp_path / "library")
    source = tmp_path / "old"
    source.mkdir()
    for name, text in FILES.items():
        (source / name).write_text(text, encoding="utf-8")
    mapping = tmp_path / "map.yml"
    mapping.write_text(MAPPING, encoding="utf-8")
    words = ["adopt", str(source), "--column", "vanguard", "--map", str(mapping)]
    for _ in range(2):
        casebook.main([*words, "--into", str(scratch.root)], standalone_mode=False)
    assert "3" in capsys.readouterr().out
    return scratch.root / "content/vanguard/2025"


def test_issues_and_days_come_from_where_the_mapping_says(adopted: Path) -> None:
    heads = {path.name: (path / "index.md").read_text("utf-8") for path in adopted.iterdir()}
    assert sorted(heads) == ["2025-0001", "2025-0002", "2025-0003"]
    for number, issue, day in (
        ("2025-0001", "12", "2025-02-01"),
        ("2025-0002", "13", "2025-03-05"),
        ("2025-0003", "7", "2025-04-01"),
    ):
        assert f'issue: "{issue}"\n' in heads[number] or f"issue: {issue}\n" in heads[number]
        assert f"date: {day}\n" in heads[number]
    assert "](../../2025/2025-0001/index.md)" in heads["2025-0002"]


def test_a_format_without_its_number_is_refused(catalogue: Catalogue) -> None:
    broken = MAPPING.replace("第%n期", "第期")
    rules, findings = read_mapping(broken.encode(), "map.yml", "vanguard")
    assert rules is None
    assert [one.code for one in findings] == ["CB106"]
    assert catalogue.message(findings[0])


def test_a_mapping_of_cases_knows_no_issue() -> None:
    rules, findings = read_mapping(MAPPING.encode(), "map.yml")
    assert rules is None
    assert {one.code for one in findings} >= {"CB102"}
