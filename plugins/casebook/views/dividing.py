"""The parts (编) of a volume: those that it names, then those that its articles fall into."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.selecting import is_meant, is_meant_article
from casebook.model.volume import Divide, Selection, Volume
from casebook.views.articles import series_of

Phrase = Callable[..., str]
Record = Case | Article


class Part(NamedTuple):
    """A part of a volume; the only one of a volume without parts has no name."""

    name: str
    note: str
    records: list[Record]


def divided(
    volume: Volume, records: Sequence[Record], library: Library, phrase: Phrase
) -> Iterator[Part]:
    """Each part with what no part before it took; what is left comes last."""
    left = list(records)
    for division in volume.parts:
        taken = [one for one in left if is_in(one, division.select, library)]
        gone = {one.id for one in taken}
        left = [one for one in left if one.id not in gone]
        if taken:
            yield Part(division.name, division.note, taken)
    articles = [one for one in left if isinstance(one, Article)]
    if volume.parts or (volume.divide and articles):
        if cases := [one for one in left if isinstance(one, Case)]:
            yield Part(phrase("volume_rest"), "", [*cases])
        yield from _fallen(volume.divide, articles, library, phrase)
    elif left:
        yield Part("", "", left)


def is_in(record: Record, selection: Selection, library: Library) -> bool:
    """Whether a selection means a case or an article."""
    if isinstance(record, Article):
        return is_meant_article(record, selection)
    return is_meant(record, selection, library)


def _fallen(
    divide: Divide | None, articles: Sequence[Article], library: Library, phrase: Phrase
) -> Iterator[Part]:
    """The parts that articles fall into by themselves."""
    if divide is Divide.SERIES:
        yield from _by_series(articles, library, phrase)
    elif divide is Divide.MONTH:
        yield from _by_month(articles, phrase)
    elif articles:
        yield Part(phrase("volume_rest_articles"), "", [*articles])


def _by_series(articles: Sequence[Article], library: Library, phrase: Phrase) -> Iterator[Part]:
    """A part a series, in the order of each column; what stands in none comes after them."""
    for key in dict.fromkeys(one.column for one in articles):
        column = library.columns[key]
        own = [one for one in articles if one.column == key]
        for term in column.series:
            if found := [one for one in own if one.series == term.id]:
                yield Part(term.name, term.note, [*found])
        if rest := [one for one in own if series_of(one, column) is None]:
            yield Part(phrase("volume_rest_articles"), "", [*rest])


def _by_month(articles: Sequence[Article], phrase: Phrase) -> Iterator[Part]:
    """A part a month; within it the order stays that of the issues."""

    def month(article: Article) -> tuple[int, int]:
        return (article.date.year, article.date.month) if article.date else (0, 0)

    for (year, number), found in groupby(sorted(articles, key=month), month):
        yield Part(phrase("volume_month", year=year, month=number), "", [*found])
