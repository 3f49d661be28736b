"""The tables of fields of an article and of its column, as `fields.CASE` is that of a case."""

from typing import Final

from casebook.model.article import ArticleState, Numbering, Rights
from casebook.model.fields import ACCEPTANCE, CLEARANCE, ERRATUM, Fields
from casebook.model.register_fields import TERMS
from casebook.model.shapes import (
    Address,
    Choice,
    Count,
    Day,
    Field,
    Flag,
    Many,
    Prose,
    Reference,
    Text,
)
from casebook.model.terms import Audience

ARTICLE: Final[Fields] = {
    "title": Field(Text(100), required=True),
    "subtitle": Field(Text(100)),
    "issue": Field(Count(least=1, most=99_999)),
    "date": Field(Day()),
    "series": Field(Reference("series")),
    "medium": Field(Text(60)),
    "authors": Field(Many(Text(40))),
    "unit": Field(Reference("units")),
    "themes": Field(Many(Reference("themes"), most=8)),
    "cases": Field(Many(Reference("cases"), most=10)),
    "summary": Field(Prose(500)),
    "link": Field(Address()),
    "rights": Field(Choice(Rights)),
    "state": Field(Choice(ArticleState)),
    "audience": Field(Choice(Audience)),
    "clearance": Field(CLEARANCE, audience=Audience.INTRANET),
    "errata": Field(Many(ERRATUM)),
    "source": Field(Text(200)),
    "former_ids": Field(Many(Text(80))),
    "origin": Field(Text(400), audience=Audience.INTRANET),
    "remarks": Field(Many(Prose(1000)), audience=Audience.INTRANET),
    "accepted": Field(Many(ACCEPTANCE, most=20), audience=Audience.INTRANET),
    "sample": Field(Flag()),
}

COLUMN: Final[Fields] = {
    "name": Field(Text(40), required=True),
    "note": Field(Prose(300)),
    "medium": Field(Text(60)),
    "rights": Field(Choice(Rights)),
    "numbering": Field(Choice(Numbering)),
    "series": TERMS["terms"],
    "audience": Field(Choice(Audience)),
    "formal": Field(Flag()),
    "proofread": Field(Flag()),
    "sample": Field(Flag()),
}
