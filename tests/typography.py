"""Counts what breaks the rules of Chinese setting in a tagged PDF, line by line.

Rules of marks are those of GB/T 15834-2011, 5.1; the others are those of any book: no head is
parted from its text, no last line is a single character, no table goes on without its head.
"""

import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

# What must not begin a line, and what must not end one.
NOT_FIRST: Final = frozenset("。，、；：？！）】〕》〉」』’”·～–-/,.;:?!)]}％%℃")
NOT_LAST: Final = frozenset("（【〔《〈「『‘“([{/")
# Two characters that are one mark and stay on one line.
DOUBLE: Final = frozenset(("——", "……"))
HEADS: Final = frozenset(f"/H{level}" for level in range(1, 7)) | {"/H"}
BLOCKS: Final = HEADS | {"/P", "/LBody", "/Lbl", "/TH", "/TD", "/Caption", "/Note", "/TOCI"}
CELLS: Final = frozenset(("/TH", "/TD"))
# Lines of print stand further apart than this, in points; a raised number does not.
_LEAP: Final = 8.0
# Characters of a line that has one and the marks around it.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """What breaks a rule: which, on which page counted from 1, and the words about it."""

    rule: str
    page: int
    words: str


@dataclass(slots=True)
class Line:
    """One line of print."""

    page: int
    text: str


@dataclass(slots=True)
class Passage:
    """A paragraph, a head or a cell, in the order of the text.

    `table` tells cells of one table, `row` those of one row of it.
    """

    kind: str
    table: int = 0
    row: int = 0
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Character:
    page: int
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF as it is read: its passages, and what stands on each page besides the text."""

    passages: Sequence[Passage]
    around: Mapping[int, str]
    pages: int


def read(data: bytes) -> Print:
    """The passages of a tagged PDF with their lines."""
    passages, owners = _structure(data)
    texts: dict[int, list[_Character]] = defaultdict(list)
    around: dict[int, list[str]] = defaultdict(list)
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        for mark, character in _characters(document[number], number + 1):
            owner = owners.get((number, mark))
            if owner is None:
                around[number + 1].append(character.text)
            else:
                texts[owner].append(character)
    for owner, characters in texts.items():
        passages[owner].lines = _lines(characters)
    kept = [one for one in passages if one.lines]
    return Print(kept, {page: "".join(one) for page, one in around.items()}, len(document))


def slips(found: Print) -> Iterator[Slip]:
    """Everything that breaks a rule."""
    yield from _lost_heads(found.passages)
    for one in found.passages:
        yield from _marks(one)
        if one.kind not in CELLS and _is_alone(one):
            yield Slip("one character alone", one.lines[-1].page, one.lines[-1].text)
    yield from _tables(found)


def bare_lines(data: bytes) -> Iterator[Line]:
    """The lines of every page, whatever they belong to; for a PDF without tags."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        yield from _lines([one for _, one in _characters(document[number], number + 1)])


def _structure(data: bytes) -> tuple[list[Passage], dict[tuple[int, int], int]]:
    """Every passage of the file, and which one a marked piece of a page belongs to."""
    passages: list[Passage] = []
    owners: dict[tuple[int, int], int] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        walk = _Walk(numbers, passages, owners)
        walk.into(pdf.Root.StructTreeRoot, None, None)
    return passages, owners


@dataclass(slots=True)
class _Walk:
    """A walk through the tree of tags."""

    numbers: Mapping[Any, int]
    passages: list[Passage]
    owners: dict[tuple[int, int], int]
    table: int = 0
    row: int = 0

    def into(self, node: pikepdf.Object, owner: int | None, page: int | None) -> None:
        kind = str(node.get("/S", ""))
        if "/Pg" in node:
            page = self.numbers[node.Pg.objgen]
        before = self.table
        if kind == "/Table":
            self.table = len(self.passages) + 1
        if kind == "/TR":
            self.row += 1
        if kind in BLOCKS:
            # What stands in a cell, a paragraph or an item of a list, is of the cell's kind.
            above = self.passages[owner].kind if owner is not None else ""
            own = above if above in CELLS else kind
            self.passages.append(Passage(own, self.table, self.row))
            owner = len(self.passages) - 1
        children: Any = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            self._child(child, owner, page)
        self.table = before

    def _child(self, child: Any, owner: int | None, page: int | None) -> None:
        if isinstance(child, int):
            if owner is not None and page is not None:
                self.owners[page, child] = owner
        elif "/MCID" in child:
            where = self.numbers[child.Pg.objgen] if "/Pg" in child else page
            if owner is not None and where is not None:
                self.owners[where, int(child.MCID)] = owner
        elif "/S" in child:
            self.into(child, owner, page)


def _characters(page: pypdfium2.PdfPage, number: int) -> Iterator[tuple[int, _Character]]:
    """The printed characters of a page with the number of the marked piece that each is in."""
    text = page.get_textpage()
    x, y = pdfium.c_double(), pdfium.c_double()
    for index in range(text.count_chars()):
        thing = pdfium.FPDFText_GetTextObject(text, index)
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not thing or character.isspace() or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
        yield mark, _Character(number, character, x.value, y.value)


def _lines(characters: Sequence[_Character]) -> list[Line]:
    lines: list[Line] = []
    last: _Character | None = None
    for one in characters:
        is_new = last is None or last.page != one.page or abs(last.y - one.y) > _LEAP
        if is_new:
            lines.append(Line(one.page, ""))
        lines[-1].text += one.text
        last = one
    return lines


def _lost_heads(passages: Sequence[Passage]) -> Iterator[Slip]:
    """Heads at the foot of a page; one alone on its page is a title."""
    first = {one.lines[0].page: number for number, one in reversed(list(enumerate(passages)))}
    for number, (one, after) in enumerate(pairwise(passages)):
        page = one.lines[-1].page
        is_last = after.lines[0].page != page and after.kind not in HEADS
        if one.kind in HEADS and is_last and first[page] != number:
            yield Slip("head at the foot of a page", page, one.lines[-1].text)


def _marks(one: Passage) -> Iterator[Slip]:
    for above, below in pairwise(one.lines):
        words = f"{above.text[-6:]}|{below.text[:6]}"
        pair = above.text[-1] + below.text[0]
        if pair in DOUBLE:
            yield Slip("mark in two parts", below.page, words)
        elif below.text[0] in NOT_FIRST or (below.text[0] == "—" and below.text[:2] != "——"):
            yield Slip("mark at the start of a line", below.page, words)
        if above.text[-1] in NOT_LAST:
            yield Slip("mark at the end of a line", above.page, words)


def _is_alone(one: Passage) -> bool:
    """Whether the last line of several has one character, marks aside; a row of marks is long."""
    last = one.lines[-1].text
    words = [c for c in last if not unicodedata.category(c).startswith("P")]
    return len(one.lines) > 1 and len(words) <= 1 and len(last) <= _FEW


def _tables(found: Print) -> Iterator[Slip]:
    tables: dict[int, list[Passage]] = defaultdict(list)
    for one in found.passages:
        if one.kind in CELLS:
            tables[one.table].append(one)
    for cells in tables.values():
        rows: dict[int, list[Passage]] = defaultdict(list)
        for one in cells:
            rows[one.row].append(one)
        heads = [row for row in rows.values() if all(cell.kind == "/TH" for cell in row)]
        body = {line.page for one in cells if one.kind == "/TD" for line in one.lines}
        if heads and body:
            yield from _cut(heads[0], body, found.around)


def _cut(head: Sequence[Passage], body: set[int], around: Mapping[int, str]) -> Iterator[Slip]:
    """A head with no row below it, and pages of the table on which the head is not said again."""
    words = "".join(line.text for cell in head for line in cell.lines)
    page = head[0].lines[0].page
    if page not in body:
        yield Slip("table cut from its head", page, words)
    for other in sorted(body - {page}):
        if not all(line.text in around.get(other, "") for cell in head for line in cell.lines):
            yield Slip("table cut from its head", other, words)
