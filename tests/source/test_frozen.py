"""Cards in editions/ come from contributors: a forged one is told of and stops nothing."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from casebook.source.frozen import read_frozen

DIGEST = "0" * 32
GOOD: dict[str, Any] = {
    "format": 2,
    "volume": "v",
    "number": 1,
    "day": "2026-06-15",
    "name": "典型案例汇编（示例）",
    "audience": "public",
    "cases": {"2025-0001": {"title": DIGEST, "errata": "0"}},
}


def card(root: Path, text: str, name: str = "v-1.json") -> tuple[int, list[str]]:
    """How many editions there are with that card, and the codes of what is found."""
    (root / "editions").mkdir()
    (root / "editions" / name).write_text(text, encoding="ascii")
    frozen, findings = read_frozen(root)
    return len(frozen), [one.code for one in findings]


@pytest.mark.parametrize("given", [{}, {"number": 9999}, {"name": ""}, {"cases": {}}])
def test_a_card_as_it_is_written(tmp_path: Path, given: dict[str, Any]) -> None:
    made = {**GOOD, **given}
    assert card(tmp_path, json.dumps(made), f"v-{made['number']}.json") == (1, [])


def test_a_card_without_a_format_is_of_the_first(tmp_path: Path) -> None:
    old = {name: value for name, value in GOOD.items() if name != "format"}
    assert card(tmp_path, json.dumps(old)) == (1, [])
    assert read_frozen(tmp_path)[0][0].format == 1


@pytest.mark.parametrize(
    "given",
    [
        {"number": 0},
        {"number": True},
        {"number": 1.0},
        {"number": "1"},
        {"number": 10_000},
        {"format": 3},
        {"volume": "../v"},
        {"volume": 7},
        {"name": "\ud800"},
        {"day": 20260615},
        {"audience": "all"},
        {"cases": []},
        {"cases": {"2025-0001": {"errata": "9" * 5_000}}},
        {"cases": {"2025-0001": {"errata": "²"}}},
        {"cases": {"2025-0001": {"errata": 7}}},
        {"cases": {"2025-0001": {"section:\ud800": DIGEST}}},
    ],
    ids=str,
)
def test_a_forged_card_is_told(tmp_path: Path, given: dict[str, Any]) -> None:
    made = {**GOOD, **given}
    name = f"{made['volume']}-{made['number']}.json".replace("/", "")
    assert card(tmp_path, json.dumps(made), name) == (0, ["CB922"])


@pytest.mark.parametrize("number", ["1e999", "1" * 400, "1" * 5_000, "[" * 100_000, "NaN"])
def test_a_number_that_is_none_is_told(tmp_path: Path, number: str) -> None:
    text = json.dumps(GOOD).replace('"number": 1', f'"number": {number}')
    assert card(tmp_path, text) == (0, ["CB922"])


@pytest.mark.parametrize("name", ["other-1.json", "v-2.json", "v-01.json", "v.json"])
def test_a_card_bears_the_name_of_its_edition(tmp_path: Path, name: str) -> None:
    assert card(tmp_path, json.dumps(GOOD), name) == (0, ["CB922"])


def test_a_card_that_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text(json.dumps(GOOD), encoding="utf-8")
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions/v-1.json").symlink_to("../elsewhere.json")
    (tmp_path / "editions/v-2.json").mkdir()
    os.mkfifo(tmp_path / "editions/v-3.json")
    frozen, findings = read_frozen(tmp_path)
    assert frozen == ()
    assert [one.code for one in findings] == ["CB922"] * 3
