"""The one table of fields: it drives reading, the JSON Schema, the reference and the gate."""

from collections.abc import Mapping
from typing import Final

from casebook.model.case import (
    Acceptance,
    Attachment,
    Clearance,
    Contact,
    Metric,
    Score,
    Withdrawal,
)
from casebook.model.method import (
    Adoption,
    Assistance,
    Declarations,
    Erratum,
    Method,
    Portraits,
    Recognition,
    Recommendation,
    Span,
)
from casebook.model.shapes import (
    Choice,
    Day,
    Field,
    FileName,
    Flag,
    Group,
    Many,
    Number,
    Prose,
    Reference,
    Text,
)
from casebook.model.terms import (
    Audience,
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
        "awarded_before": Field(Flag()),
        "portraits": Field(Choice(Portraits)),
        "ai": Field(Choice(Assistance)),
    },
)
RECOMMENDATION: Final = Group(
    Recommendation,
    {
        "by": Field(Text(60), required=True),
        "date": Field(Day()),
        "opinion": Field(Prose(500)),
    },
)
ATTACHMENT: Final = Group(
    Attachment,
    {
        "file": Field(FileName(), required=True),
        "title": Field(Text(60), required=True),
        "evidence": Field(Flag()),
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

ACCEPTANCE: Final = Group(
    Acceptance,
    {
        "code": Field(Text(20), required=True),
        "reason": Field(Text(200)),
        "until": Field(Day()),
    },
)

CASE: Final[Fields] = {
    "title": Field(Text(100), required=True),
    "subtitle": Field(Text(100)),
    "date": Field(Day()),
    "unit": Field(Reference("units")),
    "branch": Field(Reference("branches")),
    "party_body": Field(Text(80)),
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
    "standards": Field(Many(Reference("standards"), most=10)),
    "related": Field(Many(Reference("cases"), most=10)),
    "supersedes": Field(Many(Reference("cases"), most=10)),
    "attachments": Field(Many(ATTACHMENT, most=20)),
    "declarations": Field(DECLARATIONS, audience=Audience.INTRANET),
    "recommendation": Field(RECOMMENDATION, audience=Audience.INTRANET),
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
    "accepted": Field(Many(ACCEPTANCE, most=20), audience=Audience.INTRANET),
    "sample": Field(Flag()),
}
