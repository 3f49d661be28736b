"""Everything has room: nothing runs over the edge of its page or of its cell, nothing is lost."""

import io
import zipfile
from collections.abc import Iterator

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2 import raw

from casebook.model.volume import Format
from press_book import Book

MILLIMETRE = 72 / 25.4
# Of the type area of a book (volume.typ), and what a hanging mark may take of the margin.
MARGINS = 27.6 * MILLIMETRE
HANGING = 2.0


@pytest.fixture(scope="module")
def text(book: Book) -> str:
    pages = PdfReader(io.BytesIO(book.files[Format.PDF])).pages
    return "".join("".join(page.extract_text().split()) for page in pages).replace("\u200b", "")


def boxes(book: Book) -> Iterator[tuple[int, float, tuple[float, float, float, float]]]:
    """Each character and picture: its page, the width of that, and its box in points."""
    for number, page in enumerate(pypdfium2.PdfDocument(book.files[Format.PDF])):
        words = page.get_textpage()
        for at in range(words.count_chars()):
            # Spaces and ends of lines have next to no height.
            if (box := words.get_charbox(at))[3] - box[1] > 1:
                yield number, page.get_width(), box
        for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            yield number, page.get_width(), picture.get_bounds()


def test_nothing_stands_in_a_margin(book: Book) -> None:
    inner = [
        (page, round(left), round(right))
        for page, width, (left, _, right, _) in boxes(book)
        if page
        and right > left
        and not MARGINS - HANGING < left < right < width - MARGINS + HANGING
    ]
    assert not inner


def test_rows_of_one_mark_and_long_code_are_whole(text: str) -> None:
    assert "abcdefgh" * 30 in text
    assert f"填写人{'…' * 120}，填写日期{'—' * 120}。" in text


def test_a_picture_stays_in_its_cell(book: Book) -> None:
    for page in pypdfium2.PdfDocument(book.files[Format.PDF]):
        words = page.get_textpage()
        if (at := words.get_text_range().find("这一栏的字要看得见")) < 0:
            continue
        left = words.get_charbox(at)[0]
        pictures = [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
        lowest = min(pictures, key=lambda box: box[1])
        assert lowest[2] < left
        return
    pytest.fail("no such cell")


def test_a_note_to_a_note_is_not_lost(book: Book, text: str) -> None:
    # A note that leads back to where it is called is not said once more.
    assert "脚注里有列表（注里的注（第三层。）。）：" in text
    for kind in (Format.DOCX, Format.EPUB):
        said = told(book.files[kind])
        assert "注里的注" in said
        assert "第三层" in said


def told(data: bytes) -> str:
    """All XML of a document that is an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [one for one in archive.namelist() if one.endswith((".xml", ".xhtml"))]
        return "".join(archive.read(one).decode("utf-8") for one in names)
