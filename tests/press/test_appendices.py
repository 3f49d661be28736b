"""What stands after the texts of a volume: in every format, in order, and in its contents."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from casebook import app
from casebook.findings import Catalogue
from casebook.model.volume import Appendix, Format, Layout
from casebook.press.fonts import Fonts
from casebook.press.matter import matter
from casebook.press.printing import print_volume
from casebook.press.volumes import prepared
from press_book import DAY, SITE, Book

TITLES = ["附录一　用语说明", "附录二　征集办法"]
TEXTS = ["窗口：办事的地方。", "叫号：按次序办。", "每年征集一次。"]
WHOLE = [TITLES[0], *TEXTS[:2], TITLES[1], TEXTS[2]]
LAST = "样样都有"


def squeezed(text: str) -> str:
    return "".join(text.split())


def in_order(words: list[str], text: str) -> bool:
    return bool(re.search(".*?".join(map(re.escape, map(squeezed, words))), squeezed(text)))


def pages_of(data: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def titles(entries: list[Any]) -> list[str]:
    """The bookmarks of the highest level."""
    return [one.title for one in entries if not isinstance(one, list)]


def test_each_begins_a_page_that_the_contents_name(book: Book) -> None:
    pages = pages_of(book.files[Format.PDF])
    assert in_order([*WHOLE, "单位索引"], "".join(pages[4:]))
    contents = next(text for text in pages if text.startswith("目录"))
    assert in_order([LAST, *TITLES], contents)
    for title in map(squeezed, TITLES):
        number = re.search(rf"{title}\.*(\d+)", contents)
        (page,) = [text for text in pages if text.startswith(title)]
        assert number is not None
        assert page.endswith(number[1])


def test_bookmarks_lead_there_from_the_top(book: Book) -> None:
    marks = titles(PdfReader(io.BytesIO(book.files[Format.PDF])).outline)
    assert marks[-4:] == [*TITLES, "单位索引", "专题与场景索引"]


def test_word_has_them_as_heads_and_in_its_contents(book: Book) -> None:
    document = docx.Document(io.BytesIO(book.files[Format.DOCX]))
    told = [(one.style.name if one.style else "", one.text) for one in document.paragraphs]
    heads = [text for style, text in told if style == "Heading 1"]
    assert heads[-2:] == TITLES
    lines = [text for style, text in told if style.casefold() == "toc 1"]
    assert lines[-2:] == TITLES
    assert [text for _, text in told][-5:] == WHOLE
    marked = document.element.xpath("//w:bookmarkStart/@w:name")
    assert {f"appendix-{number}" for number in (1, 2)} <= set(marked)


def test_the_epub_has_them_behind_the_texts(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(book.files[Format.EPUB])) as archive:
        names = sorted(one for one in archive.namelist() if "/text/ch" in one)
        pages = [archive.read(one).decode() for one in names[-2:]]
        navigation = archive.read("EPUB/nav.xhtml").decode()
    for page in pages:
        assert 'epub:type="backmatter"' in page
        assert 'epub:type="appendix"' in page
    assert in_order(WHOLE, "".join(LexborHTMLParser(one).body.text() for one in pages))  # type: ignore[union-attr]
    assert in_order(TITLES, navigation)


def test_one_alone_has_no_number(book: Book, catalogue: Catalogue) -> None:
    def titled(*names: str) -> list[str]:
        some = tuple(Appendix(name=name, text="。") for name in names)
        volume = replace(book.work.view.volume, appendices=some)
        data = matter(replace(book.work.view, volume=volume), SITE, catalogue)
        return [one["title"] for one in data["appendices"]]

    assert titled("甲") == ["附录　甲"]
    assert titled(*"甲" * 12)[9:] == ["附录十　甲", "附录十一　甲", "附录十二　甲"]
    assert titled() == []


@pytest.mark.parametrize("layout", Layout)
def test_a_volume_without_parts_lists_them_below_its_texts(
    book: Book, fonts: Fonts, catalogue: Catalogue, layout: Layout
) -> None:
    plain = replace(book.work.view.volume, parts=(), layout=layout)
    work = prepared(plain, app.edition(book.loaded), SITE, catalogue)
    pages = pages_of(print_volume(book.root, work, [Format.PDF], fonts, DAY)[Format.PDF])
    contents = next(text for text in pages if text.startswith("目录"))
    assert in_order([LAST, *TITLES], contents)
    for title in map(squeezed, TITLES):
        assert [text for text in pages if text.startswith(title)]
