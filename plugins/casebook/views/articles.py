"""Articles of a column: their address, and an article as one line of a list."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from casebook.model.article import Article, ArticleId, Column, Numbering
from casebook.model.library import Library
from casebook.model.registers import Term
from casebook.views.article_page import ArticleEntry

_NEWEST: Final = 4
_NEWEST_BY: Final = 20
_SUMMARY: Final = 120
# The ways to divide the library by which articles are listed beside the cases.
_VALUES: Final[Mapping[str, Callable[[Article], tuple[Hashable, ...]]]] = MappingProxyType(
    {"theme": lambda one: one.themes, "unit": lambda one: (one.unit,)}
)


def article_url(article_id: ArticleId) -> str:
    """The stable address of an article.

    >>> article_url(ArticleId("vanguard/2025-0007"))
    'vanguard/2025-0007/'
    """
    return f"{article_id}/"


def article_entry(article: Article, library: Library) -> ArticleEntry:
    """One article as a line of a list."""
    column = library.columns[article.column]
    unit = library.units.get(article.unit) if article.unit else None
    series = series_of(article, column)
    summary = article.summary
    is_yearly = column.numbering is Numbering.YEARLY
    return ArticleEntry(
        id=article.id,
        url=article_url(article.id),
        title=article.title,
        column=column.name,
        issue=article.issue,
        issue_year=article.date.year if article.date and is_yearly else None,
        day=article.date,
        series=series.name if series else "",
        unit=unit.label if unit else "",
        medium=article.medium,
        summary=summary if len(summary) <= _SUMMARY else summary[: _SUMMARY - 1] + "…",
        sample=article.sample,
    )


def newest_articles(library: Library) -> tuple[ArticleEntry, ...]:
    """The newest articles of all columns, by their day."""
    return tuple(article_entry(one, library) for one in _newest_first(library)[:_NEWEST])


def articles_by(way: str, library: Library) -> Mapping[Hashable, tuple[ArticleEntry, ...]]:
    """The newest articles of each theme, or of each unit; of other ways none."""
    groups: dict[Hashable, list[Article]] = defaultdict(list)
    if values := _VALUES.get(way):
        for article in _newest_first(library):
            for key in values(article):
                groups[key].append(article)
    return {
        key: tuple(article_entry(one, library) for one in group[:_NEWEST_BY])
        for key, group in groups.items()
    }


def _newest_first(library: Library) -> list[Article]:
    every = library.articles.values()
    return sorted(every, key=lambda one: (one.date or date.min, one.id), reverse=True)


def series_of(article: Article, column: Column) -> Term | None:
    """The series of an article, if its column has it."""
    return next((one for one in column.series if one.id == article.series), None)
