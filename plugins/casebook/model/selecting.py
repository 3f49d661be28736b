"""Which cases and articles of a library a selection means."""

from collections.abc import Callable, Collection

from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.counts import ONCE_ADMITTED
from casebook.model.ids import UnitId
from casebook.model.issues import in_order
from casebook.model.library import Library
from casebook.model.volume import ColumnSelection, Order, Selection, Volume


def is_meant(case: Case, selection: Selection, library: Library) -> bool:
    """Whether a selection names a case, or the case meets every criterion that is given."""
    if case.id in selection.cases:
        return True
    criteria = _criteria(case, selection, library)
    given = [set(wanted) & set(had) for wanted, had in criteria if wanted]
    return bool(given) and all(given)


def chosen(volume: Volume, library: Library) -> tuple[Case, ...]:
    """The admitted cases that a volume prints, in the order of the volume."""
    found = [
        case
        for case in library.cases.values()
        if case.state in ONCE_ADMITTED and is_meant(case, volume.select, library)
    ]
    return tuple(sorted(found, key=_order(volume, library)))


def is_of(article: Article, selection: ColumnSelection) -> bool:
    """Whether an article stands in the column and meets every criterion that is given."""
    year = article.date.year if article.date else None
    criteria = (
        (selection.years, year),
        (selection.series, article.series),
        (selection.issues, article.issue),
    )
    return article.column == selection.column and all(
        had in wanted for wanted, had in criteria if wanted
    )


def is_meant_article(article: Article, selection: Selection) -> bool:
    """Whether any of the columns of a selection means an article."""
    return any(is_of(article, one) for one in selection.columns)


def chosen_articles(volume: Volume, library: Library) -> tuple[Article, ...]:
    """The articles of a gated library that a volume prints: a column after the other, by issue."""
    found = [one for one in library.articles.values() if is_meant_article(one, volume.select)]
    named = dict.fromkeys(one.column for one in volume.select.columns)
    columns = (library.columns[key] for key in named if key in library.columns)
    return tuple(one for column in columns for one in in_order(found, column))


def printed(volume: Volume, library: Library) -> tuple[Case | Article, ...]:
    """All that a volume prints of a gated library: its cases, then its articles."""
    return (*chosen(volume, library), *chosen_articles(volume, library))


def _criteria(
    case: Case, selection: Selection, library: Library
) -> tuple[tuple[Collection[object], Collection[object]], ...]:
    return (
        (selection.years, (case.year,)),
        (selection.batches, (case.batch,)),
        (selection.awards, [award.id for award, _ in library.awarded.get(case.id, ())]),
        (selection.themes, case.themes),
        (selection.scenes, case.scenes),
        (selection.kinds, (case.kind,)),
        (selection.units, _lineage(case.unit, library)),
    )


def _lineage(key: UnitId | None, library: Library) -> list[UnitId]:
    unit = library.units.get(key) if key else None
    return [one.id for one in (*library.tree.ancestors(unit), unit)] if unit else []


def _order(volume: Volume, library: Library) -> Callable[[Case], tuple[tuple[int, ...], str]]:
    if volume.order is Order.NUMBER:
        return lambda case: ((), case.id)
    units = {key: number for number, key in enumerate(library.units)}

    def by_unit(case: Case) -> tuple[int, ...]:
        return (units.get(case.unit, len(units)) if case.unit else len(units),)

    if volume.order is Order.UNIT:
        return lambda case: (by_unit(case), case.id)
    places = {
        key: (row, number, place)
        for row, award in reversed(list(enumerate(library.awards.values())))
        for number, grade in enumerate(award.grades)
        for place, key in enumerate(grade.cases)
    }
    last = (len(library.awards), 0, 0)
    return lambda case: ((*places.get(case.id, last), *by_unit(case)), case.id)
