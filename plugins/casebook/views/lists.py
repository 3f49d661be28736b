"""The pages that list cases: the whole library, every way to divide it, units, batches, awards."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace

from casebook.model.case import Case
from casebook.model.library import Library
from casebook.text.excerpt import excerpt
from casebook.views.articles import articles_by
from casebook.views.listing import Entries, listings, newest_first
from casebook.views.page import (
    AWARDS,
    BATCHES,
    LIBRARY,
    UNITS,
    AwardView,
    BatchView,
    Crumb,
    ListingView,
    Page,
    UnitView,
)
from casebook.views.registers import heads, holdings
from casebook.views.ways import Values, ways

Phrase = Callable[..., str]


class Lists:
    """The lists of one library; `phrase` gives the words of the catalogue."""

    def __init__(self, library: Library, phrase: Phrase) -> None:
        self._library, self._phrase = library, phrase
        self._entries = Entries(library)
        self._cases = newest_first(library.cases.values())

    def pages(self) -> Iterator[Page]:
        """Every page of every list but the first of all, which fills a hand-written page."""
        yield from self._library_pages()
        yield from self._facet_pages()
        yield from self._unit_pages()
        yield from self._batch_pages()
        yield from self._award_pages()

    def _grouped(self, values: Values) -> Mapping[Hashable, list[Case]]:
        groups: dict[Hashable, list[Case]] = defaultdict(list)
        for case in self._cases:
            for key in values(case):
                groups[key].append(case)
        return groups

    def _library_pages(self) -> Iterator[Page]:
        title = self._phrase("section_library")
        for url, listing in list(listings(self._cases, LIBRARY, self._entries))[1:]:
            yield self._page(url, title, (), ListingView(facet="", listing=listing))

    def _facet_pages(self) -> Iterator[Page]:
        known, phrase = heads(self._library), self._phrase
        for way in ways(self._library):
            if way.has_own_pages:
                continue
            groups, told = self._grouped(way.values), articles_by(way.key, self._library)
            crumbs = (Crumb(phrase(f"section_{way.section}"), f"{way.section}/"),)
            for value, name in way.names.items():
                head, articles = known.get(way.key, {}).get(value), told.get(value, ())
                title = name if head else f"{phrase(f'facet_{way.key}')}：{name}"
                for url, listing in listings(groups[value], way.url(value), self._entries):
                    if listing.total or head or articles:
                        view = ListingView(
                            facet=way.key, head=head, listing=listing, articles=articles
                        )
                        page = self._page(url, title, crumbs, view)
                        named = page.depends | {f"{way.key}:{value}"}
                        yield replace(page, section=way.section, depends=named)

    def _unit_pages(self) -> Iterator[Page]:
        library = self._library
        groups = self._grouped(lambda case: (case.unit,))
        held, told = holdings(library), articles_by("unit", library)
        for unit in library.units.values():
            above = library.tree.ancestors(unit)
            crumbs = (
                Crumb(self._phrase("section_units"), UNITS),
                *(Crumb(one.label, f"{UNITS}{one.id}/") for one in above),
            )
            for url, listing in listings(groups[unit.id], f"{UNITS}{unit.id}/", self._entries):
                view = UnitView(
                    unit=unit,
                    level=library.levels.get(unit.level) if unit.level else None,
                    holdings=held[unit.id],
                    children=library.tree.children(unit.id),
                    listing=listing,
                    articles=told.get(unit.id, ()),
                )
                page = self._page(url, unit.name, crumbs, view)
                related = {f"unit:{one.id}" for one in (unit, *above, *view.children)}
                yield replace(page, section="units", depends=page.depends | related)

    def _batch_pages(self) -> Iterator[Page]:
        groups = self._grouped(lambda case: (case.batch,))
        crumbs = (Crumb(self._phrase("section_batches"), BATCHES),)
        for batch in self._library.batches.values():
            for url, listing in listings(groups[batch.id], f"{BATCHES}{batch.id}/", self._entries):
                page = self._page(url, batch.name, crumbs, BatchView(batch=batch, listing=listing))
                yield replace(page, section="batches", depends=page.depends | {f"batch:{batch.id}"})

    def _award_pages(self) -> Iterator[Page]:
        for award in self._library.awards.values():
            grades = tuple(
                (grade, tuple(self._entries.of(self._library.cases[key]) for key in grade.cases))
                for grade in award.grades
            )
            shown = [one for _, entries in grades for one in entries]
            yield Page(
                url=f"{AWARDS}{award.id}/",
                section="awards",
                title=award.name,
                description=excerpt("、".join(one.title for one in shown)),
                crumbs=(Crumb(self._phrase("section_awards"), AWARDS),),
                view=AwardView(award=award, grades=grades),
                depends=frozenset((f"award:{award.id}", *(f"case:{one.id}" for one in shown))),
            )

    def _page(
        self,
        url: str,
        title: str,
        crumbs: tuple[Crumb, ...],
        view: ListingView | UnitView | BatchView,
    ) -> Page:
        listing = view.listing
        number = listing.paging.number
        articles = () if isinstance(view, BatchView) else view.articles
        suffix = "" if number == 1 else self._phrase("page_suffix", number=number)
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
