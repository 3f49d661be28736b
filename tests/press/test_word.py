"""The Word document as an office goes on with it: indents, breaks, contents, tables."""

import io
import itertools
import zipfile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt

from casebook.model.volume import Format
from press_book import Book


@pytest.fixture(scope="module")
def word(book: Book) -> Document:
    return docx.Document(io.BytesIO(book.files[Format.DOCX]))


def test_running_text_is_set_in_for_every_program(word: Document) -> None:
    set_in = {"Body Text": 24, "First Paragraph": 24, "List Text": 0, "Compact": 0}
    for name, points in set_in.items():
        style = word.styles[name]
        indent = style.element.pPr.find(qn("w:ind"))
        assert style.paragraph_format.first_line_indent == Pt(points), name
        assert indent.get(qn("w:firstLineChars")) == str(100 * points // 12), name


def test_a_case_begins_on_a_page_with_its_names_and_text(word: Document) -> None:
    breaks = {
        level: bool(word.styles[f"Heading {level}"].paragraph_format.page_break_before)
        for level in (1, 2, 3)
    }
    assert breaks == {1: True, 2: True, 3: False}
    for name in ("Heading 2", "Subtitle", "Author", "Table Caption"):
        assert word.styles[name].paragraph_format.keep_with_next, name


def test_the_first_page_has_neither_head_nor_number(word: Document) -> None:
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert section.first_page_footer.is_linked_to_previous


def test_a_hint_stands_apart_from_running_text(word: Document) -> None:
    (hint,) = [one for one in word.paragraphs if one.text.startswith("提示里有脚注")]
    assert hint.style is not None
    assert hint.style.name == "Alert"


def test_no_picture_is_cut_off(word: Document) -> None:
    sizes = {
        one.find(qn("wp:docPr")).get("descr"): one.extent
        for one in word.element.iter(qn("wp:inline"))
    }
    for name, width, height in (("柱形图", 134, 89), ("门", 28, 140), ("牌", 114, 29)):
        assert (round(sizes[name].cx.mm), round(sizes[name].cy.mm)) == (width, height), name
    (beside,) = [one for one in word.paragraphs if one.text == "一行字里有图。"]
    for style in (beside.style, word.styles["Compact"]):
        assert style is not None
        assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.AT_LEAST


def test_a_table_is_as_wide_as_the_text(word: Document) -> None:
    for table in word.tables:
        width = table._tbl.tblPr.find(qn("w:tblW"))  # noqa: SLF001 (python-docx has no other way)
        assert width is not None
        # In fiftieths of a hundredth.
        assert (width.get(qn("w:type")), width.get(qn("w:w"))) == ("pct", "5000")


def test_a_line_broken_by_hand_is_not_spread(word: Document) -> None:
    path = f"{qn('w:compat')}/{qn('w:doNotExpandShiftReturn')}"
    assert word.settings.element.find(path) is not None


def test_words_of_a_cell_are_not_spread(word: Document) -> None:
    assert word.styles["Compact"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_items_are_as_large_as_running_text(word: Document) -> None:
    (item,) = [one for one in word.paragraphs if one.text == "下一个"]
    assert item.style is not None
    assert item.style.name == "List Text"
    assert item.style.font.size == word.styles["Body Text"].font.size


def test_word_is_asked_for_the_page_numbers(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(book.files[Format.DOCX])) as archive:
        text = archive.read("word/document.xml").decode()
    before, _, _ = text.partition(' TOC \\o "1-2"')
    assert before.rpartition("<w:fldChar")[2].startswith(' w:fldCharType="begin" w:dirty="true"')


def test_tables_have_lines_and_a_card_a_narrow_first_column(word: Document) -> None:
    borders = word.styles["Table"].element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    assert {one.tag for one in borders} == {
        qn(f"w:{side}") for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    }
    cards = [table for table in word.tables if table.cell(0, 0).text == "难处"]
    assert cards
    for card in cards:
        of, said = (int(column.get(qn("w:w"))) for column in card._tbl.tblGrid)  # noqa: SLF001 (widths as written)
        assert of / (of + said) == pytest.approx(0.15, abs=0.01)
        assert card.cell(0, 0).paragraphs[0].runs[0].bold
        styles = {
            one.style.name for row in card.rows for one in row.cells[1].paragraphs if one.style
        }
        assert "Body Text" not in styles
        assert "First Paragraph" not in styles


def test_a_card_stays_on_one_page(word: Document) -> None:
    (card,) = [table for table in word.tables if table.cell(0, 0).text == "难处"]
    for number, row in enumerate(card.rows, start=1):
        for paragraph in (one for cell in row.cells for one in cell.paragraphs):
            assert paragraph.style is not None
            form = paragraph.style.paragraph_format
            assert form.keep_together
            assert bool(form.keep_with_next) == (number < len(card.rows))


def test_no_level_of_heading_is_skipped(word: Document) -> None:
    levels = [
        int(one.style.name[-1])
        for one in word.paragraphs
        if one.style is not None and one.style.name.startswith("Heading")
    ]
    assert max(levels) > 4
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
