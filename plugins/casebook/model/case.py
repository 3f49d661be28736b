"""A case: one submission, as typed values."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from casebook.model.ids import (
    BatchId,
    BranchId,
    BrandId,
    CallId,
    CaseId,
    IndicatorId,
    ItemId,
    ProjectId,
    TermId,
    UnitId,
    case_year,
)
from casebook.model.method import (
    Adoption,
    Declarations,
    Erratum,
    Method,
    Recognition,
    Recommendation,
    Span,
)
from casebook.model.terms import Audience, State, Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One measured effect: a figure before and after, in one unit of measurement."""

    name: str
    before: Decimal | None = None
    after: Decimal
    unit: str = ""
    date: datetime.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file offered for download beside the case; evidence if it proves what the case says."""

    file: str
    title: str
    evidence: bool = False
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom the editors may ask; internal."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one panel gave; internal."""

    judge: str
    points: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """The secrecy review: by which office, when, and how far the case may travel."""

    by: str
    date: datetime.date
    scope: Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why and when a case was taken down, and what remains of it."""

    mode: Trace
    date: datetime.date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """An editor's word on a finding that stands: why, and until when; internal."""

    code: str
    reason: str = ""
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file in the folder of a case, as its bytes show it; width and height in pixels."""

    name: str
    kind: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def is_image(self) -> bool:
        """Whether a page may show it as a picture."""
        return self.width > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One submission; the fields are those of `fields.CASE`, in their order."""

    id: CaseId
    title: str
    subtitle: str = ""
    date: datetime.date | None = None
    unit: UnitId | None = None
    branch: BranchId | None = None
    party_body: str = ""
    brand: BrandId | None = None
    kind: TermId | None = None
    themes: tuple[TermId, ...] = ()
    scenes: tuple[TermId, ...] = ()
    call: CallId | None = None
    authors: tuple[str, ...] = ()
    summary: str = ""
    method: Method | None = None
    period: Span | None = None
    beneficiaries: str = ""
    metrics: tuple[Metric, ...] = ()
    effect_note: str = ""
    recognition: tuple[Recognition, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    project: ProjectId | None = None
    indicators: tuple[IndicatorId, ...] = ()
    standards: tuple[ItemId, ...] = ()
    related: tuple[CaseId, ...] = ()
    supersedes: tuple[CaseId, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    declarations: Declarations | None = None
    recommendation: Recommendation | None = None
    state: State = State.DRAFT
    batch: BatchId | None = None
    admitted: datetime.date | None = None
    published: datetime.date | None = None
    notice: Span | None = None
    audience: Audience = Audience.INTRANET
    clearance: Clearance | None = None
    withdrawal: Withdrawal | None = None
    errata: tuple[Erratum, ...] = ()
    source: str = ""
    former_ids: tuple[str, ...] = ()
    origin: str = ""
    contacts: tuple[Contact, ...] = ()
    remarks: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    sample: bool = False
    path: str
    markdown: str = ""
    body_line: int = 1
    files: tuple[File, ...] = ()

    @property
    def year(self) -> int:
        """The year by which the library files it: that of its number."""
        return case_year(self.id)

    def file(self, name: str) -> File | None:
        """The file of that name in the folder of the case."""
        return next((file for file in self.files if file.name == name), None)
