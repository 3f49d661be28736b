"""The tables of fields of the settings and registers, as `fields.CASE` is that of a case."""

from typing import Final

from casebook.model.calendar import Holiday
from casebook.model.fields import Fields
from casebook.model.offprint import Offprint
from casebook.model.registers import (
    Batch,
    Branch,
    Brand,
    FormerName,
    Indicator,
    Project,
    Stage,
    Term,
    Unit,
)
from casebook.model.rule_fields import ASKED
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
    Profile,
    ProjectState,
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

FORMER_NAME: Final = Group(
    FormerName,
    {"name": Field(Text(60), required=True), "until": Field(Day(), required=True)},
)

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
                    "former_names": Field(Many(FORMER_NAME, most=20)),
                    "former_ids": Field(Many(Text(80), most=20)),
                    "audience": Field(Choice(Audience)),
                    "sample": Field(Flag()),
                },
            ),
            most=20_000,
        ),
    ),
}

BRANCHES: Final[Fields] = {
    "branches": Field(
        Many(
            Group(
                Branch,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(60), required=True),
                    "unit": Field(Reference("units"), required=True),
                    "feature": Field(Text(60)),
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
                    "drawn_from": Field(Reference("titles")),
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
                    "type": Field(Reference("brand_types"), required=True),
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
                    "type": Field(Reference("project_types"), required=True),
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
    "version": Field(Text(40)),
    "effective": Field(Day()),
    "indicators": Field(
        Many(
            Group(
                Indicator,
                {
                    "id": Field(Slug(), required=True),
                    "name": Field(Text(100), required=True),
                    "dimension": Field(Reference("dimensions"), required=True),
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
    "rubric": Field(Reference("rubrics")),
    **ASKED,
    "formal": Field(Flag()),
    "sample": Field(Flag()),
}

HOLIDAYS: Final[Fields] = {
    "holidays": Field(
        Many(
            Group(
                Holiday,
                {
                    "date": Field(Day(), required=True),
                    "name": Field(Text(20), required=True),
                    "off": Field(Flag(), required=True),
                },
            ),
            most=2000,
        ),
    ),
}

STAGES: Final[Fields] = {
    "notice_days": Field(Count(least=0, most=60)),
    "states": Field(
        Many(
            Group(
                Stage,
                {
                    "id": Field(Choice(State), required=True),
                    "name": Field(Text(20), required=True),
                    "audience": Field(Choice(Audience)),
                    "note": Field(Text(200)),
                    "next": Field(Many(Choice(State))),
                },
            ),
        ),
    ),
}

SITE: Final[Fields] = {
    "format": Field(Count(least=1, most=9999)),
    "name": Field(Text(60), required=True),
    "organ": Field(Text(60)),
    "audience": Field(Choice(Audience)),
    "profile": Field(Choice(Profile)),
    "edit_url": Field(Address(slots=("path",))),
    "corrections": Field(Address(slots=("id", "title", "url"), mail=True)),
    "contact": Field(Text(200)),
    "page_size": Field(Count(least=5, most=200)),
    "offprints": Field(Many(Choice(Offprint), most=len(Offprint))),
}
