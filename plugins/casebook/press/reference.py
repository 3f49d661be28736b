"""The Word document that pandoc takes its styles from: fonts, page, head and foot of an office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from casebook.press.sandbox import run_pandoc

_NAME: Final = "reference.docx"
# The place of a case among the heads.
_CASE: Final = 1
# GB/T 9704-2012: 28.95 磅 fixed lines give 22 a page of 225 mm.
_FIXED: Final = {"book": 20.0, "document": 28.95}
_PAGES: Final[Mapping[str, tuple[float, ...]]] = {
    # width, height, top, bottom, inside, outside; millimetres
    "book": (210, 285, 30, 29, 30, 27.6),
    "document": (210, 297, 37, 35, 28, 26),
}


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: East Asian font, size in points, and how its paragraphs stand."""

    font: str
    size: float
    indent: bool = False
    centred: bool = False
    bold: bool = False
    space: float = 0


# What is never parted from what it stands over, and the lines of the contents.
_LEADING: Final = ("Subtitle", "Author", "Table Caption", "Captioned Figure", "Card")
_CONTENTS: Final = ("TOC 1", "TOC 2")
_TITLE, _KAI = "方正小标宋简体", "楷体_GB2312"
_FRONT: Final[Mapping[str, _Style]] = {
    "Title": _Style(_TITLE, 26, centred=True, space=24),
    "Subtitle": _Style(_KAI, 16, centred=True, space=12),
    "Author": _Style(_KAI, 12, centred=True, space=6),
    "Date": _Style(_KAI, 12, centred=True, space=24),
    "Mark": _Style("黑体", 12, centred=True, space=6),
    "TOC Heading": _Style(_TITLE, 20, centred=True, space=14),
}


def _heads(layout: str, body: str, size: float) -> tuple[_Style, ...]:
    """The styles of heads in their order: of a part, of a case, and of four levels in a case."""
    return (
        _Style(_TITLE, 22, centred=True, space=14),
        _Style(_TITLE, 18, centred=True, space=10),
        _Style("黑体", size + 2 if layout == "book" else size, space=6),
        _Style(_KAI, size, space=4),
        _Style(body, size, bold=True, space=2),
        _Style(body, size, space=2),
    )


def _styles(layout: str, top: int) -> Mapping[str, _Style]:
    is_book = layout == "book"
    body, size = ("宋体", 12.0) if is_book else ("仿宋_GB2312", 16.0)
    return {
        "Normal": _Style(body, size),
        "Body Text": _Style(body, size, indent=True),
        "First Paragraph": _Style(body, size, indent=True),
        "List Text": _Style(body, size),
        "Text With Picture": _Style(body, size, indent=True),
        "Abstract": _Style(_KAI, size - 0.5, indent=True, space=6),
        "Block Text": _Style(_KAI, size, indent=True),
        **_FRONT,
        **{
            f"Heading {number}": style
            for number, style in enumerate(_heads(layout, body, size)[top:], start=1)
        },
        **_small_styles(body, 10.5 if is_book else 12.0),
    }


def _small_styles(body: str, small: float) -> Mapping[str, _Style]:
    return {
        "Compact": _Style(body, small),
        "Card": _Style(body, small, space=2),
        "Card End": _Style(body, small, space=2),
        "TOC 1": _Style("黑体", small + 1.5, space=3),
        "TOC 2": _Style(body, small + 1.5),
        "Footnote Text": _Style(body, 9),
        "Figure": _Style(body, small, centred=True, space=6),
        "Captioned Figure": _Style(body, small, centred=True, space=6),
        "Image Caption": _Style(_KAI, small, centred=True, space=6),
        "Table Caption": _Style("黑体", small, space=3),
        "Imprint": _Style(body, small, space=2),
        "Note": _Style(body, small, space=4),
        "Alert": _Style(_KAI, small, space=4),
        "Source": _Style(body, 9, space=6),
        "Colophon": _Style(body, 9, space=6),
    }


def put_reference(folder: Path, layout: str, data: Mapping[str, Any]) -> None:
    """Put `reference.docx` with the styles of a layout into a folder; `data` are of the volume.

    Their `top_head` tells what the first level of heads is: a part, a case, or one within a case.
    """
    run_pandoc(["-o", _NAME, "--print-default-data-file", _NAME], folder, {})
    document = docx.Document(str(folder / _NAME))
    top = data["top_head"]
    for name, style in _styles(layout, top).items():
        _apply(document, name, style, layout)
    # Parts and cases begin on a page of their own.
    for name in ("TOC Heading", *(f"Heading {level}" for level in range(1, _CASE - top + 2))):
        document.styles[name].paragraph_format.page_break_before = True
    _rule(document.styles["Table"].element)
    _page(document, layout, data)
    moment = datetime.fromisoformat(data["day"]).replace(tzinfo=UTC)
    document.core_properties.created = document.core_properties.modified = moment
    document.save(str(folder / _NAME))


def _apply(document: Document, name: str, style: _Style, layout: str) -> None:
    known = {one.name: one for one in document.styles}
    made = known.get(name) or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    font = made.font
    font.name, font.size, font.bold, font.italic = (
        "Times New Roman",
        Pt(style.size),
        style.bold,
        False,
    )
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), style.font)
    _place(made, name, style, layout)


def _place(made: ParagraphStyle, name: str, style: _Style, layout: str) -> None:
    """How the paragraphs of a style stand on the page."""
    form = made.paragraph_format
    form.space_before, form.space_after = Pt(style.space), Pt(style.space)
    if style.centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if name in {"Body Text", "First Paragraph", "List Text", "Abstract", "Block Text"}:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(_FIXED[layout])
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if name in {"Compact", "Text With Picture"}:
        # What may hold a picture grows with it, and the few words of a cell are not spread.
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        form.line_spacing = Pt(_FIXED[layout])
    # Said of the others too, which may follow a style with an indent. Word goes by characters,
    # whatever the size becomes; LibreOffice knows lengths alone.
    characters = 2 if style.indent else 0
    form.first_line_indent = Pt(characters * style.size)
    made.element.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), str(100 * characters))
    if name.startswith("Heading") or name in _LEADING:
        form.keep_with_next = True
    form.keep_together = name.startswith("Card") or None
    if name in _CONTENTS:
        width, _, _, _, inside, outside = _PAGES[layout]
        form.tab_stops.add_tab_stop(
            Mm(width - inside - outside), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        form.left_indent = Pt(2 * style.size * _CONTENTS.index(name))


def _rule(style: Any) -> None:  # noqa: ANN401 (an element of lxml)
    """Thin lines around all cells of a table."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    style.find(f"{qn('w:tblPr')}/{qn('w:tblInd')}").addnext(borders)


def _page(document: Document, layout: str, data: Mapping[str, Any]) -> None:
    width, height, top, bottom, inside, outside = _PAGES[layout]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(inside), Mm(outside)
    document.settings.odd_and_even_pages_header_footer = True
    # The names of a volume stand on its first page already; a single case has none before it.
    section.different_first_page_header_footer = data["top_head"] <= _CASE
    _settle(document)
    title = "　".join(one for one in (data["title"], data["subtitle"]) if one)
    for head, foot, side in (
        (section.header, section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_header, section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        head.is_linked_to_previous = foot.is_linked_to_previous = False
        head.paragraphs[0].text = title
        head.paragraphs[0].alignment = side
        _page_number(foot.paragraphs[0])
        foot.paragraphs[0].alignment = side


def _settle(document: Document) -> None:
    """Pages face each other; a line that is broken by hand is not spread over its width."""
    settings = document.settings.element
    settings.insert(0, OxmlElement("w:mirrorMargins"))
    compat = OxmlElement("w:compat")
    compat.append(OxmlElement("w:doNotExpandShiftReturn"))
    settings.append(compat)


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 (python-docx has no fields)
