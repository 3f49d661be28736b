"""Tables that a spreadsheet opens: typed where it counts, and never a formula."""

import csv
import datetime
import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casebook.findings import Catalogue
from casebook.model.case import Case, Metric, Score
from casebook.model.ids import TermId, UnitId
from casebook.model.library import Library
from casebook.model.terms import State
from casebook.render.flat import flat
from casebook.render.spreadsheet import to_xlsx
from casebook.render.tables import safe_cell, to_csv
from casebook.source.catalogue import read_catalogue
from make import make_case, make_library

ESCAPED = re.compile("_x([0-9A-F]{4})_")
DAY = datetime.date(2025, 9, 1)


def read(data: bytes, name: str = "案例") -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def library(*cases: Case) -> Library:
    return make_library(cases)


def case(**values: Any) -> Case:
    given: dict[str, Any] = {
        "unit": UnitId("hall"),
        "themes": (TermId("service"),),
        "admitted": DAY,
        "metrics": (
            Metric(name="=人数", before=Decimal("-2.5"), after=Decimal(4), unit="人", date=DAY),
            Metric(name="编号", after=Decimal("123456789012345.123456")),
        ),
        "scores": (Score(judge="一组", points=Decimal("88.5")),),
        "sample": True,
    }
    return make_case(**{**given, **values})


def column(sheet: Worksheet, label: str) -> list[object]:
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(label)].value for row in sheet.iter_rows(min_row=2)]


def test_a_workbook_speaks_chinese_and_keeps_its_head_in_view(catalogue: Catalogue) -> None:
    sheet = read(to_xlsx(library(case()), catalogue))
    assert column(sheet, catalogue.label("unit")) == ["甲厅"]
    assert column(sheet, catalogue.label("themes")) == ["办事服务"]
    assert column(sheet, catalogue.label("state")) == [str(State.ADMITTED)]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}2"
    widths = [
        sheet.column_dimensions[get_column_letter(number)].width
        for number in range(1, sheet.max_column + 1)
    ]
    assert all(8 <= width <= 61 for width in widths)


def test_days_are_days_and_figures_are_figures(catalogue: Catalogue) -> None:
    data = to_xlsx(library(case()), catalogue)
    cell = next(cell for cell in read(data)[2] if cell.value == datetime.datetime(2025, 9, 1))  # noqa: DTZ001 (a workbook knows no zones)
    assert cell.is_date
    assert cell.number_format == "yyyy-mm-dd"
    metrics = read(data, "前后对比")
    assert column(metrics, "前值") == [-2.5, None]
    assert column(metrics, "后值") == [4, "123456789012345.123456"]
    assert column(metrics, "指标") == ["=人数", "编号"]
    assert column(read(data, "评分"), "得分") == [88.5]
    assert column(read(data), "示例") == [True]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("=HYPERLINK(1)")
@example("_x0041_")
@example("<r><t>粗</t></r>")
@example("{=1+1}")
@example("https://example.org/")
@example("-5")
def test_no_text_becomes_anything_else(text: str) -> None:
    wanted = text if text.strip() else "夜校"
    sheet = read(to_xlsx(library(make_case(title=wanted)), read_catalogue()))
    cell = sheet["B2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    # What XML cannot hold is written as _xHHHH_, which spreadsheets take back; openpyxl in part.
    read_back = str(cell.value)
    decoded = ESCAPED.sub(lambda one: chr(int(one[1], 16)), read_back)
    assert wanted in {read_back, decoded, read_back.rstrip()}


def test_a_text_longer_than_a_cell_is_cut_and_says_so(catalogue: Catalogue) -> None:
    remarks = tuple("办" * 1000 for _ in range(50))
    sheet = read(to_xlsx(library(case(remarks=remarks)), catalogue))
    (told,) = column(sheet, catalogue.label("remarks"))
    assert isinstance(told, str)
    assert len(told) == 32_767
    assert told.endswith("…")


def test_a_day_before_the_calendar_of_spreadsheets_is_text(catalogue: Catalogue) -> None:
    early = datetime.date(1899, 5, 1)
    sheet = read(to_xlsx(library(case(date=early)), catalogue))
    assert column(sheet, catalogue.label("date")) == ["1899-05-01"]


def test_the_same_library_gives_the_same_bytes(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = to_xlsx(library(case()), catalogue)
    monkeypatch.setenv("TZ", "America/Lima")
    assert to_xlsx(library(case()), catalogue) == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert book.properties.created == datetime.datetime(2026, 11, 1)  # noqa: DTZ001


def test_an_empty_library_gives_a_head_alone(catalogue: Catalogue) -> None:
    sheet = read(to_xlsx(library(), catalogue))
    assert [[cell.value for cell in row] for row in sheet.rows] == [["编号"]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_table_starts_a_formula(start: str, catalogue: Catalogue) -> None:
    data = to_csv(library(make_case(title=f"{start}1+1")), catalogue)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1][1] == f"'{start}1+1"


@pytest.mark.parametrize("text", ["-5", "-2.50", "3-5"])
def test_a_negative_figure_stays_a_figure(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize("text", ["-5+1", "-", "--5", "-a", "-1|x", "－5"])
def test_what_only_begins_like_a_figure_does_not(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_nothing_is_an_empty_cell() -> None:
    assert flat(None) == ""
