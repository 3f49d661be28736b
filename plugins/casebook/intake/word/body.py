"""Paragraphs and tables to the Markdown of a case, each line with the paragraph it came from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from casebook.intake.word.document import Block, Document, Paragraph, Table
from casebook.intake.word.notes import NOWHERE, Note
from casebook.text.headings import reads_as_heading
from casebook.text.ordinals import ordinal_of

_TOP: Final = 2
_LOWEST: Final = 6
_RANKS_BY_THEMSELVES: Final = 1
_CAPTION: Final = re.compile(
    r"(?:图|图片|照片)\s*[\d一二三四五六七八九十]{0,3}\s*[:：、.．\s]?.{0,58}"
)
# What Markdown takes for the other end of a heading.
_CLOSING: Final = re.compile(r"((?:^|\s)#*)#$")
_LONGEST_CAPTION: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Markdown, and the number of the paragraph that it came from."""

    text: str
    at: int = NOWHERE


@dataclass(slots=True)
class BodyWriter:
    """Writes the blocks of a document that are its text."""

    document: Document
    levels: Mapping[int, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    _widths: list[int] = field(default_factory=list)

    def lines(self, blocks: Sequence[Block]) -> Iterator[Line]:
        """The lines of the blocks, then those of the notes to them."""
        self.levels = _levels(blocks)
        waiting: Paragraph | None = None
        for block, after in zip_longest(blocks, blocks[1:]):
            if block is waiting:
                continue
            waiting = _caption_of(block, after)
            yield from self._block(block, waiting)
        for number, note in enumerate(self.document.footnotes, start=1):
            words = " ".join(" ".join(one.markdown()) for one in note).strip()
            yield Line("")
            yield Line(f"[^{number}]: {words}", _anchor_of(note))

    def _block(self, block: Block, caption: Paragraph | None) -> Iterator[Line]:
        if isinstance(block, Table):
            self._widths = []
            if any(cell.is_joined for row in block.rows for cell in row):
                self.notes.append(Note("joined", _anchor_of(block.rows[0][0].paragraphs)))
            yield from _table(block)
        elif block.at in self.levels:
            self._widths = []
            words = _CLOSING.sub(r"\1\#", " ".join(block.markdown(is_plain=True)))
            yield from (Line(""), Line(f"{'#' * self.levels[block.at]} {words}", block.at))
        elif block.mark and block.mark.in_list:
            yield from self._item(block)
        else:
            self._widths = []
            for line in filter(None, block.markdown()):
                yield from (Line(""), Line(_captioned(line, caption), block.at))

    def _item(self, block: Paragraph) -> Iterator[Line]:
        """An item of a list, as deep as Word has it; the first one stands after a blank line."""
        mark = block.mark
        if mark is None:
            return
        if not self._widths:
            yield Line("")
        del self._widths[mark.depth :]
        indent = " " * sum(self._widths)
        sign = mark.text.replace("．", ".")
        self._widths += [0] * (mark.depth - len(self._widths)) + [len(sign) + 1]
        words = " ".join(filter(None, block.markdown()))
        yield Line(f"{indent}{sign} {words}", block.at)


def _levels(blocks: Iterable[Block]) -> Mapping[int, int]:
    """The level in Markdown of each paragraph that is a heading.

    Those of Word's outline begin with the second level, the first being the title's.
    """
    told = {one.at: one for one in blocks if isinstance(one, Paragraph) and one.text}
    styled = {at: one.level for at, one in told.items() if one.level and not _is_item(one)}
    shift = _TOP - min(styled.values(), default=_TOP)
    levels = {at: min(level + shift, _LOWEST) for at, level in styled.items()}
    for at, one in told.items():
        if at not in levels and (rank := _rank(one)):
            levels[at] = min(rank + 1, _LOWEST)
    return levels


def _is_item(paragraph: Paragraph) -> bool:
    return bool(paragraph.mark and paragraph.mark.text == "-")


def _rank(paragraph: Paragraph) -> int:
    """The rank of a heading that only looks like one; 0 for a paragraph of text."""
    words = paragraph.text
    if len(paragraph.lines) > 1 or _is_item(paragraph) or not reads_as_heading(words):
        return 0
    ordinal = ordinal_of(words)
    if ordinal is None:
        return 0
    return ordinal.rank if paragraph.is_marked or ordinal.rank <= _RANKS_BY_THEMSELVES else 0


def _caption_of(block: Block, after: Block | None) -> Paragraph | None:
    """The next paragraph, where a picture stands alone and that says what it shows."""
    if not isinstance(block, Paragraph) or not isinstance(after, Paragraph):
        return None
    if not block.has_pictures or block.text or after.has_pictures or len(after.lines) > 1:
        return None
    words = after.text
    is_told = after.style in {"caption", "题注"} or (
        after.centred and _CAPTION.fullmatch(words) is not None
    )
    return after if words and is_told and len(words) <= _LONGEST_CAPTION else None


def _captioned(line: str, caption: Paragraph | None) -> str:
    r"""A picture with its caption as a title, and as a description where it has none.

    The caption stands with the last of several pictures in a line.
    """
    if caption is None:
        return line
    words = " ".join(caption.markdown(is_plain=True))
    head, _, tail = line.rpartition("![")
    told, _, target = tail.partition("](")
    title = words.replace("\\", "").replace('"', "”")
    return f'{head}![{told or words}]({target.rstrip(")")} "{title}")'


def _table(table: Table) -> Iterator[Line]:
    """A table with pipes; one of a single cell is a frame around paragraphs."""
    rows = table.rows
    if len(rows) == 1 and len(rows[0]) == 1:
        for paragraph in rows[0][0].paragraphs:
            for line in filter(None, paragraph.markdown()):
                yield from (Line(""), Line(line, paragraph.at))
        return
    width = max(map(len, rows), default=0)
    if not width:
        return
    yield Line("")
    for number, row in enumerate(rows):
        cells = [_cell(cell.paragraphs) for cell in row]
        cells += [""] * (width - len(cells))
        yield Line(f"| {' | '.join(cells)} |", _anchor_of(row[0].paragraphs))
        if not number:
            yield Line("|" + "---|" * width)


def _cell(paragraphs: Sequence[Paragraph]) -> str:
    lines = (line for one in paragraphs for line in one.markdown(is_plain=True))
    return " ".join(filter(None, lines)).replace("|", "\\|")


def _anchor_of(paragraphs: Sequence[Paragraph]) -> int:
    return paragraphs[0].at if paragraphs else NOWHERE
