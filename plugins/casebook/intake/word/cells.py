"""What is written in a row of a form, as the values of its field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook.checks import Names
from casebook.findings import Catalogue
from casebook.intake.word.document import Cell
from casebook.intake.word.labels import GUIDE
from casebook.intake.word.notes import NOWHERE, Note
from casebook.model import shapes
from casebook.model.fields import CASE, Fields
from casebook.model.shapes import Shape
from casebook.parse.scalars import SCALARS, Wrong
from casebook.text.ordinals import ordinal_of
from casebook.text.suggestion import nearest

TICKED: Final = "☑☒√✓✔■●"
BOX: Final = "☐"
_BOXES: Final = f"{BOX}□○◯"
_TICKS: Final = "√✓✔"
_NO_BOXES: Final = dict.fromkeys(map(ord, _BOXES + TICKED), "\n")
_UNKNOWN = rf"[^{_BOXES}{TICKED}\s，、；;：:]+"
_BETWEEN = re.compile(r"[、，,；;\n]|\s{2,}")
_ITEM = re.compile(r"(?:第[一二三四五六七八九十]+步|[①-⑳])[、：:.．\s]*")
_ASIDE = re.compile(r"\s*[（(]([^（）()]*)[）)]$")
# Digits and marks of a Chinese keyboard, where a number is asked for.
_NUMERAL: Final = str.maketrans("０１２３４５６７８９．－＋", "0123456789.-+")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: what is to be written, and the paragraph that it came from."""

    text: str
    at: int = NOWHERE


def shape_of(field: str, table: Fields = CASE) -> Shape:
    """The shape of a field by its path, in which a list of groups may have a number.

    >>> shape_of("metrics.after"), shape_of("metrics.0.after")
    (Number(), Number())
    """
    name, _, rest = field.partition(".")
    shape = table[name].shape
    group = shape.of if isinstance(shape, shapes.Many) else shape
    if not rest or not isinstance(group, shapes.Group):
        return shape
    number, _, part = rest.partition(".")
    return shape_of(part if number.isdecimal() else rest, group.fields)


def words_for(field: str, catalogue: Catalogue) -> Mapping[str, str]:
    """The words of a form for the values of a field that knows only some, by value."""
    shape = shape_of(field)
    if isinstance(shape, shapes.Flag):
        return {one: catalogue.phrase(f"form_{one}") for one in ("true", "false")}
    if isinstance(shape, shapes.Choice):
        name = field.rpartition(".")[2]
        return {str(one): catalogue.phrase(f"form_{name}_{one}") for one in shape.of}
    return {}


@dataclass(slots=True)
class Values:
    """Reads cells by the shape of their field."""

    catalogue: Catalogue
    names: Names
    notes: list[Note]

    def of(self, field: str, cell: Cell) -> Iterator[Value]:
        """The values in a cell, in its order."""
        shape = shape_of(field)
        lines = [Value(text, one.at) for one in cell.paragraphs if (text := _plain(one.text))]
        inner = shape.of if isinstance(shape, shapes.Many) else shape
        if isinstance(inner, (shapes.Reference, shapes.Choice, shapes.Flag)):
            yield from self._chosen(field, inner, lines)
        elif isinstance(shape, shapes.Many) and isinstance(inner, shapes.Prose):
            yield from (Value(_without_ordinal(one.text), one.at) for one in lines)
        elif isinstance(shape, shapes.Many):
            for line in lines:
                yield from (Value(one, line.at) for one in _pieces(line.text))
        elif lines:
            between = "\n" if isinstance(inner, shapes.Prose) else " "
            text = between.join(one.text for one in lines)
            yield Value(_written(text, inner), lines[0].at)

    def _chosen(self, field: str, shape: Shape, lines: list[Value]) -> Iterator[Value]:
        """What is ticked, else what is written; each as the value that it stands for."""
        option = self._option(field, shape)
        for line in lines:
            found = option.findall(line.text)
            ticked = [name for box, name, tick in found if tick or box in TICKED]
            written = _pieces(option.sub("\n", line.text).translate(_NO_BOXES))
            for text in (*ticked, *written):
                # “其他：……” says what is meant behind the colon.
                meant = self._meant(field, shape, text.lstrip("：:"), line.at)
                yield Value(meant, line.at)

    def _option(self, field: str, shape: Shape) -> re.Pattern[str]:
        """A box and the word behind it: one of those of the form, or else what stands there."""
        known = self.names.known(shape.to) if isinstance(shape, shapes.Reference) else ()
        words = sorted((*known, *words_for(field, self.catalogue).values()), key=len, reverse=True)
        names = "|".join((*map(re.escape, words), _UNKNOWN))
        # A tick may also stand beside its box, or behind the word.
        tick = rf"(?:([{_TICKS}])(?=$|[\s、，,；;{_BOXES}]))?"
        return re.compile(rf"[{_BOXES}]?([{_BOXES}{TICKED}])\s*({names}){tick}")

    def _meant(self, field: str, shape: Shape, text: str, at: int) -> str:
        if not isinstance(shape, shapes.Reference):
            found = {word: value for value, word in words_for(field, self.catalogue).items()}
            return found.get(text, text)
        register = shape.to
        aside = _ASIDE.search(text)
        for one in (text, *((aside[1], text[: aside.start()]) if aside else ())):
            if meant := self.names.id_of(register, one):
                return meant
        near = nearest(text, self.names.known(register)) or ""
        label = self.catalogue.label(field)
        kind = "name_near" if near else "name"
        self.notes.append(Note(kind, at, text, label=label, meant=near))
        return text


def _plain(text: str) -> str:
    """The words of a line without the guiding ones."""
    return GUIDE.sub("", text).strip()


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]


def _without_ordinal(text: str) -> str:
    """An item of a list without its number, which the list has anyway.

    >>> _without_ordinal("1. 先记账"), _without_ordinal("第二步：报数"), _without_ordinal("③核对")
    ('先记账', '报数', '核对')
    """
    ordinal = ordinal_of(text)
    return (text[len(ordinal.written) :] if ordinal else _ITEM.sub("", text, count=1)).strip()


def _written(text: str, shape: Shape) -> str:
    """A value as our own reader takes it, where it is beyond doubt what was meant."""
    if isinstance(shape, shapes.Number):
        return text.translate(_NUMERAL)
    return day_of(text) or text if isinstance(shape, shapes.Day) else text


def day_of(text: str) -> str:
    """A day as our own reader takes it; nothing for a text that is none.

    >>> day_of("2025年4月12日"), day_of("2025-04-12"), day_of("去年春天")
    ('2025-04-12', '2025-04-12', '')
    """
    read = SCALARS[shapes.Day](text, shapes.Day())
    return read.params.get("meant", "") if isinstance(read, Wrong) else text
