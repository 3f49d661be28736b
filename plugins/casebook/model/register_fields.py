"""The tables of fields of the settings and registers, as `fields.CASE` is that of a case."""

from typing import Final

from casebook.model.fields import Fields
from casebook.model.registers import (
    Batch,
    Brand,
    Indicator,
    Project,
    Stage,
    Synonyms,
    Term,
    Unit,
)
from casebook.model.shapes import (
    Address,
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
from casebook.model.terms import (
    Audience,
    BrandType,
    Dimension,
    Profile,
    ProjectState,
    ProjectType,
    State,
)

TERMS: Final[Fields] = {
    "terms": Field(
        Many(
            Group(
                Term,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(40), required=True),
                    "note": Field(Text(120)),
                },
            ),
            most=500,
        ),
    ),
}

UNITS: Final[Fields] = {
    "units": Field(
        Many(
            Group(
                Unit,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(60), required=True),
                    "short": Field(Text(30)),
                    "level": Field(Reference("levels")),
                    "parent": Field(Reference("units")),
                    "audience": Field(Choice(Audience)),
                    "sample": Field(Flag()),
                },
            ),
            most=20_000,
        ),
    ),
}

BATCHES: Final[Fields] = {
    "batches": Field(
        Many(
            Group(
                Batch,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(60), required=True),
                    "date": Field(Day(), required=True),
                    "note": Field(Prose(500)),
                    "audience": Field(Choice(Audience)),
                    "sample": Field(Flag()),
                },
            ),
            most=2000,
        ),
    ),
}

BRANDS: Final[Fields] = {
    "brands": Field(
        Many(
            Group(
                Brand,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(40), required=True),
                    "unit": Field(Reference("units"), required=True),
                    "type": Field(Choice(BrandType), required=True),
                    "slogan": Field(Text(40)),
                    "meaning": Field(Prose(300)),
                    "year": Field(Count(least=1949, most=2999)),
                    "sample": Field(Flag()),
                },
            ),
            most=2000,
        ),
    ),
}

PROJECTS: Final[Fields] = {
    "projects": Field(
        Many(
            Group(
                Project,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(60), required=True),
                    "unit": Field(Reference("units"), required=True),
                    "year": Field(Count(least=1949, most=2999), required=True),
                    "parent": Field(Reference("projects")),
                    "type": Field(Choice(ProjectType), required=True),
                    "goal": Field(Prose(300)),
                    "state": Field(Choice(ProjectState), required=True),
                    "sample": Field(Flag()),
                },
            ),
            most=20_000,
        ),
    ),
}

INDICATORS: Final[Fields] = {
    "title": Field(Text(60)),
    "indicators": Field(
        Many(
            Group(
                Indicator,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(100), required=True),
                    "dimension": Field(Choice(Dimension), required=True),
                    "target": Field(Text(60)),
                    "sample": Field(Flag()),
                },
            ),
            most=500,
        ),
    ),
}

CALL: Final[Fields] = {
    "name": Field(Text(60), required=True),
    "opens": Field(Day()),
    "closes": Field(Day()),
    "requires": Field(Many(Text(40))),
    "formal": Field(Flag()),
    "sample": Field(Flag()),
}

LEXICON: Final[Fields] = {
    "synonyms": Field(
        Many(
            Group(Synonyms, {"words": Field(Many(Text(30), most=12), required=True)}),
            most=500,
        ),
    ),
}

STAGES: Final[Fields] = {
    "states": Field(
        Many(
            Group(
                Stage,
                {
                    "id": Field(Choice(State), required=True),
                    "name": Field(Text(20), required=True),
                    "audience": Field(Choice(Audience)),
                    "note": Field(Text(200)),
                },
            ),
        ),
    ),
}

SITE: Final[Fields] = {
    "name": Field(Text(60), required=True),
    "organ": Field(Text(60)),
    "audience": Field(Choice(Audience)),
    "profile": Field(Choice(Profile)),
    "edit_url": Field(Address()),
    "page_size": Field(Count(least=5, most=200)),
}
