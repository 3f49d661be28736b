"""The table of fields of a mapping file, and the types that its values become."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from casebook.model.article import ArticleState, Rights
from casebook.model.article_fields import ARTICLE
from casebook.model.fields import CASE, Fields
from casebook.model.ids import BatchId, CallId, TermId, UnitId
from casebook.model.terms import Audience, State
from casebook.source.tree import CASES


class TitleTake(StrEnum):
    """The sources that a title may have."""

    FRONT = "front"
    HEADING = "heading"
    FILE_NAME = "file-name"


class DateTake(StrEnum):
    """The sources that a date may have."""

    FRONT = "front"
    HEADING = "heading"
    FILE_NAME = "file-name"
    FOLDER = "folder"


class At(StrEnum):
    """Where in the text of its source a date stands."""

    WHOLE = "whole"
    START = "start"
    END = "end"
    ANYWHERE = "anywhere"


class Care(StrEnum):
    """Whether something stays in the text."""

    KEEP = "keep"
    REMOVE = "remove"


class TagAction(StrEnum):
    """What becomes of an HTML tag; `remove` takes what it encloses as well."""

    ESCAPE = "escape"
    DROP = "drop"
    REMOVE = "remove"
    REPLACE = "replace"
    BREAK = "break"


class Target(StrEnum):
    """The fields of a case that a foreign key may fill; title and date have rules of their own."""

    SUBTITLE = "subtitle"
    UNIT = "unit"
    KIND = "kind"
    THEMES = "themes"
    SCENES = "scenes"
    AUTHORS = "authors"
    SUMMARY = "summary"
    STATE = "state"
    BATCH = "batch"
    ADMITTED = "admitted"
    AUDIENCE = "audience"
    SOURCE = "source"
    FORMER_IDS = "former_ids"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """Values for every file that does not give its own."""

    unit: UnitId | None = None
    kind: TermId | None = None
    themes: tuple[TermId, ...] = ()
    scenes: tuple[TermId, ...] = ()
    call: CallId | None = None
    authors: tuple[str, ...] = ()
    state: State | None = None
    batch: BatchId | None = None
    admitted: datetime.date | None = None
    audience: Audience | None = None
    source: str = ""
    sample: bool | None = None


class ArticleTarget(StrEnum):
    """The fields of an article that a foreign key may fill."""

    SUBTITLE = "subtitle"
    SERIES = "series"
    MEDIUM = "medium"
    AUTHORS = "authors"
    UNIT = "unit"
    THEMES = "themes"
    CASES = "cases"
    SUMMARY = "summary"
    LINK = "link"
    RIGHTS = "rights"
    STATE = "state"
    AUDIENCE = "audience"
    SOURCE = "source"
    FORMER_IDS = "former_ids"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleConstants:
    """Values for every article that does not give its own."""

    series: TermId | None = None
    medium: str = ""
    authors: tuple[str, ...] = ()
    unit: UnitId | None = None
    themes: tuple[TermId, ...] = ()
    link: str = ""
    rights: Rights | None = None
    state: ArticleState | None = None
    audience: Audience | None = None
    source: str = ""
    sample: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A foreign word and what it is called here."""

    word: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """A foreign key and the field that takes its value."""

    key: str
    to: Target | ArticleTarget
    split: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRule:
    """One source of the title; `key` names a foreign key where `take` is `front`."""

    take: TitleTake
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """One source of the date; `month` and `day` fill what a format does not hold."""

    take: DateTake
    key: str = ""
    at: At = At.WHOLE
    formats: tuple[str, ...] = ()
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdRule:
    """How new ids are given; the year is `date` or four digits."""

    year: str
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRule:
    """What becomes of some HTML tags; `{src}` in `before` is the attribute of that name."""

    tags: tuple[str, ...]
    do: TagAction
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRule:
    """One source of the issue; `%n` in a format stands for its number."""

    take: TitleTake
    key: str = ""
    formats: tuple[str, ...] = ("%n",)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRule:
    """A table beside the collection, in CSV; `key` is the column that holds the paths.

    Its other columns are read as if the files had them in their front matter.
    """

    file: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignMap:
    """A whole mapping file.

    `column` is that of the articles, and empty for cases; `shelf` is the folder that takes them.
    """

    name: str
    include: tuple[str, ...]
    id: IdRule
    title: tuple[TitleRule, ...]
    exclude: tuple[str, ...] = ()
    date: tuple[DateRule, ...] = ()
    fields: tuple[FieldRule, ...] = ()
    ignore: tuple[str, ...] = ()
    constants: Constants | ArticleConstants = Constants()
    heading: Care = Care.KEEP
    hidden: Care = Care.KEEP
    html: tuple[TagRule, ...] = ()
    issue: tuple[IssueRule, ...] = ()
    index: IndexRule | None = None
    column: str = ""
    shelf: str = CASES

    @property
    def table(self) -> Fields:
        """The table of the fields that are written: of articles where there is a column."""
        return ARTICLE if self.column else CASE
