"""Every generated page of the site, one after another."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from casebook.model.article import ArticleId
from casebook.model.body import Body, Outline
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.registers import Unit
from casebook.model.terms import State
from casebook.text.excerpt import excerpt
from casebook.views.articles import articles_by, newest_articles
from casebook.views.case import case_page
from casebook.views.columns import column_pages, column_stubs
from casebook.views.listing import entry, listings, newest_first
from casebook.views.neighbours import Near
from casebook.views.page import (
    AWARDS,
    BATCHES,
    LIBRARY,
    SEARCH,
    UNITS,
    AwardView,
    BatchesView,
    BatchLine,
    BatchView,
    Crumb,
    HomeView,
    LibraryView,
    ListingView,
    Page,
    SearchView,
    UnitNode,
    UnitsView,
    UnitView,
    View,
)
from casebook.views.registers import heads, holdings, register_views
from casebook.views.ways import Values, facets, ways

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
    for case in library.cases.values():
        yield case_page(case, outlines.get(case.id), library, phrase, near.get(case.id, ()))
    yield from _library_pages(library, phrase)
    yield from _facet_pages(library, phrase)
    yield from _unit_pages(library, phrase)
    yield from _batch_pages(library, phrase)
    yield from _award_pages(library, phrase)
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
    _, first = next(listings(cases, LIBRARY, library))
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
    groups = _grouped(library, lambda case: (case.batch,))
    batches = sorted(library.batches.values(), key=lambda batch: batch.date, reverse=True)
    return BatchesView(lines=tuple(BatchLine(batch, len(groups[batch.id])) for batch in batches))


def _grouped(library: Library, values: Values) -> Mapping[Hashable, list[Case]]:
    groups: dict[Hashable, list[Case]] = defaultdict(list)
    for case in newest_first(library.cases.values()):
        for key in values(case):
            groups[key].append(case)
    return groups


def _library_pages(library: Library, phrase: Phrase) -> Iterator[Page]:
    """The pages of the whole library after the first, which fills a hand-written page."""
    cases = newest_first(library.cases.values())
    for url, listing in list(listings(cases, LIBRARY, library))[1:]:
        view = ListingView(facet="", listing=listing)
        yield _listing_page(url, phrase("section_library"), (), view, phrase)


def _facet_pages(library: Library, phrase: Phrase) -> Iterator[Page]:
    known = heads(library)
    for way in ways(library):
        if way.has_own_pages:
            continue
        groups, told = _grouped(library, way.values), articles_by(way.key, library)
        crumbs = (Crumb(phrase(f"section_{way.section}"), f"{way.section}/"),)
        for value, name in way.names.items():
            head, articles = known.get(way.key, {}).get(value), told.get(value, ())
            title = name if head else f"{phrase(f'facet_{way.key}')}：{name}"
            for url, listing in listings(groups[value], way.url(value), library):
                if listing.total or head or articles:
                    view = ListingView(facet=way.key, head=head, listing=listing, articles=articles)
                    page = _listing_page(url, title, crumbs, view, phrase)
                    named = page.depends | {f"{way.key}:{value}"}
                    yield replace(page, section=way.section, depends=named)


def _unit_pages(library: Library, phrase: Phrase) -> Iterator[Page]:
    groups, told = _grouped(library, lambda case: (case.unit,)), articles_by("unit", library)
    held = holdings(library)
    for unit in library.units.values():
        above = library.tree.ancestors(unit)
        crumbs = (
            Crumb(phrase("section_units"), UNITS),
            *(Crumb(one.label, f"{UNITS}{one.id}/") for one in above),
        )
        for url, listing in listings(groups[unit.id], f"{UNITS}{unit.id}/", library):
            view = UnitView(
                unit=unit,
                level=library.levels.get(unit.level) if unit.level else None,
                holdings=held[unit.id],
                children=library.tree.children(unit.id),
                listing=listing,
                articles=told.get(unit.id, ()),
            )
            page = _listing_page(url, unit.name, crumbs, view, phrase)
            related = {f"unit:{one.id}" for one in (unit, *above, *view.children)}
            yield replace(page, section="units", depends=page.depends | related)


def _batch_pages(library: Library, phrase: Phrase) -> Iterator[Page]:
    groups = _grouped(library, lambda case: (case.batch,))
    crumbs = (Crumb(phrase("section_batches"), BATCHES),)
    for batch in library.batches.values():
        for url, listing in listings(groups[batch.id], f"{BATCHES}{batch.id}/", library):
            view = BatchView(batch=batch, listing=listing)
            page = _listing_page(url, batch.name, crumbs, view, phrase)
            yield replace(page, section="batches", depends=page.depends | {f"batch:{batch.id}"})


def _award_pages(library: Library, phrase: Phrase) -> Iterator[Page]:
    for award in library.awards.values():
        grades = tuple(
            (grade, tuple(entry(library.cases[key], library) for key in grade.cases))
            for grade in award.grades
        )
        shown = [one for _, entries in grades for one in entries]
        yield Page(
            url=f"{AWARDS}{award.id}/",
            section="awards",
            title=award.name,
            description=excerpt("、".join(one.title for one in shown)),
            crumbs=(Crumb(phrase("section_awards"), AWARDS),),
            view=AwardView(award=award, grades=grades),
            depends=frozenset((f"award:{award.id}", *(f"case:{one.id}" for one in shown))),
        )


def _listing_page(
    url: str,
    title: str,
    crumbs: tuple[Crumb, ...],
    view: ListingView | UnitView | BatchView,
    phrase: Phrase,
) -> Page:
    listing = view.listing
    number = listing.paging.number
    articles = () if isinstance(view, BatchView) else view.articles
    suffix = "" if number == 1 else phrase("page_suffix", number=number)
    return Page(
        url=url,
        section="library",
        title=title + suffix,
        description=excerpt("、".join(entry.title for entry in listing.entries)),
        crumbs=crumbs,
        view=view,
        depends=frozenset(
            (
                "terms",
                *(f"case:{entry.id}" for entry in listing.entries),
                *(f"article:{one.id}" for one in articles),
            )
        ),
    )
