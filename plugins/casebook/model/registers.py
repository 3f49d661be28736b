"""The registers around the cases: units, batches, calls, terms, states."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.model.ids import (
    BatchId,
    BrandId,
    CallId,
    IndicatorId,
    ProjectId,
    TermId,
    UnitId,
)
from casebook.model.terms import (
    Audience,
    BrandType,
    Dimension,
    ProjectState,
    ProjectType,
    State,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a taxonomy that editors extend."""

    id: TermId
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms:
    """Words that readers use for one thing; search for one of them finds the others too."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organ that submits cases; its place in the register is its rank on every page."""

    id: UnitId
    name: str
    short: str = ""
    level: TermId | None = None
    parent: UnitId | None = None
    audience: Audience = Audience.PUBLIC
    sample: bool = False

    @property
    def label(self) -> str:
        """The name used where space is short."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One admission of cases to the model library."""

    id: BatchId
    name: str
    date: datetime.date
    note: str = ""
    audience: Audience = Audience.PUBLIC
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A name under which a unit does its work for years."""

    id: BrandId
    name: str
    unit: UnitId
    type: BrandType
    slogan: str = ""
    meaning: str = ""
    year: int | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project of the 1+N tree; its parent stands a level above."""

    id: ProjectId
    name: str
    unit: UnitId
    year: int
    parent: ProjectId | None = None
    type: ProjectType
    goal: str = ""
    state: ProjectState
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing that a branch is measured by; a sample is no official text."""

    id: IndicatorId
    name: str
    dimension: Dimension
    target: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call for submissions: the fields that it asks every case for.

    Where `formal` is false, a case may be published without secrecy review and without a batch;
    the profile `plain` for foreign collections is such a call.
    """

    id: CallId
    name: str
    opens: datetime.date | None = None
    closes: datetime.date | None = None
    requires: tuple[str, ...] = ()
    formal: bool = True
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one state is called and who may see a case in it; None: nobody."""

    id: State
    name: str
    audience: Audience | None = None
    note: str = ""


class UnitTree:
    """Units by parent, in the order of the register.

    A unit whose parent is not in the register (it may be hidden) stands as a root.
    """

    def __init__(self, units: Mapping[UnitId, Unit]) -> None:
        self._units = units
        self._children: dict[UnitId | None, list[Unit]] = {}
        for unit in units.values():
            self._children.setdefault(self._parent(unit), []).append(unit)

    def children(self, parent: UnitId | None) -> tuple[Unit, ...]:
        """The units directly below one, or the roots below None."""
        return tuple(self._children.get(parent, ()))

    def ancestors(self, unit: Unit) -> tuple[Unit, ...]:
        """The units above one, the topmost first."""
        chain: list[Unit] = []
        parent = self._parent(unit)
        while parent is not None and self._units[parent] not in chain:
            chain.append(self._units[parent])
            parent = self._parent(self._units[parent])
        return tuple(reversed(chain))

    def _parent(self, unit: Unit) -> UnitId | None:
        return unit.parent if unit.parent in self._units else None
