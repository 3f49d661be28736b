"""A column and its articles: what the committee's medium published, and which cases it tells."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from casebook.model.case import Acceptance, Attachment, Clearance, File
from casebook.model.ids import CaseId, TermId, UnitId
from casebook.model.method import Erratum
from casebook.model.registers import Term
from casebook.model.terms import Audience

ColumnId = NewType("ColumnId", str)
# The folder of the column and a number of its own: `vanguard/2025-0007`.
ArticleId = NewType("ArticleId", str)

_PATH: Final = re.compile(
    r"(?:[^/]+/)*(?P<column>[a-z0-9-]+)/(?P<year>\d{4})/(?P<number>(?P=year)-\d{4,6})"
    r"(?:/index\.md)?/?",
    re.ASCII,
)


class ArticleState(StrEnum):
    """Where an article stands: 选题, 采写, 审签, 刊发, 归档."""

    PLANNED = "planned"
    WRITING = "writing"
    SIGNING = "signing"
    PUBLISHED = "published"
    ARCHIVED = "archived"

    @property
    def is_out(self) -> bool:
        """Whether an article in this state is meant to be read."""
        return self in {ArticleState.PUBLISHED, ArticleState.ARCHIVED}


class Rights(StrEnum):
    """By what right the text stands here; with `link` only title, summary and link do."""

    OWN = "own"
    LICENSED = "licensed"
    OPEN = "open"
    LINK = "link"


class Numbering(StrEnum):
    """Whether issues are counted on, or begin anew each year."""

    CONTINUOUS = "continuous"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `medium` and `rights` hold for articles that do not say their own.

    Articles of a `formal` column need a secrecy review before the public may read them.
    """

    id: ColumnId
    name: str
    note: str = ""
    medium: str = ""
    rights: Rights | None = None
    numbering: Numbering = Numbering.CONTINUOUS
    series: tuple[Term, ...] = ()
    audience: Audience = Audience.PUBLIC
    formal: bool = True
    proofread: bool = True
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of a column; the fields are those of `article_fields.ARTICLE`.

    `former_ids` are numbers that it had in its column.
    """

    id: ArticleId
    title: str
    subtitle: str = ""
    issue: int | None = None
    date: datetime.date | None = None
    series: TermId | None = None
    medium: str = ""
    authors: tuple[str, ...] = ()
    unit: UnitId | None = None
    themes: tuple[TermId, ...] = ()
    cases: tuple[CaseId, ...] = ()
    summary: str = ""
    link: str = ""
    rights: Rights | None = None
    state: ArticleState = ArticleState.PLANNED
    audience: Audience = Audience.INTRANET
    clearance: Clearance | None = None
    errata: tuple[Erratum, ...] = ()
    source: str = ""
    former_ids: tuple[str, ...] = ()
    origin: str = ""
    remarks: tuple[str, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    sample: bool = False
    path: str
    markdown: str = ""
    body_line: int = 1
    files: tuple[File, ...] = ()

    @property
    def column(self) -> ColumnId:
        """The column that the article stands in."""
        return ColumnId(self.id.partition("/")[0])

    @property
    def number(self) -> str:
        """The number within the column, such as `2025-0007`."""
        return self.id.partition("/")[2]

    @property
    def name(self) -> str:
        """What the article is called where it is mentioned."""
        return self.title

    @property
    def updated(self) -> datetime.date | None:
        """The day of the last erratum, else that of publication."""
        days = [one.date for one in self.errata] + ([self.date] if self.date else [])
        return max(days, default=None)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """None: an article shows pictures and offers no files."""
        return ()

    def file(self, name: str) -> File | None:
        """The file of that name in the folder of the article."""
        return next((file for file in self.files if file.name == name), None)


def article_of_path(path: str) -> ArticleId | None:
    """The article that a path in the source tree leads to.

    >>> article_of_path("content/vanguard/2025/2025-0007/index.md")
    'vanguard/2025-0007'
    """
    match = _PATH.fullmatch(path)
    if match is None or match["column"] == "cases":
        return None
    return ArticleId(f"{match['column']}/{match['number']}")
