"""The library as rows of plain values, one a case."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from casebook.model.fields import CASE
from casebook.model.library import Library
from casebook.model.shapes import Choice, Day, Group, Many, Reference, Shape
from casebook.model.terms import State


def case_rows(library: Library) -> Iterator[Mapping[str, Any]]:
    """Every case of a gated library: its number, then its fields in the order of the table.

    Dates are ISO strings, numbers Decimal, lists and groups nested; what is empty is left out.
    """
    for case in library.cases.values():
        values = {name: _plain(getattr(case, name)) for name in CASE}
        kept = {name: value for name, value in values.items() if value not in (None, "", [], {})}
        yield {"id": str(case.id), **kept}


def named_rows(library: Library) -> Iterator[Mapping[str, Any]]:
    """The rows for people: names in the place of ids, and dates as dates."""
    for row in case_rows(library):
        named = {name: _named(row[name], CASE[name].shape, library) for name in CASE if name in row}
        yield {"id": row["id"], **named}


def _named(value: Any, shape: Shape, library: Library) -> Any:  # noqa: ANN401 (nested plain data)
    if isinstance(shape, Many):
        return [_named(one, shape.of, library) for one in value]
    if isinstance(shape, Group):
        return {
            key: None if value[key] is None else _named(value[key], field.shape, library)
            for key, field in shape.fields.items()
        }
    if isinstance(shape, Day):
        return date.fromisoformat(value)
    register: Mapping[Any, Any] = {}
    if isinstance(shape, Reference):
        register = getattr(library, shape.to)
    elif isinstance(shape, Choice) and shape.of is State:
        register = library.stages
    # A case has a title and no name, and is known by its number.
    return getattr(register.get(value), "name", value)


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
