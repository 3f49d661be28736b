"""The table of fields of a file in site_config/volumes/."""

from typing import Final

from casebook.model.appraisal_fields import YEAR
from casebook.model.fields import Fields
from casebook.model.shapes import (
    Choice,
    Count,
    Day,
    Field,
    Flag,
    Group,
    Many,
    Number,
    Prose,
    Reference,
    Text,
)
from casebook.model.terms import Audience
from casebook.model.volume import (
    Appendix,
    ColumnSelection,
    Divide,
    Division,
    Imprint,
    Layout,
    Order,
    Post,
    Publication,
    Selection,
)

SELECTION: Final = Group(
    Selection,
    {
        "years": Field(Many(YEAR)),
        "batches": Field(Many(Reference("batches"))),
        "awards": Field(Many(Reference("awards"))),
        "themes": Field(Many(Reference("themes"))),
        "scenes": Field(Many(Reference("scenes"))),
        "kinds": Field(Many(Reference("kinds"))),
        "units": Field(Many(Reference("units"), most=500)),
        "cases": Field(Many(Reference("cases"), most=2000)),
        "columns": Field(
            Many(
                Group(
                    ColumnSelection,
                    {
                        "column": Field(Reference("columns"), required=True),
                        "years": Field(Many(YEAR)),
                        "series": Field(Many(Reference("series"))),
                        "issues": Field(Many(Count(least=1), most=2000)),
                    },
                ),
            ),
        ),
    },
)

VOLUME: Final[Fields] = {
    "name": Field(Text(60), required=True),
    "subtitle": Field(Text(60)),
    "audience": Field(Choice(Audience)),
    "layout": Field(Choice(Layout)),
    "select": Field(SELECTION, required=True),
    "order": Field(Choice(Order)),
    "parts": Field(
        Many(
            Group(
                Division,
                {
                    "name": Field(Text(30), required=True),
                    "note": Field(Prose(500)),
                    "select": Field(SELECTION, required=True),
                },
            ),
        ),
    ),
    "divide": Field(Choice(Divide)),
    "board": Field(
        Many(
            Group(
                Post,
                {
                    "role": Field(Text(20), required=True),
                    "names": Field(Many(Text(30), most=100), required=True),
                },
            ),
        ),
    ),
    "foreword": Field(Prose(5000)),
    "appendices": Field(
        Many(
            Group(
                Appendix,
                {
                    "name": Field(Text(30), required=True),
                    "text": Field(Prose(20000), required=True),
                },
            ),
            most=20,
        ),
    ),
    "imprint": Field(
        Group(
            Imprint,
            {
                "kind": Field(Choice(Publication)),
                "by": Field(Text(60)),
                "date": Field(Day()),
                "permit": Field(Text(60)),
                "recipients": Field(Text(120)),
                "printer": Field(Text(60)),
                "copies": Field(Count(least=1)),
                "publisher": Field(Text(60)),
                "isbn": Field(Text(30)),
            },
        ),
    ),
    "paper": Field(Number()),
    "sample": Field(Flag()),
}
