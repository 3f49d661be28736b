"""The order of a column: by issue, whatever is missing between them or given twice."""

from collections.abc import Iterable
from datetime import date

from casebook.model.article import Article, Column, Numbering


def issue_order(article: Article, column: Column) -> tuple[int, int, date, str]:
    """What articles of a column are sorted by: the issue, then the day, then the number.

    Gaps do not matter, and of two with the same issue the earlier comes first. Those without an
    issue come before all with one, or, where issues begin anew each year, before those of it.
    """
    day = article.date or date.min
    year = day.year if column.numbering is Numbering.YEARLY else 0
    return (year, article.issue or 0, day, article.id)


def in_order(articles: Iterable[Article], column: Column) -> list[Article]:
    """The articles of a column among some, in the order of their issues, the oldest first."""
    own = (one for one in articles if one.column == column.id)
    return sorted(own, key=lambda one: issue_order(one, column))
