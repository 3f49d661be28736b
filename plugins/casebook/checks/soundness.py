"""What may be published of a library: the records without an error."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from casebook.findings import CODES, Finding, Severity
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.library import Library

_ROOT: Final = "."
Key = TypeVar("Key")
Record = TypeVar("Record", Case, Article)


def without_errors(library: Library, findings: Iterable[Finding]) -> Library:
    """The library without the records that have an error: in them, beside them, or above them."""
    errors = {one.at.path for one in findings if CODES[one.code] is Severity.ERROR}
    barred = errors.union(*(_above(path) for path in errors))

    def sound(records: Mapping[Key, Record]) -> dict[Key, Record]:
        return {
            key: one
            for key, one in records.items()
            if posixpath.dirname(one.path) not in barred and errors.isdisjoint(_above(one.path))
        }

    return replace(
        library,
        cases=sound(library.cases),
        articles=sound(library.articles),
        volumes={key: one for key, one in library.volumes.items() if one.path not in barred},
    )


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in, from the nearest to the root of the library."""
    while path != _ROOT:
        path = posixpath.dirname(path) or _ROOT
        yield path
