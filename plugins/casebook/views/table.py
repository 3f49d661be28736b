"""The library as rows of plain values, one a case."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from casebook.model.fields import CASE
from casebook.model.library import Library


def case_rows(library: Library) -> Iterator[Mapping[str, Any]]:
    """Every case of a gated library: its number, then its fields in the order of the table.

    Dates are ISO strings, numbers Decimal, lists and groups nested; what is empty is left out.
    """
    for case in library.cases.values():
        values = {name: _plain(getattr(case, name)) for name in CASE}
        kept = {name: value for name, value in values.items() if value not in (None, "", [], {})}
        yield {"id": str(case.id), **kept}


def _plain(value: object) -> Any:  # noqa: ANN401 (nested plain data)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value if isinstance(value, bool | int | Decimal | str) else None
