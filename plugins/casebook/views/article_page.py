"""What the pages of a column show, as plain data.

Addresses are relative to the site's root, as in `page.py`.
"""

from dataclasses import dataclass
from datetime import date

from casebook.model.article import Article, ArticleId, Column
from casebook.model.registers import Term, Unit
from casebook.text.reading_time import SPEEDS, ReadingTime, Speeds
from casebook.views.entry import Entry, Facet
from casebook.views.paging import Paging
from casebook.views.since import Since


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """An article as one line of a list; `issue_year` where issues begin anew each year."""

    id: ArticleId
    url: str
    title: str
    column: str
    issue: int | None
    issue_year: int | None
    day: date | None
    series: str
    unit: str
    medium: str
    summary: str
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleListing:
    """One page of a list of articles."""

    total: int
    entries: tuple[ArticleEntry, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article with the names behind its ids, and those before and after it in its column."""

    article: Article
    column: Column
    entry: ArticleEntry
    series: Term | None
    unit: Unit | None
    themes: tuple[tuple[str, str], ...]
    cases: tuple[Entry, ...]
    previous: ArticleEntry | None
    following: ArticleEntry | None
    reading: ReadingTime
    since: tuple[Since, ...] = ()

    @property
    def record(self) -> Article:
        """The article itself."""
        return self.article


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """The first page of a column: the ways into it, and its articles, the newest issue first."""

    column: Column
    facets: tuple[Facet, ...]
    listing: ArticleListing
    speeds: Speeds = SPEEDS


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """The articles of one year, month, series or unit of a column, or a later page of all."""

    column: Column
    note: str = ""
    listing: ArticleListing


AnyColumn = ArticleView | ColumnView | ArchiveView
