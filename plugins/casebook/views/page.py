"""What a page shows, before anything is rendered.

Addresses are relative to the site's root and end in a slash: `cases/2025-0007/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.method import Adoption
from casebook.model.registers import Batch, Brand, Indicator, Project, Term, Unit

LIBRARY: Final = "library/"
UNITS: Final = "units/"
BATCHES: Final = "batches/"
SEARCH: Final = "search/"


def case_url(case_id: CaseId) -> str:
    """The stable address of a case.

    >>> case_url(CaseId("2025-0007"))
    'cases/2025-0007/'
    """
    return f"cases/{case_id}/"


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page to this one."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A case as one line of a listing."""

    id: CaseId
    url: str
    title: str
    summary: str
    unit: str
    day: date | None
    state: str
    state_name: str
    themes: tuple[str, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with the number of cases behind it."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide the library; `key` names it in the catalogue of phrases."""

    key: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a listing's page stands among its pages; addresses by page number from 1."""

    number: int
    urls: tuple[str, ...]

    def window(self) -> tuple[int | None, ...]:
        """The page numbers to offer, None for a gap.

        >>> Paging(5, ("",) * 9).window()
        (1, None, 4, 5, 6, None, 9)
        """
        last = len(self.urls)
        near = sorted({1, self.number - 1, self.number, self.number + 1, last})
        near = [number for number in near if 1 <= number <= last]
        window: list[int | None] = []
        for number in near:
            if window and window[-1] is not None and number > window[-1] + 1:
                window.append(None)
            window.append(number)
        return tuple(window)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list of cases."""

    total: int
    entries: tuple[Entry, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case with the names that its ids stand for."""

    case: Case
    unit: Unit | None
    unit_path: tuple[Unit, ...]
    brand: Brand | None
    project: Project | None
    indicators: tuple[Indicator, ...]
    related: tuple[Entry, ...]
    adopters: tuple[tuple[Unit, Adoption], ...]
    kind: Term | None
    themes: tuple[Term, ...]
    scenes: tuple[Term, ...]
    batch: Batch | None
    state_name: str
    state_note: str
    edit_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """A page that lists the cases of one value of a facet."""

    facet: str
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit, what stands above and below it, and its cases."""

    unit: Unit
    level: Term | None
    children: tuple[Unit, ...]
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch and its cases."""

    batch: Batch
    listing: Listing


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit in the tree of all units, the number of its own cases, and the units below it."""

    unit: Unit
    count: int
    children: tuple["UnitNode", ...]


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch among all batches."""

    batch: Batch
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The figures of the library and its newest cases."""

    figures: Mapping[str, int]
    newest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryView:
    """The library's first page: every facet, and the newest cases."""

    facets: tuple[Facet, ...]
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsView:
    """All units as a tree."""

    roots: tuple[UnitNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchesView:
    """All batches, the newest first."""

    lines: tuple[BatchLine, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The page of results, which the browser fills."""


View = (
    CaseView
    | ListingView
    | UnitView
    | BatchView
    | HomeView
    | LibraryView
    | UnitsView
    | BatchesView
    | SearchView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: where it stands, what it shows, and the records that it shows (`depends`)."""

    url: str
    section: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    view: View
    depends: frozenset[str]
    indexed: bool = True
    modified: date | None = None
