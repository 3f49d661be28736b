"""The values by which results are narrowed and sorted: one column a facet."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.search.document import Document
from casebook.views.ways import Way, ways

_HIDDEN: Final = frozenset(("standard", "state"))
_RECORD: Final = "record"
_FIRST_DAY: Final = date(2000, 1, 1).toordinal()


def shown_ways(library: Library) -> tuple[Way, ...]:
    """The ways to divide the library that search offers."""
    return tuple(way for way in ways(library) if way.key not in _HIDDEN)


def names(library: Library, case_word: str = "") -> Mapping[str, Any]:
    """Of each facet its values in the order of the register, each as [id, name].

    A library with columns is also divided into its cases, called `case_word`, and each column.
    """
    made: dict[str, Any] = {}
    if library.columns:
        columns = [[str(key), column.name] for key, column in library.columns.items()]
        made[_RECORD] = [["case", case_word], *columns]
    for way in shown_ways(library):
        made[way.key] = [[str(value), name] for value, name in way.names.items()]
    return made


def notes(library: Library, words: Mapping[str, str]) -> Mapping[str, str]:
    """What the browser says beside the facets whose values are samples and nobody's rules."""
    note = words.get("sample_indicator", "")
    return {f"note_{way.key}": note for way in shown_ways(library) if way.unofficial}


def _values(way: Way, record: Case | Article) -> tuple[Hashable, ...]:
    """What a record is found by; an article has some of the facets of a case."""
    if not isinstance(record, Article):
        return way.values(record)
    given: Mapping[str, tuple[Hashable, ...]] = {
        "year": (record.date.year,) if record.date else (),
        "unit": (record.unit,),
        "theme": record.themes,
    }
    return given.get(way.key, ())


def shortened(column: Sequence[Any]) -> list[Any]:
    """A column as a browser reads it in a tenth of the time: one value by itself, none as null.

    >>> shortened([[3], [1, 2], []])
    [3, [1, 2], None]
    """
    return [one if len(one) > 1 else one[0] if one else None for one in column]


def columns(documents: Sequence[Document], library: Library) -> Mapping[str, Any]:
    """Of each facet and document the places of its values; days counted from 2000-01-01."""
    made: dict[str, Any] = {}
    for way in shown_ways(library):
        places: dict[Hashable, int] = {value: at for at, value in enumerate(way.names)}
        made[way.key] = [
            [places[value] for value in _values(way, one.record) if value in places]
            for one in documents
        ]
    if library.columns:
        kinds = {key: at for at, key in enumerate(library.columns, start=1)}
        made[_RECORD] = [
            [kinds[one.record.column] if isinstance(one.record, Article) else 0]
            for one in documents
        ]
    made["day"] = [one.day.toordinal() - _FIRST_DAY if one.day else 0 for one in documents]
    return made
