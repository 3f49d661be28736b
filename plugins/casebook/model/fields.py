"""The one table of fields: it drives reading, the JSON Schema, the reference and the gate."""

from collections.abc import Mapping
from typing import Final

from casebook.model.case import Attachment, Clearance, Contact, Metric, Score, Withdrawal
from casebook.model.method import (
    Adoption,
    Assistance,
    Declarations,
    Erratum,
    Method,
    Portraits,
    Recognition,
    Span,
)
from casebook.model.registers import Batch, Brand, Indicator, Project, Stage, Term, Unit
from casebook.model.shapes import (
    Address,
    Choice,
    Count,
    Day,
    Field,
    FileName,
    Flag,
    Group,
    Many,
    Number,
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
    Trace,
)

Fields = Mapping[str, Field]

METRIC: Final = Group(
    Metric,
    {
        "name": Field(Text(40), required=True),
        "before": Field(Number()),
        "after": Field(Number(), required=True),
        "unit": Field(Text(12)),
        "date": Field(Day()),
        "source": Field(Text(60)),
    },
)
METHOD: Final = Group(
    Method,
    {
        "problem": Field(Prose(300), required=True),
        "steps": Field(Many(Prose(200), most=8), required=True),
        "conditions": Field(Many(Prose(200), most=6)),
        "cost": Field(Prose(300)),
        "lessons": Field(Many(Prose(200), most=6)),
        "ask": Field(Text(60)),
    },
)
SPAN: Final = Group(Span, {"start": Field(Day(), required=True), "end": Field(Day())})
RECOGNITION: Final = Group(
    Recognition,
    {
        "name": Field(Text(60), required=True),
        "by": Field(Text(60), required=True),
        "date": Field(Day()),
    },
)
ADOPTION: Final = Group(
    Adoption,
    {
        "unit": Field(Reference("units"), required=True),
        "date": Field(Day()),
        "note": Field(Prose(200)),
    },
)
ERRATUM: Final = Group(
    Erratum,
    {"date": Field(Day(), required=True), "note": Field(Prose(200), required=True)},
)
DECLARATIONS: Final = Group(
    Declarations,
    {
        "truthful": Field(Flag(), required=True),
        "original": Field(Flag(), required=True),
        "portraits": Field(Choice(Portraits)),
        "ai": Field(Choice(Assistance)),
    },
)
ATTACHMENT: Final = Group(
    Attachment,
    {
        "file": Field(FileName(), required=True),
        "title": Field(Text(60), required=True),
        "audience": Field(Choice(Audience)),
    },
)
CLEARANCE: Final = Group(
    Clearance,
    {
        "by": Field(Text(60), required=True),
        "date": Field(Day(), required=True),
        "scope": Field(Choice(Audience), required=True),
    },
)
WITHDRAWAL: Final = Group(
    Withdrawal,
    {
        "mode": Field(Choice(Trace), required=True),
        "date": Field(Day(), required=True),
        "reason": Field(Text(200)),
    },
)
CONTACT: Final = Group(
    Contact,
    {
        "name": Field(Text(40), required=True),
        "phone": Field(Text(40)),
        "email": Field(Text(80)),
    },
)
SCORE: Final = Group(
    Score,
    {
        "judge": Field(Text(40), required=True),
        "points": Field(Number(), required=True),
        "note": Field(Prose(500)),
    },
)

CASE: Final[Fields] = {
    "title": Field(Text(100), required=True),
    "subtitle": Field(Text(100)),
    "date": Field(Day()),
    "unit": Field(Reference("units")),
    "brand": Field(Reference("brands")),
    "kind": Field(Reference("kinds")),
    "themes": Field(Many(Reference("themes"), most=8)),
    "scenes": Field(Many(Reference("scenes"), most=8)),
    "call": Field(Reference("calls")),
    "authors": Field(Many(Text(40))),
    "summary": Field(Prose(1500)),
    "method": Field(METHOD),
    "period": Field(SPAN),
    "beneficiaries": Field(Text(100)),
    "metrics": Field(Many(METRIC, most=20)),
    "effect_note": Field(Prose(300)),
    "recognition": Field(Many(RECOGNITION, most=10)),
    "adoptions": Field(Many(ADOPTION)),
    "project": Field(Reference("projects")),
    "indicators": Field(Many(Reference("indicators"), most=10)),
    "related": Field(Many(Reference("cases"), most=10)),
    "attachments": Field(Many(ATTACHMENT, most=20)),
    "declarations": Field(DECLARATIONS, audience=Audience.INTRANET),
    "state": Field(Choice(State)),
    "batch": Field(Reference("batches")),
    "admitted": Field(Day()),
    "published": Field(Day()),
    "notice": Field(SPAN),
    "audience": Field(Choice(Audience)),
    "clearance": Field(CLEARANCE, audience=Audience.INTRANET),
    "withdrawal": Field(WITHDRAWAL),
    "errata": Field(Many(ERRATUM)),
    "source": Field(Text(200)),
    "former_ids": Field(Many(Text(80))),
    "origin": Field(Text(400), audience=Audience.INTRANET),
    "contacts": Field(Many(CONTACT, most=10), audience=Audience.INTRANET),
    "remarks": Field(Many(Prose(1000)), audience=Audience.INTRANET),
    "scores": Field(Many(SCORE), audience=Audience.INTRANET),
    "sample": Field(Flag()),
}

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
