"""The ways to divide the library: one table for the facets and for the pages behind them."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.model.case import Case
from casebook.model.library import Library
from casebook.views.entry import Choice, Facet
from casebook.views.page import AWARDS, BATCHES, LIBRARY, UNITS

Values = Callable[[Case], tuple[Hashable, ...]]


@dataclass(frozen=True, slots=True)
class Way:
    """One way: the values of a case, the names of all values in order, where their pages stand.

    `key` names the way in the catalogue of phrases. Units, batches and awards have pages of their
    own; the pages of brands, indicators and standards stand in the section of their register.
    """

    key: str
    values: Values
    names: Mapping[Hashable, str]
    folder: str
    has_own_pages: bool = False
    section: str = "library"
    unofficial: bool = False

    def url(self, value: Hashable) -> str:
        """The address of the list of one value."""
        return f"{self.folder}{value}/"


def ways(library: Library) -> tuple[Way, ...]:
    """Every way to divide this library; registers and taxonomies keep their own order."""
    years = sorted({case.year for case in library.cases.values()}, reverse=True)
    units: dict[Hashable, str] = {key: unit.label for key, unit in library.units.items()}
    return (
        Way(
            "year",
            lambda case: (case.year,),
            {year: f"{year}" for year in years},
            f"{LIBRARY}year/",
        ),
        Way("theme", lambda case: case.themes, _names(library.themes), f"{LIBRARY}theme/"),
        Way("scene", lambda case: case.scenes, _names(library.scenes), f"{LIBRARY}scene/"),
        Way("unit", lambda case: (case.unit,), units, UNITS, has_own_pages=True),
        Way("kind", lambda case: (case.kind,), _names(library.kinds), f"{LIBRARY}kind/"),
        Way(
            "batch",
            lambda case: (case.batch,),
            _names(library.batches),
            BATCHES,
            has_own_pages=True,
        ),
        *_register_ways(library),
        Way("state", lambda case: (case.state,), _names(library.stages), f"{LIBRARY}state/"),
    )


def _register_ways(library: Library) -> tuple[Way, ...]:
    return (
        Way(
            "brand",
            lambda case: (case.brand,),
            _names(library.brands),
            "brands/",
            section="brands",
        ),
        Way(
            "award",
            lambda case: tuple({award.id for award, _ in library.awarded.get(case.id, ())}),
            _names(library.awards),
            AWARDS,
            has_own_pages=True,
        ),
        Way(
            "indicator",
            lambda case: tuple(dict.fromkeys(case.indicators)),
            _names(library.indicators),
            "indicators/",
            section="indicators",
            unofficial=any(one.sample for one in library.indicators.values()),
        ),
        Way(
            "standard",
            lambda case: tuple(dict.fromkeys(case.standards)),
            _names(library.items),
            "standards/",
            section="standards",
            unofficial=any(one.sample for one in library.standards.values()),
        ),
    )


def facets(library: Library) -> tuple[Facet, ...]:
    """Every way with the number of cases behind each value; a value without cases is left out."""
    made = (Facet(way.key, tuple(_choices(way, library)), way.unofficial) for way in ways(library))
    return tuple(facet for facet in made if facet.choices)


def _choices(way: Way, library: Library) -> list[Choice]:
    counts = Counter(value for case in library.cases.values() for value in way.values(case))
    return [
        Choice(name, way.url(value), counts[value])
        for value, name in way.names.items()
        if counts[value]
    ]


def _names(register: Mapping[Any, Any]) -> Mapping[Hashable, str]:
    return {key: record.name for key, record in register.items()}
