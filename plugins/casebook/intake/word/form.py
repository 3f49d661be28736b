"""The rows of a filled form: values of fields, sections of the text, and what is neither."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from casebook.intake.word.cells import Value, Values, shape_of
from casebook.intake.word.document import Block, Cell, Document, Paragraph, Table
from casebook.intake.word.labels import BODY, GUIDE, SECTION, Labels
from casebook.intake.word.notes import NOWHERE, Note
from casebook.intake.word.spans import Span, without
from casebook.model.shapes import Many

_LEAST_ROWS: Final = 2
_LEAST_COLUMNS: Final = 3
# Of the fields that a list of groups holds a form asks for one.
_FIRST: Final = {"contacts.": "contacts.0."}
# What a free text may say of itself before it begins; whom to ask it may say anywhere.
_SAID_BEFORE: Final = frozenset(("unit", "date", "authors", "summary"))
_SAID_ANYWHERE: Final = frozenset(("contacts.name", "contacts.phone", "contacts.email"))
# So official documents say below their text whom to ask.
_IN_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(slots=True)
class Form:
    """What was read of the forms in a document; `rows` are the paragraphs of rows by field."""

    labels: Labels
    values: Values
    filled: dict[str, list[Value]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    sections: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    is_found: bool = False

    def read(self, document: Document) -> list[Block]:
        """Read all that are forms; what is left is the text of the case."""
        rest = [one for one in document.blocks if not self._is_taken(one)]
        kept = [one for block in rest if (one := self._without_guide(block)) is not None]
        self.notes += self._several()
        if self.empty:
            self.notes.append(Note("empty", NOWHERE, "、".join(self.empty)))
        return [*kept, *self.sections]

    def said(self, paragraph: Paragraph, *, is_before: bool) -> bool:
        """Take a paragraph such as “联系人：……” that says what a row would."""
        if _IN_BRACKETS.fullmatch(paragraph.text):
            paragraph = _part(paragraph, 1, -1)
        label, colon, _ = paragraph.text.replace(":", "：").partition("：")
        name = self.labels.field(label) if colon else ""
        if name not in _SAID_ANYWHERE and not (is_before and name in _SAID_BEFORE):
            return False
        value = Cell((_part(paragraph, len(label) + 1),))
        if _path(name) not in self.filled:
            self.take(name, value, paragraph.at)
        elif name in _SAID_ANYWHERE:
            # A second person to ask is no more for everybody than the first.
            self._unknown(label, value, kind="again")
        else:
            return False
        return True

    def take(self, name: str, cell: Cell, at: int) -> None:
        """Take what stands in a cell as the value of a row, `at` being where the row is."""
        if name == BODY or name.startswith(SECTION):
            if name != BODY:
                heading = ((Span(name.removeprefix(SECTION)),),)
                self.sections.append(Paragraph(at, heading, level=1))
            self.sections += cell.paragraphs
            return
        path = _path(name)
        self.rows.setdefault(path, at)
        if found := list(self.values.of(path, cell)):
            self.filled.setdefault(path, []).extend(found)
        self._tell_pictures(cell)

    def _is_taken(self, block: Block) -> bool:
        if not isinstance(block, Table) or not block.rows:
            return False
        if self._is_of_metrics(block):
            self._metrics(block)
        elif self._is_form(block):
            self.is_found = True
            self._rows(block)
        else:
            return False
        return True

    def _without_guide(self, block: Block) -> Block | None:
        """A paragraph without guiding words, where that leaves something of it."""
        if not isinstance(block, Paragraph) or not GUIDE.search(block.text):
            return block
        lines = tuple(tuple(without(line, GUIDE)) for line in block.lines)
        kept = Paragraph(block.at, lines, block.style, block.level, block.mark)
        return kept if kept.text or kept.has_pictures else None

    def _is_of_metrics(self, table: Table) -> bool:
        columns = {self.labels.column(cell.text) for cell in table.rows[0]}
        return (
            len(columns - {""}) >= _LEAST_COLUMNS and {"metrics.name", "metrics.after"} <= columns
        )

    def _is_form(self, table: Table) -> bool:
        """Whether names of rows stand before values, and not before one another.

        One such row is enough where the table has no other: an opinion, or whom to ask.
        """
        found: set[str] = set()
        for row in table.rows:
            names = [(cell.text, self.labels.field(cell.text)) for cell in _cells(row)]
            for (text, name), (_, after) in pairwise(names):
                if name and not after:
                    found.add(text)
        return len(found) >= min(_LEAST_ROWS, len(table.rows))

    def _metrics(self, table: Table) -> None:
        columns = [self.labels.column(cell.text) for cell in table.rows[0]]
        self.rows.setdefault("metrics", _anchor(table.rows[0][0]))
        number = len({path.split(".")[1] for path in self.filled if path.startswith("metrics.")})
        for row in table.rows[1:]:
            if not any(cell.text for cell in row):
                continue
            for name, cell in zip(columns, row, strict=False):
                part = name.rpartition(".")[2]
                if name:
                    self.take(f"metrics.{number}.{part}", cell, _anchor(cell))
                elif cell.text:
                    self._unknown("", cell)
            number += 1

    def _rows(self, table: Table) -> None:
        waiting: tuple[str, Cell] | None = None
        for row in table.rows:
            cells = _cells(row)
            if len(cells) == 1 and self.labels.is_head(cells[0].text):
                continue
            if waiting and len(cells) == 1:
                self._pair(*waiting, cells[0])
                waiting = None
            else:
                waiting = self._row(cells)

    def _row(self, cells: Sequence[Cell]) -> tuple[str, Cell] | None:
        """Read a row; the field and its name are returned whose value must stand in the next.

        A first cell beside pairs of names and values, merged with those below, names a group.
        """
        place = 1 if len(cells) % 2 and len(cells) > 1 and cells[0].is_joined else 0
        if place:
            self._alone(cells[0])
        while place < len(cells):
            cell = cells[place]
            name, value = self.labels.field(cell.text), cells[place + 1 : place + 2]
            if name and not value:
                return name, cell
            if name:
                self._pair(name, cell, value[0])
                place += 2
            elif value and not self.labels.field(value[0].text):
                self._unknown(cell.text, value[0])
                place += 2
            else:
                self._alone(cell)
                place += 1
        return None

    def _pair(self, name: str, label: Cell, value: Cell) -> None:
        """Take a value; a section begins where its name stands.

        Where a field holds one value, what another row of that name says is for the editors.
        """
        if _path(name) in self.filled and not isinstance(shape_of(_path(name)), Many):
            self._unknown(label.text, value, kind="again")
            return
        is_text = name == BODY or name.startswith(SECTION)
        self.take(name, value, _anchor(label if is_text or not value.paragraphs else value))

    def _alone(self, cell: Cell) -> None:
        """A cell without a value beside it: “名称：值”, or the head of a group of rows."""
        text = GUIDE.sub("", cell.text).replace(":", "：")
        label, colon, rest = text.partition("：")
        name = self.labels.field(label) if colon else ""
        if name and rest.strip():
            first, *others = cell.paragraphs
            self.take(name, Cell((_part(first, len(label) + 1), *others)), first.at)
        elif text.strip():
            # The head of a group of rows says nothing by itself; anything longer does.
            self._unknown("", cell)

    def _several(self) -> Iterator[Note]:
        """Fields that hold one value and were given more; the first of them is taken."""
        for path, values in self.filled.items():
            if len(values) > 1 and not isinstance(shape_of(path), Many):
                yield Note("several", values[1].at, "、".join(one.text for one in values[1:]))

    def _tell_pictures(self, cell: Cell) -> None:
        """A picture in a row is none of the text, and may be meant for the editors alone."""
        self.notes += (Note("picture_row", one.at) for one in cell.paragraphs if one.has_pictures)

    def _unknown(self, label: str, cell: Cell, kind: str = "") -> None:
        """What no field takes goes to the editors, and is told of."""
        self._tell_pictures(cell)
        text = " ".join(GUIDE.sub("", cell.text).split())
        label = " ".join(GUIDE.sub("", label).split())
        if not text:
            self.empty += [label] if label and label not in self.empty else []
            return
        at = _anchor(cell)
        told = f"{label}：{text}" if label else text
        self.filled.setdefault("remarks", []).append(Value(told, at))
        meant = self.labels.meant(label) if label else ""
        kind = kind or ("row_near" if meant else "row" if label else "cell")
        self.notes.append(Note(kind, at, text, label=label, meant=meant))


def _cells(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row without those that were merged away."""
    return [one for one in row if not one.is_rest]


def _anchor(cell: Cell) -> int:
    return cell.paragraphs[0].at if cell.paragraphs else NOWHERE


def _path(name: str) -> str:
    for start, first in _FIRST.items():
        if name.startswith(start):
            return first + name.removeprefix(start)
    return name


def _part(paragraph: Paragraph, start: int, end: int | None = None) -> Paragraph:
    """A paragraph without its first or last characters, as they stand in its plain words."""
    text = paragraph.text[start:end].strip()
    lines = tuple((Span(line),) for line in text.split("\n"))
    return Paragraph(paragraph.at, lines, paragraph.style)
