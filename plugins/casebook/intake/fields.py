"""The table of fields of a mapping file, and the types that its values become."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from casebook.model.fields import CASE, Fields
from casebook.model.ids import BatchId, CallId, TermId, UnitId
from casebook.model.shapes import Choice, Count, Field, Group, Many, Slug, Text
from casebook.model.terms import Audience, State


class TitleTake(StrEnum):
    """The sources that a title may have."""

    FRONT = "front"
    HEADING = "heading"
    FILE_NAME = "file-name"


class DateTake(StrEnum):
    """The sources that a date may have."""

    FRONT = "front"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A foreign word and what it is called here."""

    word: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """A foreign key and the field that takes its value."""

    key: str
    to: Target
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
class ForeignMap:
    """A whole mapping file."""

    name: str
    include: tuple[str, ...]
    id: IdRule
    title: tuple[TitleRule, ...]
    exclude: tuple[str, ...] = ()
    date: tuple[DateRule, ...] = ()
    fields: tuple[FieldRule, ...] = ()
    ignore: tuple[str, ...] = ()
    constants: Constants = Constants()
    heading: Care = Care.KEEP
    hidden: Care = Care.KEEP
    html: tuple[TagRule, ...] = ()


_CONSTANTS: Final = tuple(Constants.__dataclass_fields__)

MAPPING: Final[Fields] = {
    "name": Field(Slug(), required=True),
    "include": Field(Many(Text(200)), required=True),
    "exclude": Field(Many(Text(200), most=200)),
    "id": Field(
        Group(IdRule, {"year": Field(Text(4), required=True), "start": Field(Count(least=1))}),
        required=True,
    ),
    "title": Field(
        Many(
            Group(
                TitleRule,
                {"take": Field(Choice(TitleTake), required=True), "key": Field(Text(80))},
            ),
            most=10,
        ),
        required=True,
    ),
    "date": Field(
        Many(
            Group(
                DateRule,
                {
                    "take": Field(Choice(DateTake), required=True),
                    "key": Field(Text(80)),
                    "at": Field(Choice(At)),
                    "formats": Field(Many(Text(40), most=20), required=True),
                    "month": Field(Count(least=1, most=12)),
                    "day": Field(Count(least=1, most=28)),
                },
            ),
            most=20,
        ),
    ),
    "fields": Field(
        Many(
            Group(
                FieldRule,
                {
                    "key": Field(Text(80), required=True),
                    "to": Field(Choice(Target), required=True),
                    "split": Field(Many(Text(8), most=10)),
                    "words": Field(
                        Many(
                            Group(
                                Word,
                                {
                                    "word": Field(Text(80), required=True),
                                    "to": Field(Text(80), required=True),
                                },
                            ),
                            most=1000,
                        ),
                    ),
                },
            ),
        ),
    ),
    "ignore": Field(Many(Text(80), most=200)),
    "constants": Field(Group(Constants, {name: CASE[name] for name in _CONSTANTS})),
    "heading": Field(Choice(Care)),
    "hidden": Field(Choice(Care)),
    "html": Field(
        Many(
            Group(
                TagRule,
                {
                    "tags": Field(Many(Text(40), most=100), required=True),
                    "do": Field(Choice(TagAction), required=True),
                    "before": Field(Text(100)),
                    "after": Field(Text(100)),
                },
            ),
        ),
    ),
}
