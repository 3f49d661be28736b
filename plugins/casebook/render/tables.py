"""The library as a table for other programs: JSON, CSV, a workbook."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from casebook.findings import Catalogue
from casebook.model.fields import CASE
from casebook.model.library import Library
from casebook.render.flat import flat
from casebook.render.spreadsheet import to_xlsx
from casebook.views.table import case_rows

# A cell that starts like this is a formula to a spreadsheet (OWASP, "CSV Injection"), in full
# width too where a Chinese input method is on.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
# A figure below zero is no formula; with an apostrophe it would be no figure either.
_NEGATIVE = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)


def to_json(library: Library, catalogue: Catalogue) -> bytes:  # noqa: ARG001 (one signature for all)
    """A list of objects with the keys of the field table."""
    rows = list(case_rows(library))
    return (json.dumps(rows, ensure_ascii=False, indent=1, default=_number) + "\n").encode()


def to_csv(library: Library, catalogue: Catalogue) -> bytes:
    """A table headed by the labels of the fields that hold anything.

    It starts with a byte order mark, without which WPS and Excel misread Chinese.
    """
    rows = list(case_rows(library))
    keys = [key for key in ("id", *CASE) if any(key in row for row in rows)]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([catalogue.label(key) for key in keys])
    for row in rows:
        writer.writerow([safe_cell(flat(row.get(key))) for key in keys])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def safe_cell(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("－2人"), safe_cell("-2.5"), safe_cell("夜校")
    ("'=1+1", "'－2人", '-2.5', '夜校')
    """
    is_formula = text.startswith(_FORMULA) and not _NEGATIVE.fullmatch(text)
    return f"'{text}" if is_formula else text


def _number(value: object) -> float | int | str:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


WRITERS: Final[Mapping[str, Callable[[Library, Catalogue], bytes]]] = {
    ".json": to_json,
    ".csv": to_csv,
    ".xlsx": to_xlsx,
}
