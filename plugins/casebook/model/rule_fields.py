"""The tables of fields of what a call asks of a text, of expressions to watch, of synonyms."""

from typing import Final

from casebook.model.fields import Fields
from casebook.model.rules import AskedSection, Expression, PixelSize, Synonyms
from casebook.model.shapes import Count, Field, Flag, Group, Many, Text

ASKED: Final[Fields] = {
    "sections": Field(
        Many(
            Group(
                AskedSection,
                {
                    "name": Field(Text(40), required=True),
                    "also": Field(Many(Text(40))),
                    "optional": Field(Flag()),
                },
            ),
            most=20,
        ),
    ),
    "free_form": Field(Flag()),
    "title_max": Field(Count(least=1, most=100)),
    "summary_min": Field(Count(most=1500)),
    "summary_max": Field(Count(least=1, most=1500)),
    "body_min": Field(Count(most=200_000)),
    "body_max": Field(Count(least=1, most=200_000)),
    "images_min": Field(Count(most=100)),
    "images_max": Field(Count(most=100)),
    "image_min_px": Field(
        Group(
            PixelSize,
            {
                "width": Field(Count(least=1, most=20_000), required=True),
                "height": Field(Count(least=1, most=20_000), required=True),
            },
        ),
    ),
    "caption_max": Field(Count(least=1, most=500)),
    "effect": Field(Flag()),
    "method_card": Field(Flag()),
    "proofread": Field(Flag()),
}

WORDING: Final[Fields] = {
    "wording": Field(
        Many(
            Group(
                Expression,
                {
                    "wrong": Field(Text(40), required=True),
                    "right": Field(Text(40), required=True),
                    "reason": Field(Text(200), required=True),
                    "unless": Field(Many(Text(40))),
                    "style": Field(Flag()),
                    "fix": Field(Flag()),
                    "quoted": Field(Flag()),
                },
            ),
            most=5000,
        ),
    ),
}

LEXICON: Final[Fields] = {
    "synonyms": Field(
        Many(
            Group(Synonyms, {"words": Field(Many(Text(30), most=12), required=True)}),
            most=500,
        ),
    ),
}
