"""What a page shows, before anything is rendered.

Addresses are relative to the site's root and end in a slash: `cases/2025-0007/`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from casebook.model.appraisal import Award, Grade, Item, Standard
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.method import Adoption
from casebook.model.registers import Batch, Branch, Brand, Indicator, Project, Term, Unit
from casebook.views.article_page import AnyColumn, ArticleEntry
from casebook.views.entry import Entry, Facet
from casebook.views.help_view import AnyHelp
from casebook.views.paging import Paging
from casebook.views.register_page import Head, RegisterView, UnitHoldings
from casebook.views.since import Since
from casebook.views.volume_page import Download, VolumePage, VolumesView

LIBRARY: Final = "library/"
UNITS: Final = "units/"
BATCHES: Final = "batches/"
AWARDS: Final = "awards/"
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
    branch: Branch | None
    brand: Brand | None
    project: Project | None
    indicators: tuple[Indicator, ...]
    standards: tuple[tuple[Standard, Item], ...]
    awards: tuple[tuple[Award, Grade], ...]
    related: tuple[Entry, ...]
    neighbours: tuple[tuple[Entry, tuple[str, ...]], ...]
    supersedes: tuple[Entry, ...]
    superseded_by: tuple[Entry, ...]
    adopters: tuple[tuple[Unit, Adoption], ...]
    kind: Term | None
    themes: tuple[Term, ...]
    scenes: tuple[Term, ...]
    batch: Batch | None
    state_name: str
    state_note: str
    moves: tuple[tuple[date, str], ...]
    retired: date | None
    edit_url: str
    articles: tuple[ArticleEntry, ...] = ()
    since: tuple[Since, ...] = ()
    offprints: tuple[Download, ...] = ()

    @property
    def record(self) -> Case:
        """The case itself."""
        return self.case


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """A page that lists the cases of one value of a facet, below what is known of the value.

    `articles` are the newest that have the value, on its first page.
    """

    facet: str
    head: Head | None = None
    listing: Listing
    articles: tuple[ArticleEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit, what stands above and below it, its cases, and the newest articles on it."""

    unit: Unit
    level: Term | None
    holdings: UnitHoldings
    children: tuple[Unit, ...]
    listing: Listing
    articles: tuple[ArticleEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch and its cases."""

    batch: Batch
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardView:
    """An award, and the cases of each of its grades as announced."""

    award: Award
    grades: tuple[tuple[Grade, tuple[Entry, ...]], ...]


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
    """The figures of the library, its newest cases, and the newest articles."""

    figures: Mapping[str, int]
    newest: tuple[Entry, ...]
    articles: tuple[ArticleEntry, ...] = ()


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
    | AwardView
    | HomeView
    | LibraryView
    | UnitsView
    | BatchesView
    | RegisterView
    | SearchView
    | VolumePage
    | VolumesView
    | AnyHelp
    | AnyColumn
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


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that is made only if something that it shows, besides the registers, has changed.

    `depends` names these things as `Page.depends` does; all that is to be known of them hangs on
    the cases, articles and moves of that name, and on where paths and mentions lead.
    """

    url: str
    depends: frozenset[str]
    make: Callable[[], Page]
