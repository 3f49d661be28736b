"""The blank form (申报表) of a call, as a Word file."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from docx.document import Document
from docx.shared import Pt
from docx.table import Table

from casebook.findings import Catalogue
from casebook.intake.word.cells import shape_of, words_for
from casebook.intake.word.labels import METRICS
from casebook.intake.word.layout import (
    add_guide,
    add_head,
    add_row,
    add_table,
    new_document,
    write_choices,
    write_label,
)
from casebook.model import shapes
from casebook.model.fields import CASE
from casebook.model.registers import Call
from casebook.parse import Registers
from casebook.text.ordinals import han

# Groups of rows by the end of their phrase; the first stand before the text, the last after it.
_BEFORE: Final = (
    ("about", ("call", "title", "subtitle", "unit", "branch", "kind", "themes", "scenes", "date",
               "authors", "beneficiaries", "period.start", "period.end")),
    ("summary", ("summary",)),
    ("method", ("method.problem", "method.steps", "method.conditions", "method.cost",
                "method.lessons", "method.ask")),
    ("effect", ("effect_note",)),
)  # fmt: skip
_AFTER: Final = (
    ("declarations", ("declarations.truthful", "declarations.original",
                      "declarations.awarded_before", "declarations.portraits",
                      "declarations.ai")),
    ("contacts", ("contacts.name", "contacts.phone", "contacts.email")),
    ("recommendation", ("recommendation.by", "recommendation.date", "recommendation.opinion")),
)  # fmt: skip
_LOW, _HIGH, _HIGHEST = 10, 22, 40
_HIGH_ROWS: Final = frozenset(("method.steps", "recommendation.opinion"))
_METRIC_WIDTHS: Final = (36, 18, 18, 25, 30, 29)
_METRIC_ROWS: Final = 4


class BlankForm:
    """Writes the form of one call."""

    def __init__(self, call: Call, registers: Registers, catalogue: Catalogue) -> None:
        self._call, self._registers, self._catalogue = call, registers, catalogue
        self._document = new_document()

    def written(self, today: date) -> bytes:
        """The file; `today` is the day on which it was made."""
        title = self._phrase("title", name=self._call.name)
        self._document.add_paragraph(title, style="Title")
        add_guide(self._document, self._phrase("guide"))
        self._groups(_BEFORE)
        self._metrics()
        self._text()
        self._groups(_AFTER)
        return _saved(self._document, title, self._registers.site.name, today)

    def _phrase(self, key: str, **params: object) -> str:
        return self._catalogue.phrase(f"form_{key}", **params)

    def _groups(self, groups: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        table = add_table(self._document)
        for name, fields in groups:
            add_head(table, self._phrase(f"group_{name}"))
            for field in filter(self._is_asked, fields):
                self._row(table, field)

    def _is_asked(self, field: str) -> bool:
        """Whether a row has something to choose from; a row without a register always has."""
        shape = shape_of(field)
        inner = shape.of if isinstance(shape, shapes.Many) else shape
        return not isinstance(inner, shapes.Reference) or bool(self._names(inner.to))

    def _row(self, table: Table, field: str) -> None:
        label, value = add_row(table, _height(field))
        star = "*" if self._is_needed(field) else ""
        write_label(label, f"{self._catalogue.label(field)}{star}", self._guide(field))
        if field == "call":
            value.paragraphs[0].add_run(f"{self._call.name}（{self._call.id}）")
        else:
            write_choices(value, self._choices(field))

    def _is_needed(self, field: str) -> bool:
        """Whether the call asks everybody for it, be it as a part of the method card."""
        group, _, part = field.partition(".")
        is_asked = group in self._call.requires or (group == "method" and self._call.method_card)
        return field == "call" or (is_asked and (not part or _is_required(field)))

    def _choices(self, field: str) -> list[str]:
        shape = shape_of(field)
        inner = shape.of if isinstance(shape, shapes.Many) else shape
        if isinstance(inner, shapes.Reference) and inner.to in self._registers.taxonomies:
            return self._names(inner.to)
        return list(words_for(field, self._catalogue).values())

    def _names(self, register: str) -> list[str]:
        own: Mapping[str, Mapping[Any, Any]] = {
            "units": self._registers.units,
            "branches": self._registers.branches,
            "calls": self._registers.calls,
        }
        rows = own[register] if register in own else self._registers.taxonomies[register]
        return [row.name for row in rows.values()]

    def _guide(self, field: str) -> str:
        """How to fill in a row: what is said of it, and how much it holds."""
        key = f"form_hint_{field.replace('.', '_')}"
        said = self._catalogue.phrases.get(key, "")
        return "；".join(filter(None, (said, self._limit(field))))

    def _limit(self, field: str) -> str:
        call, shape = self._call, shape_of(field)
        if field == "title" and call.title_max:
            return self._phrase("most", most=call.title_max)
        if field == "summary" and (call.summary_min or call.summary_max):
            return _range(self._catalogue, call.summary_min, call.summary_max)
        if isinstance(shape, shapes.Many) and isinstance(shape.of, shapes.Prose):
            return self._phrase("items", most=shape.of.most, count=shape.most)
        return self._phrase("most", most=shape.most) if isinstance(shape, shapes.Prose) else ""

    def _metrics(self) -> None:
        # A paragraph keeps two tables apart.
        add_guide(self._document, self._phrase("metrics"))
        table = add_table(self._document, _METRIC_WIDTHS)
        for cell, field in zip(add_row(table, _LOW), METRICS, strict=True):
            write_label(cell, self._catalogue.label(field))
        for _ in range(_METRIC_ROWS):
            add_row(table, _LOW)

    def _text(self) -> None:
        """The sections that the call asks for, each a heading to write below."""
        add_guide(self._document, "；".join(self._about_text()))
        for number, asked in enumerate(self._call.sections, start=1):
            heading = f"{han(number)}、{asked.name}"
            self._document.add_paragraph(heading, style="Heading 1")
            if asked.optional:
                add_guide(self._document, self._phrase("optional"))
            self._lines(2)
        if not self._call.sections:
            self._lines(4)
        add_guide(self._document, self._phrase("text_ends"))

    def _lines(self, count: int) -> None:
        for _ in range(count):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Pt(32)

    def _about_text(self) -> Iterator[str]:
        call = self._call
        yield self._phrase("text")
        if call.body_min or call.body_max:
            yield _range(self._catalogue, call.body_min, call.body_max)
        if call.sections and call.free_form:
            yield self._phrase("free")
        if call.images_min:
            yield self._phrase("images_min", least=call.images_min)
        if call.images_max:
            yield self._phrase("images", most=call.images_max)
        if size := call.image_min_px:
            yield self._phrase("pixels", width=size.width, height=size.height)
        yield self._phrase("alt")


def _is_required(field: str) -> bool:
    """Whether a part of a group must be there where the group is."""
    name, _, part = field.partition(".")
    shape = CASE[name].shape
    return isinstance(shape, shapes.Group) and shape.fields[part].required


def _height(field: str) -> int:
    if field in _HIGH_ROWS or field == "summary":
        return _HIGHEST
    shape = shape_of(field)
    is_long = isinstance(shape, shapes.Prose) or (
        isinstance(shape, shapes.Many) and isinstance(shape.of, shapes.Prose)
    )
    return _HIGH if is_long else _LOW


def _range(catalogue: Catalogue, least: int | None, most: int | None) -> str:
    key = "range" if least and most else "most" if most else "least"
    return catalogue.phrase(f"form_{key}", least=least, most=most)


def _saved(document: Document, title: str, author: str, today: date) -> bytes:
    about = document.core_properties
    about.title, about.author, about.comments = title, author, ""
    about.created = about.modified = datetime.combine(today, time())
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
