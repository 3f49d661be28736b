"""What is read of a Word file: paragraphs and tables in their order."""

from dataclasses import dataclass

from casebook.intake.word.notes import Note
from casebook.intake.word.numbering import Mark
from casebook.intake.word.spans import Span, markdown_of, text_of


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `lines` are its spans by line, `at` is its number in the document."""

    at: int
    lines: tuple[tuple[Span, ...], ...]
    style: str = ""
    level: int = 0
    mark: Mark | None = None
    is_marked: bool = False
    centred: bool = False

    @property
    def text(self) -> str:
        """What it says, in plain words, with what Word counts before it."""
        words = "\n".join(text_of(line).strip() for line in self.lines).strip()
        return f"{self.label}{words}"

    @property
    def label(self) -> str:
        """The number that Word puts before it, where it is no item of a list."""
        return self.mark.text if self.mark and not self.mark.in_list else ""

    @property
    def has_pictures(self) -> bool:
        """Whether it shows a picture."""
        return any(span.markup.startswith("![") for line in self.lines for span in line)

    def markdown(self, *, is_plain: bool = False) -> list[str]:
        """Its lines in Markdown."""
        first, *others = self.lines
        spans = (Span(self.label), *first)
        return [markdown_of(line, is_plain=is_plain) for line in (spans, *others)]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, tables within it flattened.

    `is_joined` where cells were merged; one that `is_rest` only fills the place of another.
    """

    paragraphs: tuple[Paragraph, ...]
    is_joined: bool = False
    is_rest: bool = False

    @property
    def text(self) -> str:
        """What it says, a line a paragraph."""
        return "\n".join(one.text for one in self.paragraphs if one.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows, none of which is empty."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """All that was read of a Word file; a footnote stands by its number from 1."""

    blocks: tuple[Block, ...]
    footnotes: tuple[tuple[Paragraph, ...], ...]
    pictures: dict[str, bytes]
    notes: tuple[Note, ...]
