"""A volume (汇编): what is printed together, in which order, and what goes with it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from casebook.model.article import ColumnId
from casebook.model.ids import AwardId, BatchId, CaseId, TermId, UnitId, VolumeId
from casebook.model.terms import Audience


class Layout(StrEnum):
    """How a volume is set: as a book of 210×285 mm, or as an office document on A4."""

    BOOK = "book"
    DOCUMENT = "document"


class Format(StrEnum):
    """What a volume is made into."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"


class Order(StrEnum):
    """What the cases of a part are sorted by; within that by number."""

    UNIT = "unit"
    AWARD = "award"
    NUMBER = "number"


class Divide(StrEnum):
    """By what the articles of a volume fall into parts (编) by themselves."""

    SERIES = "series"
    MONTH = "month"


class Publication(StrEnum):
    """What a volume is before the rules on printing: open, or internal material (内部资料)."""

    OPEN = "open"
    INTERNAL_MATERIAL = "internal_material"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSelection:
    """Which articles of a column are meant: those that meet every criterion that is given.

    Without a criterion all of them are. A year is that of the day of publication.
    """

    column: ColumnId
    years: tuple[int, ...] = ()
    series: tuple[TermId, ...] = ()
    issues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which cases are meant: those named, and those that meet every criterion that is given.

    Of one criterion any value will do. A unit stands for those below it too. Articles are meant
    by `columns` alone.
    """

    years: tuple[int, ...] = ()
    batches: tuple[BatchId, ...] = ()
    awards: tuple[AwardId, ...] = ()
    themes: tuple[TermId, ...] = ()
    scenes: tuple[TermId, ...] = ()
    kinds: tuple[TermId, ...] = ()
    units: tuple[UnitId, ...] = ()
    cases: tuple[CaseId, ...] = ()
    columns: tuple[ColumnSelection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A part (编) of a volume; it takes of what is selected what no part before it took."""

    name: str
    note: str = ""
    select: Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A line of the editorial board: a task, and who did it."""

    role: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """What stands after the texts (附录): a name, and paragraphs line by line."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The particulars of the print (版本记录); `permit` to `copies` are those of 内部资料."""

    kind: Publication = Publication.OPEN
    by: str = ""
    date: datetime.date | None = None
    permit: str = ""
    recipients: str = ""
    printer: str = ""
    copies: int | None = None
    publisher: str = ""
    isbn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One compilation; articles that no part takes are divided by `divide`, where it is given.

    `paper` is the thickness of a leaf in millimetres.
    """

    id: VolumeId
    name: str
    subtitle: str = ""
    audience: Audience = Audience.PUBLIC
    layout: Layout = Layout.BOOK
    select: Selection
    order: Order = Order.UNIT
    parts: tuple[Division, ...] = ()
    divide: Divide | None = None
    board: tuple[Post, ...] = ()
    foreword: str = ""
    appendices: tuple[Appendix, ...] = ()
    imprint: Imprint = Imprint()
    paper: Decimal | None = None
    sample: bool = False

    @property
    def path(self) -> str:
        """Where it is written, below the library's folder."""
        return f"site_config/volumes/{self.id}.yml"

    @property
    def readers(self) -> Audience:
        """Who may get it: internal material never goes to the public, whatever else is said."""
        is_internal = self.imprint.kind is Publication.INTERNAL_MATERIAL
        return Audience.INTRANET if is_internal else self.audience
