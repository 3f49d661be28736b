"""Every generated page of the site, one after another."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from casebook.model.article import ArticleId
from casebook.model.body import Body, Outline
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.registers import Unit
from casebook.model.terms import State
from casebook.views.articles import newest_articles
from casebook.views.case import case_depends, case_page
from casebook.views.columns import column_pages, column_stubs
from casebook.views.listing import Entries, entry, listings, newest_first
from casebook.views.lists import Lists
from casebook.views.neighbours import Near
from casebook.views.page import (
    BATCHES,
    LIBRARY,
    SEARCH,
    UNITS,
    BatchesView,
    BatchLine,
    Draft,
    HomeView,
    LibraryView,
    Page,
    SearchView,
    UnitNode,
    UnitsView,
    View,
    case_url,
)
from casebook.views.registers import register_views
from casebook.views.ways import facets

Phrase = Callable[..., str]
_NEWEST = 6
_IN_FORCE = frozenset((State.ADMITTED, State.DUE))


def pages(
    library: Library,
    outlines: Mapping[CaseId, Outline],
    phrase: Phrase,
    texts: Mapping[ArticleId, Body] = MappingProxyType({}),
    near: Near = MappingProxyType({}),
) -> Iterator[Page]:
    """Cases, listings, units, batches and columns; `phrase` gives the words of the catalogue.

    `texts` are the bodies of the articles, `near` the neighbours of the cases.
    """
    for draft in case_drafts(library, outlines, phrase, near):
        yield draft.make()
    yield from overviews(library, phrase, texts)


def case_drafts(
    library: Library, outlines: Mapping[CaseId, Outline], phrase: Phrase, near: Near
) -> Iterator[Draft]:
    """The pages of the cases, each to be made only if need be."""
    for case in library.cases.values():
        outline, around = outlines.get(case.id), near.get(case.id, ())
        yield Draft(
            url=case_url(case.id),
            depends=case_depends(case, outline, library, around),
            make=partial(case_page, case, outline, library, phrase, around),
        )


def overviews(
    library: Library, phrase: Phrase, texts: Mapping[ArticleId, Body] = MappingProxyType({})
) -> Iterator[Page]:
    """Every generated page that is not the page of a case."""
    yield from Lists(library, phrase).pages()
    yield from column_pages(library, texts, phrase)
    yield Page(
        url=SEARCH,
        section="library",
        title=phrase("search_title"),
        description="",
        crumbs=(),
        view=SearchView(),
        depends=frozenset(("site",)),
        indexed=False,
    )


def stubs(library: Library, phrase: Phrase) -> Mapping[str, Page]:
    """What fills the hand-written pages of the same name; their own text stands above it."""
    cases = newest_first(library.cases.values())
    _, first = next(listings(cases, LIBRARY, Entries(library)))
    views: dict[str, tuple[str, View]] = {
        "home": ("", _home(library, cases)),
        "library": (LIBRARY, LibraryView(facets=facets(library), listing=first)),
        "units": (UNITS, _units(library)),
        "batches": (BATCHES, _batches(library)),
        **{name: (f"{name}/", view) for name, view in register_views(library).items()},
    }
    made = {
        name: Page(
            url=url,
            section=name,
            title=phrase(f"section_{name}"),
            description="",
            crumbs=(),
            view=view,
            depends=frozenset(("library",)),
        )
        for name, (url, view) in views.items()
    }
    return {**column_stubs(library), **made}


def _home(library: Library, cases: list[Case]) -> HomeView:
    return HomeView(
        figures={
            "cases": len(cases),
            "admitted": sum(case.state in _IN_FORCE for case in cases),
            "units": len({case.unit for case in cases if case.unit}),
            "batches": len({case.batch for case in cases if case.batch}),
        },
        newest=tuple(entry(case, library) for case in cases[:_NEWEST]),
        articles=newest_articles(library),
    )


def _units(library: Library) -> UnitsView:
    counts = Counter(case.unit for case in library.cases.values())
    tree = library.tree

    def node(unit: Unit) -> UnitNode:
        return UnitNode(unit, counts[unit.id], tuple(node(one) for one in tree.children(unit.id)))

    return UnitsView(roots=tuple(node(unit) for unit in tree.children(None)))


def _batches(library: Library) -> BatchesView:
    counts = Counter(case.batch for case in library.cases.values())
    batches = sorted(library.batches.values(), key=lambda batch: batch.date, reverse=True)
    return BatchesView(lines=tuple(BatchLine(batch, counts[batch.id]) for batch in batches))
