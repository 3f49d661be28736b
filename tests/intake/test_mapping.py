import re
from pathlib import Path

import pytest

from casebook.findings import Catalogue
from casebook.findings.report import text_report
from casebook.intake.fields import ArticleTarget, TagAction, Target
from casebook.intake.mapping import read_mapping
from casebook.intake.tables import ARTICLE_MAPPING
from shared import ROOT

GOOD = 'name: a\ninclude: ["*.md"]\nid: {year: date}\ntitle: [{take: heading}]\n'


@pytest.mark.parametrize(
    ("extra", "code", "line"),
    [
        ("stat: x", "CB102", 5),
        ("constants: {state: 入库}", "CB106", 5),
        ("constants: {titel: x}", "CB102", 5),
        ("date: [{take: front, formats: ['%Y-%m-%d']}]", "CB101", 5),
        ("date: [{take: folder, formats: ['%Y%m']}]", "CB101", 5),
        ("date: [{take: folder, formats: ['%Y-%q-%d']}]", "CB106", 5),
        ("date: [{take: folder, formats: ['%m-%d']}]", "CB106", 5),
        ("date: [{take: title, formats: ['%Y-%m-%d']}]", "CB106", 5),
        ("fields: [{key: a, to: title}]", "CB106", 5),
        ("html: [{tags: [b], do: burn}]", "CB106", 5),
        ("hidden: &a remove", "CB006", 5),
        ("hidden：remove", "CB003", 5),
    ],
)
def test_a_broken_mapping_is_refused_with_the_place(extra: str, code: str, line: int) -> None:
    rules, findings = read_mapping((GOOD + extra + "\n").encode(), "map.yml")
    assert rules is None
    assert (code, line) in {(finding.code, finding.at.line) for finding in findings}


def test_everything_wrong_is_told_at_once(catalogue: Catalogue) -> None:
    rules, findings = read_mapping(
        b"name: A B\ntitle: [{take: front}]\nid: {year: '20'}\n", "m.yml"
    )
    assert rules is None
    assert sorted(finding.code for finding in findings) == ["CB101", "CB101", "CB106", "CB107"]
    assert "include" in text_report(findings, catalogue)


def test_a_mapping_with_a_mark_and_windows_lines_is_read() -> None:
    rules, _ = read_mapping(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "map.yml")
    assert rules is not None


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "adopt").glob("*.yml")), ids=str)
def test_the_mappings_of_the_documentation_are_sound(path: Path) -> None:
    column = "talk" if path.stem.endswith("-column") else ""
    rules, findings = read_mapping(path.read_bytes(), str(path), column)
    assert rules is not None
    assert findings == []


def test_the_documentation_names_every_key() -> None:
    text = (ROOT / "docs/adopt/README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \| (?:是)?\s*\|", text, re.MULTILINE)) == set(
        ARTICLE_MAPPING
    )
    for word in (*Target, *ArticleTarget, *TagAction):
        assert word in text
