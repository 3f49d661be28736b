"""Names in the place of ids are understood where they stand in the register, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.checks import Names
from casebook.model.ids import CaseId
from casebook.model.terms import Audience
from casebook.parse import parse_case, parse_settings
from casebook.record import RawRecord
from casebook.repair.text import corrected
from casebook.source.front_matter import read_record
from casebook.source.settings import read_all

LIBRARY = Path(__file__).parents[1] / "library"


def raw(text: str) -> RawRecord:
    record, _ = read_record(text.encode(), "a.md", ())
    assert record is not None
    return record


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("unit: 市政务服务中心", "unit: service-hall"),
        ("unit: 榆汀市政务服务局  # 单位", "unit: service-bureau  # 单位"),
        ("themes: 办事服务、减负精简", "themes: [service, paperwork]"),
        ("themes: [办事服务、减负精简]", "themes: [service, paperwork]"),
        ("themes: [service, 减负精简]", "themes: [service, paperwork]"),
        ("themes: service、减负精简", "themes: [service, paperwork]"),
        ("themes:\n  - 办事服务\n  - paperwork", "themes:\n  - service\n  - paperwork"),
        ("adoptions:\n  - {unit: 市政务服务局}", "adoptions:\n  - {unit: service-bureau}"),
        ("date: 2025年5月6日", "date: 2025-05-06"),
        ("date: 2025.5.6", "date: 2025-05-06"),
        ("date: 2025/05/06", "date: 2025-05-06"),
        ("date: ２０２５-5-6", "date: 2025-05-06"),
    ],
)
def test_what_is_beyond_doubt_is_written(written: str, meant: str) -> None:
    assert fixed(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "unit: 政务服务中心",
        "unit: 市政务服务中心、市政务服务局",
        "unit: '市政务服务中心'",
        "themes: 办事服务、没有登记",
        "themes:\n  - 办事服务、减负精简",
        "date: 2025年5月",
        "date: 2025.2.30",
        "date: 5/6/2025",
        "clearance: {by: 甲厅, date: 2025.5.6, scope: public}",
    ],
)
def test_what_is_in_doubt_is_left(written: str) -> None:
    assert fixed(written) == written


def test_an_example_is_of_the_register_that_is_meant() -> None:
    told = findings("unit: 某厅\nthemes: [某专题]\nbrand: 某品牌")
    assert [(one["target"], one.get("example")) for one in told] == [
        ("site_config/registry/units.yml", "service-bureau"),
        ("site_config/registry/brands.yml", None),
        ("site_config/taxonomies/themes.yml", "service"),
    ]


def test_a_name_that_two_units_bear_is_in_doubt() -> None:
    registers, _ = parse_settings(read_all(LIBRARY))
    twins = {key: replace(one, short="窗口") for key, one in registers.units.items()}
    record = raw("---\ntitle: 甲\nunit: 窗口\n---\n正文\n")
    parsed = parse_case(record, CaseId("2025-0007"), registers.calls, Audience.PUBLIC)
    names = Names(replace(registers, units=twins))
    (told,) = names.told(parsed.findings, parsed.front)
    assert (told.edit, told.params["hint"]) == (None, "id")


def findings(front: str) -> list[dict[str, str]]:
    registers, _ = parse_settings(read_all(LIBRARY))
    record = raw(f"---\ntitle: 甲\n{front}\n---\n正文\n")
    parsed = parse_case(record, CaseId("2025-0007"), registers.calls, Audience.PUBLIC)
    return [dict(one.params) for one in Names(registers).told(parsed.findings, parsed.front)]


def fixed(front: str) -> str:
    registers, _ = parse_settings(read_all(LIBRARY))
    text = f"---\ntitle: 甲\n{front}\n---\n正文\n"
    parsed = parse_case(raw(text), CaseId("2025-0007"), registers.calls, Audience.PUBLIC)
    told = Names(registers).told(parsed.findings, parsed.front)
    text, _ = corrected(text, [one.edit for one in told if one.edit])
    return text.removeprefix("---\ntitle: 甲\n").removesuffix("\n---\n正文\n")
