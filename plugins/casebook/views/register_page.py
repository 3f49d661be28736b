"""What the pages of the registers show, as plain data.

An address here is relative to the site's root, as in `page.py`.
"""

from dataclasses import dataclass

from casebook.model.appraisal import (
    Award,
    Honour,
    Indicators,
    Item,
    Part,
    Standard,
    Target,
)
from casebook.model.registers import Branch, Brand, Indicator, Term, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandHead:
    """A brand with the names behind its ids, above the list of its cases."""

    brand: Brand
    unit: Unit
    type: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorHead:
    """An indicator, above the list of the cases that answer to it."""

    indicator: Indicator
    dimension: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHead:
    """An item of a standard, above the list of the cases that answer to it."""

    item: Item
    part: Part
    standard: Standard


Head = BrandHead | IndicatorHead | ItemHead


@dataclass(frozen=True, slots=True)
class Holding:
    """An honour with the unit that holds it, or whose branch does; lapsed if its day is over."""

    honour: Honour
    title: Term
    unit: Unit
    branch: Branch | None
    is_lapsed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHoldings:
    """What the registers say of one unit."""

    brands: tuple[Brand, ...]
    branches: tuple[Branch, ...]
    honours: tuple[Holding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """What the pages of all registers share: the sections that have something to show."""

    siblings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrandRow:
    """A unit's brands, by type in the order of the types."""

    unit: Unit
    cells: tuple[tuple[Brand, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandsView(RegisterView):
    """The matrix of brands: types by units, in the order of the registers."""

    types: tuple[Term, ...]
    rows: tuple[BrandRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardsView(RegisterView):
    """Every award, the newest year first."""

    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """The holders of one title, in the order of the register of units."""

    title: Term
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HonoursView(RegisterView):
    """The honour rolls, one a title."""

    rolls: tuple[Roll, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An item or an indicator and how many cases answer to it."""

    item: Item | Indicator
    count: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """The indicators of one dimension."""

    name: str
    lines: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsView(RegisterView):
    """The indicators by dimension."""

    head: Indicators
    dimensions: tuple[Dimension, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class StandardLines:
    """A standard, and the items of each of its parts."""

    standard: Standard
    parts: tuple[tuple[Part, tuple[Answered, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsView(RegisterView):
    """Every standard as a tree."""

    standards: tuple[StandardLines, ...]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target, what is recorded of it or None, and the page that shows this or nothing."""

    target: Target
    recorded: int | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsView(RegisterView):
    """What was planned against what is recorded."""

    lines: tuple[TargetLine, ...]
