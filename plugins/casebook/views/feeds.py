"""Feeds: what is new on the site, in a column, under a theme, from a unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.terms import State
from casebook.views.articles import article_url
from casebook.views.page import LIBRARY, UNITS, case_url

Record = Case | Article
MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A case or an article in a feed; `day` is that of publication, `source` who published it."""

    record: Record
    url: str
    title: str
    summary: str
    day: date
    updated: date
    authors: tuple[str, ...]
    source: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: the page that it belongs to, and its newest items first."""

    url: str
    title: str
    items: tuple[FeedItem, ...]

    @property
    def updated(self) -> date:
        """The day of the last change in the feed, whatever day it is read."""
        return max(item.updated for item in self.items)


def feeds(library: Library) -> Iterator[Feed]:
    """Every feed of a gated library that has something in it; none where there is no column."""
    if not library.columns:
        return
    name = library.site.name
    items = sorted(_items(library), key=lambda one: (one.day, one.url), reverse=True)
    made = [("", name, items)]
    for column in library.columns.values():
        own = [one for one in items if one.url.startswith(f"{column.id}/")]
        made.append((f"{column.id}/", f"{column.name} · {name}", own))
    for term in library.themes.values():
        own = [one for one in items if term.id in one.record.themes]
        made.append((f"{LIBRARY}theme/{term.id}/", f"{term.name} · {name}", own))
    for unit in library.units.values():
        own = [one for one in items if one.record.unit == unit.id]
        made.append((f"{UNITS}{unit.id}/", f"{unit.name} · {name}", own))
    for url, title, own in made:
        if own:
            yield Feed(url=url, title=title, items=tuple(own[:MOST]))


def _items(library: Library) -> Iterator[FeedItem]:
    for case in library.cases.values():
        day = case.published or case.admitted or case.date
        if day is not None and case.state is not State.WITHDRAWN:
            yield _item(case, case_url(case.id), day, library)
    for article in library.articles.values():
        if article.date is not None:
            yield _item(article, article_url(article.id), article.date, library)


def _item(record: Record, url: str, day: date, library: Library) -> FeedItem:
    return FeedItem(
        record=record,
        url=url,
        title=record.title,
        summary=record.summary,
        day=day,
        updated=max((day, *(one.date for one in record.errata))),
        authors=record.authors,
        source=_source(record, library),
        terms=tuple(one.name for key, one in library.themes.items() if key in record.themes),
    )


def _source(record: Record, library: Library) -> str:
    """Who published a record, where nobody signed it."""
    if isinstance(record, Article):
        return record.source or record.medium or library.columns[record.column].name
    unit = library.units.get(record.unit) if record.unit else None
    return record.source or (unit.name if unit else "")
