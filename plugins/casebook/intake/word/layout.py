"""What a blank form looks like: the page, fonts and styles of an office, rows and boxes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

from casebook.intake.word.cells import BOX

_GUIDE_STYLE: Final = "Guide"
ROW_STYLE: Final = "Row"
_LABEL_STYLE: Final = "Row Label"
_NOTE_STYLE: Final = "Row Guide"
_TITLE, _SONG, _KAI, _HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
_GREY: Final = RGBColor(0x6B, 0x6B, 0x6B)
_WIDTHS: Final = (42, 114)
_SHADE: Final = "F2F2F2"
# East Asian font, size in points, the least height of a line, and the space around a paragraph.
_STYLES: Final[Mapping[str, tuple[str, float, float, float]]] = {
    "Normal": (_SONG, 16, 28, 0),
    "Title": (_TITLE, 22, 34, 8),
    "Heading 1": (_HEI, 16, 28, 4),
    "Heading 2": (_KAI, 16, 28, 0),
    _GUIDE_STYLE: (_KAI, 10.5, 14, 3),
    ROW_STYLE: (_SONG, 12, 18, 2),
    _LABEL_STYLE: (_HEI, 12, 16, 2),
    _NOTE_STYLE: (_KAI, 9, 11, 0),
}
# GB/T 9704-2012: margins of a document, top, bottom, left, right, in millimetres.
_MARGINS: Final = (37, 35, 28, 26)
_CHECKBOX: Final = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox>'
    '<w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox></w:sdtPr>'
    f"<w:sdtContent><w:r><w:t>{BOX}</w:t></w:r></w:sdtContent></w:sdt>"
)


def new_document() -> Document:
    """An empty document on A4 in the fonts of offices."""
    document = docx.Document()
    for name, look in _STYLES.items():
        _style(document, name, *look)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in (_GUIDE_STYLE, _NOTE_STYLE):
        document.styles[name].font.color.rgb = _GREY
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = map(Mm, _MARGINS)
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    return document


def add_table(document: Document, columns: Sequence[int] = _WIDTHS) -> Table:
    """A table without rows; the widths of its columns are in millimetres."""
    table: Table = document.add_table(rows=0, cols=len(columns))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    return table


def add_row(table: Table, height: int) -> tuple[_Cell, ...]:
    """A row of a least height in millimetres."""
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width, cell.vertical_alignment = column.width, WD_ALIGN_VERTICAL.CENTER
        cell.paragraphs[0].style = ROW_STYLE
    cells: tuple[_Cell, ...] = row.cells
    return cells


def add_head(table: Table, text: str) -> None:
    """A row that is the head of those below it."""
    cells = add_row(table, 9)
    whole = cells[0].merge(cells[-1])
    whole.paragraphs[0].style = _LABEL_STYLE
    whole.paragraphs[0].add_run(text)
    whole.paragraphs[0].paragraph_format.keep_with_next = True
    _shade(whole)


def write_label(cell: _Cell, label: str, guide: str = "") -> None:
    """The name of a row, and a word on how to fill it in below."""
    cell.paragraphs[0].style = _LABEL_STYLE
    cell.paragraphs[0].add_run(label)
    _shade(cell)
    if guide:
        cell.add_paragraph(_bracketed(guide), style=_NOTE_STYLE)


def add_guide(document: Document, text: str) -> None:
    """A paragraph of guiding words."""
    document.add_paragraph(_bracketed(text), style=_GUIDE_STYLE)


def write_choices(cell: _Cell, words: Iterable[str]) -> None:
    """A box to tick before each of some words."""
    paragraph = cell.paragraphs[0]
    for word in words:
        paragraph._p.append(parse_xml(_CHECKBOX))  # noqa: SLF001 (python-docx has no controls)
        paragraph.add_run(f"{word}　")


def _bracketed(text: str) -> str:
    """Guiding words in the brackets by which they are known when the form comes back."""
    return f"〔{text}〕"


def _style(  # noqa: PLR0913, PLR0917 (the parts of a look)
    document: Document, name: str, font: str, size: float, line: float, space: float
) -> None:
    known = {one.name: one for one in document.styles}
    made = known.get(name) or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.font.name, made.font.size = "Times New Roman", Pt(size)
    made.font.bold, made.font.color.rgb = False, RGBColor(0, 0, 0)
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), font)
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(space)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(line)
    # The built-in title is underlined by a border.
    borders: Any = made.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{key}"), value)
    properties: Any = cell._tc.get_or_add_tcPr()  # noqa: SLF001 (python-docx has no shading)
    properties.insert_element_before(shade, "w:vAlign")
