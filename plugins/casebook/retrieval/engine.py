"""What search offers, whichever engine gives it.

The engine of the package is Whoosh (`retrieval.whoosh_engine`). One for a cluster would keep
these two methods; who asks, the command line or the server, knows nothing else of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

MOST: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked: the text as typed, values chosen by facet, order, and which results.

    `chosen` holds ids by facet; of one facet any may hold, of different facets all must.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    by_date: bool = False
    start: int = 0
    most: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result: what a list shows of it. `whole` says that it holds all that was asked for.

    An article has a column, and an issue of it; a case has neither.
    """

    id: str
    title: str
    summary: str
    unit: str
    day: str
    state: str
    column: str
    issue: int | None
    issue_year: int | None
    sample: bool
    url: str
    snippet: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many results have a value of a facet."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of results; `total` counts those that hold all that was asked for, `every` all.

    `heard` says that they were found by their sound.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    every: int = 0
    facets: Mapping[str, tuple[Count, ...]] = field(default_factory=lambda: MappingProxyType({}))
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or a title that goes on from what was typed; `kind` is a facet, case or article."""

    kind: str
    id: str
    text: str


class Engine(Protocol):
    """An index that can be asked."""

    def search(self, query: Query) -> Results:
        """A page of results, the best first."""

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """Names and titles for what has been typed so far."""
