"""The library as a workbook: typed cells that no program takes for a formula."""

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from casebook.findings import Catalogue
from casebook.model.fields import CASE, Fields
from casebook.model.library import Library
from casebook.model.shapes import Group, Many, Number
from casebook.render.flat import Labels, Row, flat
from casebook.views.table import named_rows

# https://support.microsoft.com/office/excel-specifications-and-limits: characters in a cell,
# digits of a number, the first day of the calendar.
_LONGEST: Final = 32_767
_DIGITS: Final = 15
_FIRST_DAY: Final = datetime.date(1900, 3, 1)
_WIDEST: Final = 60
_NARROWEST: Final = 8
_SHEET_NAME: Final = 31


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table: its name, the label of each column by key, and a row of values a line."""

    name: str
    columns: Mapping[str, str]
    rows: Sequence[Row]


def to_xlsx(library: Library, catalogue: Catalogue) -> bytes:
    """A workbook of the cases, and a sheet for every field that is a list with figures.

    Figures are numbers, dates are dates, everything else is text. The bytes are the same for
    the same library and day.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime.datetime.combine(library.today, datetime.time())})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    text = book.add_format({"valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1})
    for sheet in _sheets(list(named_rows(library)), catalogue):
        page = book.add_worksheet(sheet.name)
        _head(page, sheet, head)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(map(row.get, sheet.columns)):
                _cell(page, (number, column), value, day if _is_day(value) else text)
    book.close()
    return stream.getvalue()


def _sheets(rows: Sequence[Row], catalogue: Catalogue) -> Iterator[_Sheet]:
    label = catalogue.label
    measured = {name: fields for name in CASE if (fields := _measured(name))}
    told = [name for name in CASE if name not in measured]
    yield _sheet(catalogue.phrase("figure_cases"), told, rows, label)
    for name, fields in measured.items():
        inner = [{"id": row["id"], **one} for row in rows for one in row.get(name, ())]
        if inner:
            yield _sheet(label(name), list(fields), inner, partial(_part_label, label, name))


def _part_label(label: Labels, name: str, key: str) -> str:
    return label(key if key == "id" else f"{name}.{key}")


def _sheet(name: str, keys: Sequence[str], rows: Sequence[Row], label: Labels) -> _Sheet:
    held = ["id", *(key for key in keys if any(flat(row.get(key)) for row in rows))]
    return _Sheet(name[:_SHEET_NAME], {key: label(key) for key in held}, rows)


def _measured(name: str) -> Fields:
    """The parts of a field that is a list of groups with figures in them, or nothing."""
    shape = CASE[name].shape
    inner = shape.of if isinstance(shape, Many) else None
    if not isinstance(inner, Group):
        return {}
    has_figures = any(isinstance(field.shape, Number) for field in inner.fields.values())
    return inner.fields if has_figures else {}


def _head(page: Worksheet, sheet: _Sheet, style: Format) -> None:
    """The first row: labels, frozen, with a filter, each column as wide as it needs."""
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    for column, (key, label) in enumerate(sheet.columns.items()):
        page.write_string(0, column, label, style)
        texts = [label, *(flat(row.get(key)) for row in sheet.rows)]
        page.set_column(column, column, min(max(map(_width, texts)), _WIDEST))


def _width(text: str) -> int:
    """The width of a text in digits, a Han character being two; the filter's arrow takes two."""
    return max(sum(1 if one.isascii() else 2 for one in text) + 2, _NARROWEST)


def _is_day(value: object) -> bool:
    return isinstance(value, datetime.date) and value >= _FIRST_DAY


def _cell(page: Worksheet, at: tuple[int, int], value: Any, style: Format) -> None:  # noqa: ANN401 (any value of a row)
    if _is_day(value):
        page.write_datetime(*at, value, style)
    elif isinstance(value, bool):
        page.write_boolean(*at, value, style)
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) <= _DIGITS:
        page.write_number(*at, float(value), style)
    elif value is not None and (text := flat(value)):
        kept = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        # The writer takes a text in these tags for XML of its own making, and writes it as it is.
        page.write_string(*at, f"{kept} " if kept.endswith("</r>") else kept, style)
