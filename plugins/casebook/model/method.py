"""The knowledge of a case: its method on one card, its evidence, and where it went since."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from casebook.model.ids import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The method card (做法卡): what another office needs to do the same."""

    problem: str
    steps: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    cost: str = ""
    lessons: tuple[str, ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one day to another, both included."""

    start: datetime.date
    end: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What an organ gave the case; never a person."""

    name: str
    by: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """A unit that took the method up."""

    unit: UnitId
    date: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A correction of the published text."""

    date: datetime.date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What the office that sends the case in says of it; internal."""

    by: str
    date: datetime.date | None = None
    opinion: str = ""


class Portraits(StrEnum):
    """Whether faces are shown, and if so with consent."""

    NONE = "none"
    CONSENTED = "consented"


class Assistance(StrEnum):
    """Whether a language model helped to write."""

    NONE = "none"
    ASSISTED = "assisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """What the submitting unit declares; internal."""

    truthful: bool
    original: bool
    awarded_before: bool | None = None
    portraits: Portraits | None = None
    ai: Assistance | None = None
