"""The pages of the columns: every article, and the archive by issue, year, month, series, unit."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from casebook.model.article import Article, ArticleId, Column
from casebook.model.body import Body
from casebook.model.issues import in_order
from casebook.model.library import Library
from casebook.text.excerpt import excerpt
from casebook.text.reading_time import reading_time
from casebook.views.article_page import ArchiveView, ArticleListing, ArticleView, ColumnView
from casebook.views.articles import article_entry, article_url, series_of
from casebook.views.entry import Choice, Facet
from casebook.views.listing import entry
from casebook.views.mentions import Mentions
from casebook.views.page import Crumb, Page
from casebook.views.paging import Paging
from casebook.views.since import since

Phrase = Callable[..., str]
Around = Mapping[ArticleId, tuple[Article | None, Article | None]]
_NOTHING: Final = Body("")


def column_stubs(library: Library) -> Mapping[str, Page]:
    """What fills the hand-written page of each column, by the column's name."""
    return {column.id: _front(column, library) for column in library.columns.values()}


def column_pages(
    library: Library, texts: Mapping[ArticleId, Body], phrase: Phrase
) -> Iterator[Page]:
    """Every page of every column but its first; `texts` are the bodies of the articles."""
    mentions = Mentions(library)
    for column in library.columns.values():
        articles = in_order(library.articles.values(), column)
        beside = _around(articles)
        for article in articles:
            body = texts.get(article.id, _NOTHING)
            yield _article_page(article, body, beside[article.id], library, mentions)
        yield from _archives(column, articles, library, phrase)


def _article_page(
    article: Article,
    body: Body,
    beside: tuple[Article | None, Article | None],
    library: Library,
    mentions: Mentions,
) -> Page:
    column = library.columns[article.column]
    return Page(
        url=article_url(article.id),
        section=column.id,
        title=article.title,
        description=excerpt(article.summary),
        crumbs=_crumbs(column, article.date),
        view=article_view(article, body, library, mentions, beside),
        depends=frozenset(_shown_by(article, body, beside, library)),
        modified=article.updated,
    )


def _shown_by(
    article: Article,
    body: Body,
    beside: tuple[Article | None, Article | None],
    library: Library,
) -> Iterator[str]:
    """What the page of an article shows beside the article itself."""
    yield from (f"article:{article.id}", f"column:{article.column}", "site", "terms")
    yield from (f"article:{one.id}" for one in beside if one)
    yield from (f"frozen:{one.volume}" for one in library.frozen if article.id in one.parts)
    yield from (f"case:{key}" for key in article.cases)
    yield from (f"unit:{article.unit}",) if article.unit else ()
    yield from (f"path:{link.path}" for link in body.links)
    yield from (f"mention:{one.key}" for one in body.mentions)


def article_view(
    article: Article,
    body: Body,
    library: Library,
    mentions: Mentions,
    beside: tuple[Article | None, Article | None] = (None, None),
) -> ArticleView:
    """An article with the names behind its ids, and those that stand `beside` it."""
    column = library.columns[article.column]
    previous, following = (article_entry(one, library) if one else None for one in beside)
    return ArticleView(
        article=article,
        column=column,
        entry=article_entry(article, library),
        series=series_of(article, column),
        unit=library.units.get(article.unit) if article.unit else None,
        themes=tuple(
            (one.name, one.url) for key in article.themes if (one := mentions.find(f"theme:{key}"))
        ),
        cases=tuple(entry(library.cases[key], library) for key in dict.fromkeys(article.cases)),
        previous=previous,
        following=following,
        reading=reading_time(body.text),
        since=since(article, body, library),
    )


def _around(articles: Sequence[Article]) -> Around:
    """The article before each and the one after it."""
    around: dict[ArticleId, tuple[Article | None, Article | None]] = {}
    row = [None, *articles, None]
    for (before, this), (_, after) in pairwise(pairwise(row)):
        if this is not None:
            around[this.id] = (before, after)
    return around


@dataclass(frozen=True, slots=True)
class _Way:
    """One way into a column: the value of an article, and the names of the values in order."""

    key: str
    value: Callable[[Article], Hashable]
    names: Mapping[Hashable, str]
    notes: Mapping[Hashable, str]


def _ways(column: Column, articles: Sequence[Article], library: Library) -> tuple[_Way, ...]:
    days = sorted({one.date for one in articles if one.date}, reverse=True)
    return (
        _Way("year", _year, {f"{day.year}": f"{day.year}" for day in days}, {}),
        _Way("month", _month, {f"{day:%Y-%m}": f"{day:%Y-%m}" for day in days}, {}),
        _Way(
            "series",
            lambda one: one.series,
            {term.id: term.name for term in column.series},
            {term.id: term.note for term in column.series},
        ),
        _Way(
            "unit", lambda one: one.unit, {key: one.label for key, one in library.units.items()}, {}
        ),
    )


def _year(article: Article) -> str:
    return f"{article.date.year}" if article.date else ""


def _month(article: Article) -> str:
    return f"{article.date:%Y-%m}" if article.date else ""


def _front(column: Column, library: Library) -> Page:
    articles = in_order(library.articles.values(), column)
    _, listing = next(_listings(articles, f"{column.id}/", library))
    facets = tuple(
        Facet(way.key, tuple(_choices(way, column, articles)))
        for way in _ways(column, articles, library)
    )
    shown = tuple(facet for facet in facets if facet.choices)
    return Page(
        url=f"{column.id}/",
        section=column.id,
        title=column.name,
        description=column.note,
        crumbs=(),
        view=ColumnView(column=column, facets=shown, listing=listing),
        depends=frozenset(("library", f"column:{column.id}")),
    )


def _grouped(way: _Way, articles: Sequence[Article]) -> Mapping[Hashable, list[Article]]:
    groups: dict[Hashable, list[Article]] = defaultdict(list)
    for article in articles:
        groups[way.value(article)].append(article)
    return groups


def _choices(way: _Way, column: Column, articles: Sequence[Article]) -> Iterator[Choice]:
    groups = _grouped(way, articles)
    for value, name in way.names.items():
        if value in groups:
            yield Choice(name, f"{column.id}/{way.key}/{value}/", len(groups[value]))


def _archives(
    column: Column, articles: Sequence[Article], library: Library, phrase: Phrase
) -> Iterator[Page]:
    for url, listing in list(_listings(articles, f"{column.id}/", library))[1:]:
        yield _archive_page(
            url, column.name, column, ArchiveView(column=column, listing=listing), phrase
        )
    for way in _ways(column, articles, library):
        groups = _grouped(way, articles)
        for value, name in way.names.items():
            if value not in groups:
                continue
            title = phrase("column_list", column=column.name, name=name)
            for url, listing in _listings(
                groups[value], f"{column.id}/{way.key}/{value}/", library
            ):
                view = ArchiveView(column=column, note=way.notes.get(value, ""), listing=listing)
                yield _archive_page(url, title, column, view, phrase)


def _archive_page(url: str, title: str, column: Column, view: ArchiveView, phrase: Phrase) -> Page:
    number = view.listing.paging.number
    entries = view.listing.entries
    return Page(
        url=url,
        section=column.id,
        title=title if number == 1 else title + phrase("page_suffix", number=number),
        description=excerpt("、".join(one.title for one in entries)),
        crumbs=(Crumb(column.name, f"{column.id}/"),),
        view=view,
        depends=frozenset((f"column:{column.id}", *(f"article:{one.id}" for one in entries))),
    )


def _listings(
    articles: Sequence[Article], url: str, library: Library
) -> Iterator[tuple[str, ArticleListing]]:
    """The pages of one list with their addresses, the newest issue first."""
    size, newest = library.site.page_size, list(reversed(articles))
    count = max(1, -(-len(newest) // size))
    urls = tuple(url if number == 1 else f"{url}{number}/" for number in range(1, count + 1))
    for number, address in enumerate(urls, start=1):
        part = newest[(number - 1) * size : number * size]
        entries = tuple(article_entry(one, library) for one in part)
        yield (
            address,
            ArticleListing(total=len(newest), entries=entries, paging=Paging(number, urls)),
        )


def _crumbs(column: Column, day: date | None) -> tuple[Crumb, ...]:
    front = Crumb(column.name, f"{column.id}/")
    return (front, Crumb(f"{day.year}", f"{column.id}/year/{day.year}/")) if day else (front,)
