"""The columns that a volume prints are there, and so are the articles that it asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.checks.relations import unknown_reference
from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.library import Library
from casebook.model.selecting import is_meant_article, is_of
from casebook.model.volume import Selection, Volume
from casebook.record import Places


def unknown_columns(
    name: str, selection: Selection, library: Library, places: Places
) -> Iterator[Finding]:
    """Columns that are not set up, and series that a column does not have."""
    for row, one in enumerate(selection.columns):
        full = f"{name}.columns.{row}"
        column = library.columns.get(one.column)
        if column is None:
            at = places.at(f"{full}.column")
            yield unknown_reference(f"{full}.column", one.column, library.columns, at)
            continue
        known = {term.id for term in column.series}
        for index, key in enumerate(one.series):
            if key not in known:
                field = f"{full}.series.{index}"
                yield unknown_reference(field, key, known, places.at(field))


def asked_issues(
    name: str, selection: Selection, library: Library, gated: Library, places: Places
) -> Iterator[Finding]:
    """Issues that are asked for by number and that nobody has, or that may not be printed."""
    for row, one in enumerate(selection.columns):
        for index, number in enumerate(one.issues if one.column in library.columns else ()):
            at = places.at(f"{name}.columns.{row}.issues.{index}")
            wanted = replace(one, issues=(number,))
            known = [key for key, article in library.articles.items() if is_of(article, wanted)]
            if not known:
                params = {"value": str(number), "target": one.column}
                yield Finding(code="CB915", at=at, params=params)
            elif not any(key in gated.articles for key in known):
                params = {"value": str(number), "target": known[0]}
                yield Finding(code="CB916", at=at, params=params)


def empty_columns(volume: Volume, gated: Library, places: Places) -> Iterator[Finding]:
    """Columns of which nothing is printed, in a volume that prints something else."""
    for row, one in enumerate(volume.select.columns):
        is_asked = one.column in gated.columns and not one.issues
        if is_asked and not any(is_of(article, one) for article in gated.articles.values()):
            at = places.at(f"select.columns.{row}")
            yield Finding(code="CB914", at=at, params={"value": gated.columns[one.column].name})


def stray_articles(volume: Volume, shown: Sequence[Article], places: Places) -> Iterator[Finding]:
    """Articles that stand in none of the parts, where none are made for them."""
    if not volume.parts or volume.divide is not None:
        return
    stray = [
        one.id
        for one in shown
        if not any(is_meant_article(one, part.select) for part in volume.parts)
    ]
    if stray:
        params = {"value": "、".join(stray), "count": str(len(stray))}
        yield Finding(code="CB917", at=places.at("parts"), params=params)
