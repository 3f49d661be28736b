"""The tables of fields of a mapping file, for cases and for the articles of a column."""

from enum import StrEnum
from typing import Any, Final

from casebook.intake.fields import (
    ArticleConstants,
    ArticleTarget,
    At,
    Care,
    Constants,
    DateRule,
    DateTake,
    FieldRule,
    IdRule,
    IndexRule,
    IssueRule,
    TagAction,
    TagRule,
    Target,
    TitleRule,
    TitleTake,
    Word,
)
from casebook.model.article_fields import ARTICLE
from casebook.model.fields import CASE, Fields
from casebook.model.shapes import Choice, Count, Field, Group, Many, Slug, Text


def _part(table: Fields, constants: Any) -> Fields:  # noqa: ANN401 (a type)
    """The fields of a table that the same for every file may be given."""
    return {name: table[name] for name in constants.__dataclass_fields__}


def _field_rules(targets: type[StrEnum]) -> Field:
    word = {"word": Field(Text(80), required=True), "to": Field(Text(80), required=True)}
    rule = {
        "key": Field(Text(80), required=True),
        "to": Field(Choice(targets), required=True),
        "split": Field(Many(Text(8), most=10)),
        "words": Field(Many(Group(Word, word), most=1000)),
    }
    return Field(Many(Group(FieldRule, rule)))


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
    "fields": _field_rules(Target),
    "ignore": Field(Many(Text(80), most=200)),
    "constants": Field(Group(Constants, _part(CASE, Constants))),
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

ARTICLE_MAPPING: Final[Fields] = {
    **MAPPING,
    "issue": Field(
        Many(
            Group(
                IssueRule,
                {
                    "take": Field(Choice(TitleTake), required=True),
                    "key": Field(Text(80)),
                    "formats": Field(Many(Text(40), most=20)),
                },
            ),
            most=10,
        ),
    ),
    "index": Field(
        Group(
            IndexRule,
            {"file": Field(Text(200), required=True), "key": Field(Text(80), required=True)},
        ),
    ),
    "fields": _field_rules(ArticleTarget),
    "constants": Field(Group(ArticleConstants, _part(ARTICLE, ArticleConstants))),
}
