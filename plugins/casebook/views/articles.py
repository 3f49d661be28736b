"""Articles of a column: their address, and an article as one line of a list."""

from datetime import date
from typing import Final

from casebook.model.article import Article, ArticleId, Column, Numbering
from casebook.model.library import Library
from casebook.model.registers import Term
from casebook.views.article_page import ArticleEntry

_NEWEST: Final = 4
_SUMMARY: Final = 120


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
    every = sorted(library.articles.values(), key=lambda one: (one.date or date.min, one.id))
    return tuple(article_entry(one, library) for one in every[: -_NEWEST - 1 : -1])


def series_of(article: Article, column: Column) -> Term | None:
    """The series of an article, if its column has it."""
    return next((one for one in column.series if one.id == article.series), None)
