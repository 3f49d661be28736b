"""The case that is not named in return gets the name, in the way it writes its own."""

from pathlib import Path
from typing import Any

import pytest

from casebook import app
from casebook.findings import Catalogue, Finding
from casebook.repair.text import corrected
from sites import TODAY, Scratch

HEAD = """title: 夜校
date: 2025-05-06
call: plain
state: admitted
batch: 2025-1
admitted: 2025-09-18
clearance: {by: 甲室, date: 2025-06-30, scope: public}
"""


def one_sided(root: Path, catalogue: Catalogue) -> list[Finding]:
    found = app.load(root, TODAY, catalogue).findings
    assert {one.code for one in found} <= {"CB307"}
    return [one for one in found if one.code == "CB307"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'related: ["2025-0001"]\n'),
        ("related:\n", 'related: ["2025-0001"]\n'),
        ("related: []   # 待补\n", 'related: ["2025-0001"]   # 待补\n'),
        ('related: ["2025-0003"]\n', 'related: ["2025-0003", "2025-0001"]\n'),
        ("related: [2025-0003, ]\n", "related: [2025-0003, 2025-0001, ]\n"),
        ("related: 2025-0003\n", "related: [2025-0003, 2025-0001]\n"),
        ("related:\n- '2025-0003'\n", "related:\n- '2025-0003'\n- '2025-0001'\n"),
        (
            'related:\n  - "2025-0003"  # 同一条街\nsample: true\n',
            'related:\n  - "2025-0003"  # 同一条街\n  - "2025-0001"\nsample: true\n',
        ),
        (
            'related: [\n  "2025-0003",\n  "2025-0004"\n]\n',
            'related: [\n  "2025-0003",\n  "2025-0004", "2025-0001"\n]\n',
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_style_is_kept(
    before: str, after: str, end: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    scratch = Scratch(tmp_path)
    others = ["2025-0003", "2025-0004"]
    for number in others:
        scratch.case(number, related=["2025-0002"] if number in before else None)
    scratch.case("2025-0001", related=["2025-0002"])
    file = tmp_path / "cases/2025/2025-0002/index.md"
    file.parent.mkdir()
    text = f"---\n{HEAD}{before}---\n\n正文。\n".replace("\n", end)
    file.write_bytes(text.encode())
    edits = [
        one.edit
        for one in app.load(tmp_path, TODAY, catalogue).findings
        if one.code == "CB307" and one.edit
    ]
    assert len(edits) == 1
    fixed, done = corrected(text, edits)
    assert done
    assert fixed == f"---\n{HEAD}{after}---\n\n正文。\n".replace("\n", end)
    file.write_bytes(fixed.replace("\r\n", "\n").encode())
    assert not one_sided(tmp_path, catalogue)


def test_a_line_that_was_repaired_is_left_for_the_next_round(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    scratch = Scratch(tmp_path)
    scratch.case("2025-0001", related=["2025-0002"])
    scratch.case("2025-0003", related=["2025-0002"])
    file = tmp_path / "cases/2025/2025-0002/index.md"
    file.parent.mkdir()
    for colon in ("：", " ： ", "：　"):
        text = f'---\n{HEAD}related{colon}["2025-0003"]\n---\n\n正文。\n'
        file.write_text(text, encoding="utf-8")
        found = app.load(tmp_path, TODAY, catalogue).findings
        edits = [one.edit for one in found if one.edit]
        fixed, _ = corrected(text, edits)
        assert 'related: ["2025-0003"' in fixed
        assert '"2025-0003, ' not in fixed


def test_drafts_and_withdrawn_cases_owe_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    scratch = Scratch(tmp_path)
    plain: dict[str, Any] = {"batch": None, "admitted": None}
    scratch.case("2025-0001", state="draft", related=["2025-0002"], **plain)
    scratch.case("2025-0002", related=["2025-0003"])
    scratch.case(
        "2025-0003", state="withdrawn", withdrawal={"mode": "tombstone", "date": "2026-01-05"}
    )
    assert not one_sided(tmp_path, catalogue)


def test_an_id_cannot_stand_in_two_years(tmp_path: Path, catalogue: Catalogue) -> None:
    scratch = Scratch(tmp_path)
    folder = scratch.case("2025-0001")
    folder.parent.with_name("2026").mkdir()
    folder.rename(folder.parent.with_name("2026") / "2025-0001")
    assert [one.code for one in app.load(tmp_path, TODAY, catalogue).findings] == ["CB025"]
