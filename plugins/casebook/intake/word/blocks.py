"""The body of a document to paragraphs and tables, each paragraph with its number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from casebook.intake.word.document import Block, Cell, Document, Paragraph, Table
from casebook.intake.word.names import Element, below, qname, value, words_of
from casebook.intake.word.numbering import Numbering
from casebook.intake.word.package import Package, Relation, Unfit, UnfitError
from casebook.intake.word.pictures import Clean, Pictures
from casebook.intake.word.reading import Reading, is_bold, is_placeholder
from casebook.intake.word.spans import lines_of, text_of
from casebook.intake.word.styles import (
    Style,
    Styles,
    has_heading_font,
    is_centred,
    numbered_by,
    outline_level,
)

_MOST_CELLS: Final = 20_000
_CONTENTS: Final = ("toc ", "toc1", "table of contents")


@dataclass(slots=True)
class Blocks:
    """Reads the blocks of one document."""

    package: Package
    clean: Clean
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    reading: Reading = field(init=False)
    numbers: dict[Element, int] = field(default_factory=dict)
    cells: int = 0

    def __post_init__(self) -> None:
        package = self.package
        self.styles = Styles(package.xml(package.related("styles")))
        self.numbering = Numbering(package.xml(package.related("numbering")))
        self.reading = Reading(package.relations, Pictures(package, self.clean), self.styles)

    def document(self, root: Element) -> Document:
        """The whole document, from the root of its XML."""
        body = None if root is None else root.find(qname("w:body"))
        if body is None:
            raise UnfitError(Unfit.DAMAGED)
        self.numbers = {one: number for number, one in enumerate(below(body, "w:p"))}
        blocks = tuple(self._blocks(body))
        footnotes = tuple(self._footnotes())
        return Document(blocks, footnotes, self.reading.pictures.files, tuple(self.reading.notes))

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == qname("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qname("w:tbl"):
                yield from self._table(child)
            elif child.tag in {qname("w:del"), qname("w:moveFrom")}:
                self.reading.tell("deleted", words_of(child))
            elif child.tag in {qname("w:altChunk"), qname("w:subDoc")}:
                self.reading.tell("embedded")
            elif isinstance(child.tag, str) and not is_placeholder(child):
                # Controls, insertions and the like hold blocks of their own.
                yield from self._blocks(child)

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        """A paragraph, then what stands in boxes that hang on it; contents are made anew."""
        properties = element.find(qname("w:pPr"))
        style = self.styles[value(properties, "w:pStyle")]
        at = self.numbers.get(element, self.reading.at)
        if style.name.startswith(_CONTENTS):
            self.reading.at = at
            self.reading.tell("contents")
            return
        spans = self.reading.paragraph(element, at, style)
        boxes, self.reading.boxes = self.reading.boxes, []
        numbered = numbered_by(properties, style.numbered)
        mark = self.numbering.mark(numbered) if numbered and text_of(spans).strip() else None
        yield Paragraph(
            at=at,
            lines=tuple(map(tuple, lines_of(spans))),
            style=style.name,
            level=outline_level(properties) or style.level,
            mark=mark,
            is_marked=_is_marked(element, style),
            centred=is_centred(properties) or style.centred,
        )
        for box in boxes:
            for block in self._blocks(box):
                yield from [block] if isinstance(block, Paragraph) else _paragraphs_of(block)

    def _table(self, element: Element) -> Iterator[Block]:
        """A table, or what stands in one that is only a frame around others."""
        rows = [list(_parts(row, "w:tc")) for row in self._rows(element)]
        cells = [cell for row in rows for cell in row]
        if len(cells) == len(rows) and any(map(_is_frame, cells)):
            for one in cells:
                yield from self._blocks(one)
            return
        read = (tuple(cell for one in row for cell in self._cells(one)) for row in rows)
        yield Table(tuple(filter(None, read)))

    def _rows(self, table: Element) -> Iterator[Element]:
        for row in _parts(table, "w:tr"):
            if row.find(qname("w:trPr") + "/" + qname("w:del")) is None:
                yield row
            else:
                self.reading.tell("deleted", words_of(row))

    def _cells(self, element: Element) -> Iterator[Cell]:
        """A cell, and empty ones for those that were merged with it."""
        properties = element.find(qname("w:tcPr"))
        span = value(properties, "w:gridSpan")
        merge = properties.find(qname("w:vMerge")) if properties is not None else None
        wide = int(span[:3]) if span.isascii() and span.isdecimal() else 1
        self.cells += max(wide, 1)
        if self.cells > _MOST_CELLS:
            raise UnfitError(Unfit.LARGE)
        blocks = list(self._blocks(element))
        if any(isinstance(one, Table) for one in blocks):
            self.reading.tell("nested")
        paragraphs = tuple(one for block in blocks for one in _flat(block))
        is_rest = merge is not None and merge.get(qname("w:val")) != "restart"
        yield Cell(paragraphs, is_joined=wide > 1 or merge is not None, is_rest=is_rest)
        for _ in range(wide - 1):
            yield Cell((), is_joined=True, is_rest=True)

    def _footnotes(self) -> Iterator[tuple[Paragraph, ...]]:
        """The notes in the order of their references; those within notes come after them."""
        known = {kind: self._notes_of(kind) for kind in ("footnotes", "endnotes")}
        done = 0
        while done < len(self.reading.footnotes):
            reference = self.reading.footnotes[done]
            done += 1
            notes, self.reading.relations = known[reference.kind]
            self.reading.at = reference.at
            blocks = self._blocks(notes.pop(reference.note_id, ()))
            yield tuple(one for block in blocks for one in _flat(block))

    def _notes_of(self, kind: str) -> tuple[dict[str, Element], dict[str, Relation]]:
        part = self.package.related(kind)
        root = self.package.xml(part) if part else None
        rows = () if root is None else root
        relations = self.package.relations_of(part) if part else {}
        return {one.get(qname("w:id"), ""): one for one in rows}, relations


def _is_frame(cell: Element) -> bool:
    return next(_parts(cell, "w:tbl"), None) is not None


def _is_marked(element: Element, style: Style) -> bool:
    """Whether all that is seen of a paragraph is bold, or in a font of headings."""
    runs = [one for one in below(element, "w:r") if words_of(one).strip()]
    return bool(runs) and all(_is_run_marked(one, style) for one in runs)


def _is_run_marked(run: Element, style: Style) -> bool:
    told = is_bold(run)
    bold = style.bold if told is None else told
    return bold or style.heading_font or has_heading_font(run.find(qname("w:rPr")))


def _parts(parent: Element, short: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also where a control stands around them."""
    for child in parent:
        if child.tag == qname(short):
            yield child
        elif child.tag in {qname("w:sdt"), qname("w:sdtContent"), qname("w:customXml"),
                           qname("w:ins")}:  # fmt: skip
            yield from _parts(child, short)


def _flat(block: Block) -> Iterable[Paragraph]:
    return (block,) if isinstance(block, Paragraph) else _paragraphs_of(block)


def _paragraphs_of(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row:
            yield from cell.paragraphs
