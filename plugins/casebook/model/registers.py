"""The registers around the cases: units and branches, batches, brands, calls, terms, states."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.model.ids import (
    BatchId,
    BranchId,
    BrandId,
    CallId,
    IndicatorId,
    ProjectId,
    RubricId,
    TermId,
    UnitId,
)
from casebook.model.rules import AskedSection, PixelSize
from casebook.model.terms import (
    Audience,
    ProjectState,
    State,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a taxonomy that editors extend."""

    id: TermId
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that a unit once had, and the last day on which it was used."""

    name: str
    until: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organ that submits cases; its place in the register is its rank on every page."""

    id: UnitId
    name: str
    short: str = ""
    level: TermId | None = None
    parent: UnitId | None = None
    former_names: tuple[FormerName, ...] = ()
    former_ids: tuple[str, ...] = ()
    audience: Audience = Audience.PUBLIC
    sample: bool = False

    @property
    def label(self) -> str:
        """The name used where space is short."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch (党支部) of a unit; `feature` is what it is known for (特色)."""

    id: BranchId
    name: str
    unit: UnitId
    feature: str = ""
    audience: Audience = Audience.PUBLIC
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One admission of cases to the model library.

    Where `drawn_from` names a title of honour, the branches of its cases are expected to hold it.
    """

    id: BatchId
    name: str
    date: datetime.date
    drawn_from: TermId | None = None
    note: str = ""
    audience: Audience = Audience.PUBLIC
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A name under which a unit does its work for years."""

    id: BrandId
    name: str
    unit: UnitId
    type: TermId
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
    type: TermId
    goal: str = ""
    state: ProjectState
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing that a branch is measured by; a sample is no official text."""

    id: IndicatorId
    name: str
    dimension: TermId
    target: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call for submissions: the fields that it asks every case for, and what its texts hold.

    A limit of None asks nothing; lengths are in 字, as `text.words` counts them. With `free_form`
    a case may have the `sections` or others. `proofread` has the language of its cases checked.
    Where `formal` is false, a case may be published without secrecy review and without a batch;
    the profile `plain` for foreign collections is such a call.
    """

    id: CallId
    name: str
    opens: datetime.date | None = None
    closes: datetime.date | None = None
    requires: tuple[str, ...] = ()
    rubric: RubricId | None = None
    sections: tuple[AskedSection, ...] = ()
    free_form: bool = False
    title_max: int | None = None
    summary_min: int | None = None
    summary_max: int | None = None
    body_min: int | None = None
    body_max: int | None = None
    images_min: int | None = None
    images_max: int | None = None
    image_min_px: PixelSize | None = None
    caption_max: int | None = None
    effect: bool = False
    method_card: bool = False
    proofread: bool = True
    formal: bool = True
    sample: bool = False

    def is_open(self, day: datetime.date) -> bool:
        """Whether texts may be handed in on a day; a call without an end stays open."""
        return (self.opens or day) <= day <= (self.closes or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one state is called and who may see a case in it; None: nobody.

    `next` are the states that a case may go to from here.
    """

    id: State
    name: str
    audience: Audience | None = None
    note: str = ""
    next: tuple[State, ...] = ()


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
