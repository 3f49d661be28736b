"""Rows to JSON and CSV, safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from casebook.model.fields import CASE

Row = Mapping[str, Any]
Labels = Callable[[str], str]
# A cell that starts like this is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")


def to_json(rows: Sequence[Row], label: Labels) -> bytes:  # noqa: ARG001 (one signature for all)
    """A list of objects with the keys of the field table."""
    return (json.dumps(rows, ensure_ascii=False, indent=1, default=_number) + "\n").encode()


def to_csv(rows: Sequence[Row], label: Labels) -> bytes:
    """A table headed by the labels of the fields that hold anything.

    It starts with a byte order mark, without which WPS and Excel misread Chinese.
    """
    keys = [key for key in ("id", *CASE) if any(key in row for row in rows)]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([label(key) for key in keys])
    for row in rows:
        writer.writerow([safe_cell(_flat(row.get(key, ""))) for key in keys])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def safe_cell(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("夜校")
    ("'=1+1", '夜校')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _flat(value: object) -> str:
    if isinstance(value, list):
        return "；".join(_flat(one) for one in value)
    if isinstance(value, dict):
        return " ".join(_flat(one) for one in value.values() if one not in (None, ""))
    return "" if value is None else str(value)


def _number(value: object) -> float | int | str:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


WRITERS: Final[Mapping[str, Callable[[Sequence[Row], Labels], bytes]]] = {
    ".json": to_json,
    ".csv": to_csv,
}
