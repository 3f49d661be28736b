"""The registers as pages: overviews, heads of lists, and what they say of units and cases."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Final

from casebook.model.appraisal import Target
from casebook.model.counts import recorded
from casebook.model.ids import BranchId, TermId, UnitId
from casebook.model.library import Library
from casebook.model.registers import Branch, Brand
from casebook.model.terms import Counted
from casebook.views.register_page import (
    Answered,
    AwardsView,
    BrandHead,
    BrandRow,
    BrandsView,
    Dimension,
    Head,
    Holding,
    HonoursView,
    IndicatorHead,
    IndicatorsView,
    ItemHead,
    RegisterView,
    Roll,
    StandardLines,
    StandardsView,
    TargetLine,
    TargetsView,
    UnitHoldings,
)

# The page that shows what a target counts; `{of}` is what it is narrowed to.
_SHOWN_ON: Final[Mapping[Counted, tuple[str, str]]] = {
    Counted.CASES: ("library/", "batches/{of}/"),
    Counted.BRANDS: ("brands/", "brands/"),
    Counted.HONOURS: ("honours/", "honours/"),
    Counted.AWARDS: ("awards/", "awards/{of}/"),
    Counted.INDICATORS: ("indicators/", "indicators/"),
    Counted.STANDARDS: ("standards/", "standards/"),
}


def register_views(library: Library) -> Mapping[str, RegisterView]:
    """The overview of every register, by the name of its section."""
    filled = {
        "brands": library.brands,
        "awards": library.awards,
        "honours": library.honours,
        "indicators": library.indicators,
        "standards": library.standards,
        "targets": library.targets,
    }
    siblings = tuple(name for name, rows in filled.items() if rows)
    return {
        "brands": _brands(library, siblings),
        "awards": AwardsView(
            siblings=siblings,
            awards=tuple(sorted(library.awards.values(), key=lambda one: -one.year)),
        ),
        "honours": _honours(library, siblings),
        "indicators": _indicators(library, siblings),
        "standards": _standards(library, siblings),
        "targets": TargetsView(
            siblings=siblings,
            lines=tuple(_target(one, library) for one in library.targets.values()),
        ),
    }


def heads(library: Library) -> Mapping[str, Mapping[Hashable, Head]]:
    """What stands above the list of a brand, an indicator or an item, by way and value."""
    return {
        "brand": {
            key: BrandHead(
                brand=one, unit=library.units[one.unit], type=library.brand_types.get(one.type)
            )
            for key, one in library.brands.items()
        },
        "indicator": {
            key: IndicatorHead(indicator=one, dimension=library.dimensions.get(one.dimension))
            for key, one in library.indicators.items()
        },
        "standard": {
            item.id: ItemHead(item=item, part=part, standard=standard)
            for standard in library.standards.values()
            for part in standard.parts
            for item in part.items
        },
    }


def holdings(library: Library) -> Mapping[UnitId, UnitHoldings]:
    """The brands, branches and honours of every unit; those of its branches are its own too."""
    brands: dict[UnitId, list[Brand]] = defaultdict(list)
    branches: dict[UnitId, list[Branch]] = defaultdict(list)
    honours: dict[UnitId, list[Holding]] = defaultdict(list)
    for brand in library.brands.values():
        brands[brand.unit].append(brand)
    for branch in library.branches.values():
        branches[branch.unit].append(branch)
    for holding in _held(library):
        honours[holding.unit.id].append(holding)
    return {
        key: UnitHoldings(
            brands=tuple(brands[key]), branches=tuple(branches[key]), honours=tuple(honours[key])
        )
        for key in library.units
    }


def _brands(library: Library, siblings: tuple[str, ...]) -> BrandsView:
    groups: dict[tuple[UnitId, TermId], list[Brand]] = defaultdict(list)
    for brand in library.brands.values():
        groups[brand.unit, brand.type].append(brand)
    used = {kind for _, kind in groups}
    types = tuple(term for term in library.brand_types.values() if term.id in used)
    rows = (
        BrandRow(unit, tuple(tuple(groups.get((unit.id, term.id), ())) for term in types))
        for unit in library.units.values()
    )
    return BrandsView(
        siblings=siblings, types=types, rows=tuple(row for row in rows if any(row.cells))
    )


def _honours(library: Library, siblings: tuple[str, ...]) -> HonoursView:
    held = tuple(_held(library))
    rolls = (
        Roll(title, tuple(one for one in held if one.title == title))
        for title in library.titles.values()
    )
    return HonoursView(siblings=siblings, rolls=tuple(roll for roll in rolls if roll.holdings))


def _held(library: Library) -> Iterator[Holding]:
    """Every honour, its holders in the order of the registers of units and of branches."""
    units = {key: place for place, key in enumerate(library.units)}
    branches = {key: place for place, key in enumerate(library.branches)}

    def place(holding: Holding) -> tuple[int, int, int]:
        branch = branches[holding.branch.id] + 1 if holding.branch else 0
        return units[holding.unit.id], branch, holding.honour.year

    found = []
    for honour in library.honours:
        branch = library.branches.get(honour.branch or BranchId(""))
        unit = library.units.get(branch.unit if branch else honour.unit or UnitId(""))
        title = library.titles.get(honour.title)
        if unit is not None and title is not None:
            until = honour.valid_until
            lapsed = until is not None and until < library.today
            found.append(Holding(honour, title, unit, branch, lapsed))
    yield from sorted(found, key=place)


def _indicators(library: Library, siblings: tuple[str, ...]) -> IndicatorsView:
    counts = Counter(key for case in library.cases.values() for key in set(case.indicators))
    found = (
        Dimension(
            term.name,
            tuple(
                Answered(one, counts[one.id])
                for one in library.indicators.values()
                if one.dimension == term.id
            ),
        )
        for term in library.dimensions.values()
    )
    return IndicatorsView(
        siblings=siblings,
        head=library.indicators_head,
        dimensions=tuple(one for one in found if one.lines),
        sample=any(one.sample for one in library.indicators.values()),
    )


def _standards(library: Library, siblings: tuple[str, ...]) -> StandardsView:
    counts = Counter(key for case in library.cases.values() for key in set(case.standards))
    return StandardsView(
        siblings=siblings,
        standards=tuple(
            StandardLines(
                standard,
                tuple(
                    (part, tuple(Answered(item, counts[item.id]) for item in part.items))
                    for part in standard.parts
                ),
            )
            for standard in library.standards.values()
        ),
    )


def _target(target: Target, library: Library) -> TargetLine:
    whole, narrowed = _SHOWN_ON.get(target.counts, ("", "")) if target.counts else ("", "")
    count = recorded(target, library)
    url = narrowed.format(of=target.of) if target.of else whole
    return TargetLine(target, count, url if count else "")
