"""What work is held against and what it earned: standards, rubrics, targets, awards, honours.

No record here is one of a person: awards go to cases, honours to units and branches.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.model.ids import (
    AwardId,
    BranchId,
    CaseId,
    ItemId,
    RubricId,
    StandardId,
    TargetId,
    TermId,
    UnitId,
)
from casebook.model.terms import Audience, Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One grade (等次) of an award, or one of its lists: how many places, and the cases on them."""

    name: str
    places: int | None = None
    cases: tuple[CaseId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One round of an award (表彰): its grades in order, each with its cases as announced."""

    id: AwardId
    name: str
    series: str = ""
    year: int
    by: str
    date: datetime.date | None = None
    document: str = ""
    grades: tuple[Grade, ...]
    note: str = ""
    audience: Audience = Audience.PUBLIC
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """A title that a unit or a branch holds, and the last day on which it is valid."""

    title: TermId
    unit: UnitId | None = None
    branch: BranchId | None = None
    year: int
    batch: str = ""
    by: str = ""
    document: str = ""
    valid_until: datetime.date | None = None
    audience: Audience = Audience.PUBLIC
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a standard, which cases answer to."""

    id: ItemId
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a standard; `number` is how many items its name promises."""

    name: str
    number: int | None = None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard (标准) as a tree of parts and items, in one version."""

    id: StandardId
    name: str
    version: str = ""
    effective: datetime.date | None = None
    parts: tuple[Part, ...]
    note: str = ""
    audience: Audience = Audience.PUBLIC
    sample: bool = False

    def items(self) -> Iterator[Item]:
        """Every item, in order."""
        for part in self.parts:
            yield from part.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """What stands above the indicators: which text they are, and since when they hold."""

    title: str = ""
    version: str = ""
    effective: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion (评分项) of a rubric and its weight in points of a hundred."""

    id: TermId
    name: str
    weight: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a case must meet before it is scored at all: passed or failed, without points."""

    id: TermId
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A rubric (评分标准): weighted criteria that sum to 100, and conditions apart from them."""

    id: RubricId
    name: str
    criteria: tuple[Criterion, ...]
    conditions: tuple[Condition, ...] = ()
    note: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was planned, and what of the library it is held against where that can be counted.

    `of` narrows the count: a batch of cases, a type of brands or projects, a title of honours, an
    award, a standard. An `exact` number must be met from the start, others once `due` has come.
    """

    id: TargetId
    name: str
    number: int
    measure: str = ""
    period: str = ""
    due: datetime.date | None = None
    counts: Counted | None = None
    of: str = ""
    exact: bool = False
    note: str = ""
    audience: Audience = Audience.PUBLIC
    sample: bool = False
