"""What a compiled volume holds: every text in order, true page numbers, tags, fonts, no secret."""

import io
import json
import re
import zipfile
from typing import Any

import docx
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from selectolax.lexbor import LexborHTMLParser

from casebook.model.ids import CaseId
from casebook.model.volume import Format
from casebook.press.matter import MOST_COLUMNS
from press_book import SECRETS, SITE, Book

POINTS = 72 / 25.4


@pytest.fixture(scope="session")
def pdf(book: Book) -> PdfReader:
    return PdfReader(io.BytesIO(book.files[Format.PDF]))


@pytest.fixture(scope="session")
def pages(pdf: PdfReader) -> list[str]:
    return [squeezed(page.extract_text()) for page in pdf.pages]


def squeezed(text: str) -> str:
    """A text without what setting adds: spaces, breaks, the marks of notes."""
    return re.sub(r"[\s\u200b①-⑳]+", "", text)


def resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def test_every_paragraph_stands_in_order(book: Book, pages: list[str]) -> None:
    whole = "".join(pages)
    for html in book.work.chapters.values():
        at = 0
        tree = LexborHTMLParser(html)
        for node in tree.css("section.footnotes, sup, table:not([class])"):
            node.decompose()
        for node in tree.css("h1, h2, h3, p"):
            found = whole.find(squeezed(node.text()), at)
            assert found >= 0, node.text()
            at = found


def test_only_what_its_readers_may_know(book: Book, pages: list[str]) -> None:
    assert CaseId("2025-0007") not in book.work.chapters
    sources = "".join(one.read_text("utf-8") for one in (book.root / "cases").rglob("*.md"))
    told = b"".join(
        archive.read(name)
        for kind in (Format.DOCX, Format.EPUB)
        for archive in [zipfile.ZipFile(io.BytesIO(book.files[kind]))]
        for name in archive.namelist()
    )
    texts = (
        "".join(pages),
        told.decode(errors="replace"),
        json.dumps(book.work.data, ensure_ascii=False),
    )
    for secret in SECRETS:
        assert secret in sources
        for text in texts:
            assert squeezed(secret) not in squeezed(text), secret


def test_contents_give_the_page_where_a_case_begins(book: Book, pages: list[str]) -> None:
    contents = next(text for text in pages if text.startswith("目录"))
    for one in book.work.view.cases:
        title = one.case.title
        number = re.search(rf"{title}\.*(\d+)", contents)
        assert number is not None, title
        shown = [
            text for text in pages if title in text[: len(title) + 8] and text.endswith(number[1])
        ]
        assert shown, (title, number[1])


def test_indexes_give_true_pages(pdf: PdfReader, pages: list[str]) -> None:
    number = next(at for at, text in enumerate(pages) if text.startswith("单位索引"))
    units = pdf.pages[number].extract_text()
    found = re.search(r"窗口党支部\s+(\d+(?:，\d+)*)$", units, re.MULTILINE)
    assert found is not None, units
    opening = next(text for text in pages if "夜间办事窗口" in text[:20] and "做法卡" in text)
    folio = re.search(r"\d+$", opening)
    assert folio is not None
    assert found[1] == folio[0]


def test_bookmarks_lead_to_parts_and_cases(pdf: PdfReader) -> None:
    def titles(entries: list[Any]) -> list[str]:
        return [
            one
            for entry in entries
            for one in (titles(entry) if isinstance(entry, list) else [entry.title])
        ]

    marks = titles(pdf.outline)
    assert [one for one in marks if one in {"窗口", "夜间办事窗口", "一、背景", "其余"}] == [
        "窗口", "夜间办事窗口", "一、背景", "其余",
    ]  # fmt: skip


def test_the_file_is_tagged_and_says_its_language(pdf: PdfReader) -> None:
    root = resolved(pdf.trailer["/Root"])
    assert resolved(root["/MarkInfo"])["/Marked"]
    assert root["/Lang"].startswith("zh")
    assert "/StructTreeRoot" in root
    metadata = resolved(root["/Metadata"]).get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert pdf.metadata is not None
    assert pdf.metadata.title == "测试汇编"


def test_every_font_is_embedded(pdf: PdfReader) -> None:
    seen = 0
    for page in pdf.pages:
        for font in resolved(resolved(page["/Resources"]).get("/Font", {})).values():
            for inner in resolved(font).get("/DescendantFonts", [font]):
                descriptor = resolved(resolved(inner)["/FontDescriptor"])
                assert {"/FontFile2", "/FontFile3"} & set(descriptor)
                seen += 1
    assert seen


def test_the_book_has_its_size(pdf: PdfReader) -> None:
    for page in pdf.pages:
        assert abs(float(page.mediabox.width) - 210 * POINTS) < 0.5 * POINTS
        assert abs(float(page.mediabox.height) - 285 * POINTS) < 0.5 * POINTS


def test_raw_markup_is_printed_and_not_run(book: Book, pages: list[str]) -> None:
    text = "".join(pages)
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text
    assert not [flaw for flaw in book.loaded.findings if flaw.code == "CB501"]


def test_a_table_too_wide_becomes_several_with_every_value(pages: list[str]) -> None:
    text = "".join(pages)
    assert all(f"值{number}" in text for number in range(2, 41))
    assert text.count("首值") == 5  # 39 columns by nine, each time with the first


def test_no_table_of_the_word_document_is_wider_than_its_page(book: Book) -> None:
    tables = docx.Document(io.BytesIO(book.files[Format.DOCX])).tables
    assert max(len(one.columns) for one in tables) == MOST_COLUMNS
    told = [cell.text for one in tables for row in one.rows for cell in row.cells]
    assert [one for one in told if re.fullmatch(r"值\d+", one)] == [f"值{n}" for n in range(2, 41)]
    assert told.count("首") == 5


def test_a_word_too_long_stays_on_the_page(pages: list[str]) -> None:
    assert sum("A" * 20 in text for text in pages) == 1
    assert "A" * 200 in "".join(pages)


def test_rare_characters_are_printed(pages: list[str]) -> None:
    assert "镕喆堃翀䶮昇珺犇" in "".join(pages)


def test_pictures_with_any_name_are_in_every_format(book: Book, pdf: PdfReader) -> None:
    sizes = {(1200, 800), (600, 400), (800, 4000), (1200, 300)}
    drawn = {one.image.size for page in pdf.pages for one in page.images if one.image}
    codes = {(width, height) for width, height in drawn if width == height}
    assert drawn - codes == sizes
    for kind, covers in ((Format.DOCX, set()), (Format.EPUB, {(1200, 1628)})):
        with zipfile.ZipFile(io.BytesIO(book.files[kind])) as archive:
            names = [one for one in archive.namelist() if "/media/" in one or "cover" in one]
            media = [archive.read(one) for one in names if one.endswith((".png", ".jpeg", ".jpg"))]
        assert {Image.open(io.BytesIO(one)).size for one in media} == sizes | covers, kind


def test_everything_that_markdown_allows_is_printed(pages: list[str]) -> None:
    text = "".join(pages)
    for words in (
        "只有表头没有行",
        "跳了两级",
        "第二层引文",
        "print(",
        "缩进的代码",
        "脚注里有列表",
    ):
        assert words in text, words


def test_short_words_and_dates_of_a_table_stand_on_one_line(pdf: PdfReader) -> None:
    lines = {
        line.replace(" ", "") for page in pdf.pages for line in page.extract_text().splitlines()
    }
    for words in ("第一次", "2024年11月22日", "2025-01-17"):
        assert any(words in line for line in lines), words


def test_a_link_to_an_attachment_leads_to_the_site(pdf: PdfReader) -> None:
    targets = {
        resolved(note)["/A"].get("/URI")
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in resolved(note)
    }
    assert f"{SITE}cases/2025-0001/hours.csv" in targets


def test_the_word_document_can_be_edited_on(book: Book) -> None:
    document = docx.Document(io.BytesIO(book.files[Format.DOCX]))
    styles = {one.style.name for one in document.paragraphs if one.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "TOC Heading", "toc 2"} <= {
        name.replace("TOC 2", "toc 2") for name in styles
    }
    section = document.sections[0]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert section.header.paragraphs[0].text == "测试汇编"
    with zipfile.ZipFile(io.BytesIO(book.files[Format.DOCX])) as archive:
        names = archive.read("word/styles.xml").decode()
        assert 'w:eastAsia="宋体"' in names
        assert "取号算到叫号" in archive.read("word/footnotes.xml").decode()


def test_the_epub_has_its_words_for_pictures(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(book.files[Format.EPUB])) as archive:
        assert archive.namelist()[0] == "mimetype"
        text = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")
        )
    assert 'alt="柱形图"' in text
    assert re.search(r'epub:type="footnote".*取号算到叫号', text, re.DOTALL)
