"""The tables of fields of the records in `appraisal.py`."""

from typing import Final

from casebook.model.appraisal import (
    Award,
    Condition,
    Criterion,
    Grade,
    Honour,
    Item,
    Part,
    Standard,
    Target,
)
from casebook.model.fields import Fields
from casebook.model.shapes import (
    Choice,
    Count,
    Day,
    Field,
    Flag,
    Group,
    Many,
    Prose,
    Reference,
    Slug,
    Text,
)
from casebook.model.terms import Audience, Counted

YEAR: Final = Count(least=1949, most=2999)

GRADE: Final = Group(
    Grade,
    {
        "name": Field(Text(40), required=True),
        "places": Field(Count(least=1, most=500)),
        "cases": Field(Many(Reference("cases"), most=500)),
    },
)

AWARDS: Final[Fields] = {
    "awards": Field(
        Many(
            Group(
                Award,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(60), required=True),
                    "series": Field(Text(40)),
                    "year": Field(YEAR, required=True),
                    "by": Field(Text(60), required=True),
                    "date": Field(Day()),
                    "document": Field(Text(60)),
                    "grades": Field(Many(GRADE, most=20), required=True),
                    "note": Field(Prose(500)),
                    "audience": Field(Choice(Audience)),
                    "sample": Field(Flag()),
                },
            ),
            most=2000,
        ),
    ),
}

HONOURS: Final[Fields] = {
    "honours": Field(
        Many(
            Group(
                Honour,
                {
                    "title": Field(Reference("titles"), required=True),
                    "unit": Field(Reference("units")),
                    "branch": Field(Reference("branches")),
                    "year": Field(YEAR, required=True),
                    "batch": Field(Text(30)),
                    "by": Field(Text(60)),
                    "document": Field(Text(60)),
                    "valid_until": Field(Day()),
                    "audience": Field(Choice(Audience)),
                    "sample": Field(Flag()),
                },
            ),
            most=20_000,
        ),
    ),
}

ITEM: Final = Group(
    Item,
    {
        "id": Field(Slug(), required=True),
        "name": Field(Text(100), required=True),
        "note": Field(Prose(300)),
    },
)
PART: Final = Group(
    Part,
    {
        "name": Field(Text(40), required=True),
        "number": Field(Count(least=1, most=100)),
        "items": Field(Many(ITEM, most=100), required=True),
    },
)

STANDARDS: Final[Fields] = {
    "standards": Field(
        Many(
            Group(
                Standard,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(60), required=True),
                    "version": Field(Text(40)),
                    "effective": Field(Day()),
                    "parts": Field(Many(PART, most=20), required=True),
                    "note": Field(Prose(500)),
                    "audience": Field(Choice(Audience)),
                    "sample": Field(Flag()),
                },
            ),
            most=100,
        ),
    ),
}

RUBRIC: Final[Fields] = {
    "name": Field(Text(60), required=True),
    "criteria": Field(
        Many(
            Group(
                Criterion,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(40), required=True),
                    "weight": Field(Count(least=1, most=100), required=True),
                    "note": Field(Prose(300)),
                },
            ),
        ),
        required=True,
    ),
    "conditions": Field(
        Many(
            Group(
                Condition,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(40), required=True),
                    "note": Field(Prose(300)),
                },
            ),
        ),
    ),
    "note": Field(Prose(500)),
    "sample": Field(Flag()),
}

TARGETS: Final[Fields] = {
    "targets": Field(
        Many(
            Group(
                Target,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(60), required=True),
                    "number": Field(Count(), required=True),
                    "measure": Field(Text(12)),
                    "period": Field(Text(20)),
                    "due": Field(Day()),
                    "counts": Field(Choice(Counted)),
                    "of": Field(Slug()),
                    "exact": Field(Flag()),
                    "note": Field(Prose(200)),
                    "audience": Field(Choice(Audience)),
                    "sample": Field(Flag()),
                },
            ),
            most=500,
        ),
    ),
}
