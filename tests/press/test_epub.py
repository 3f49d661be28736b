"""The EPUB as a reader sees it: Chinese paragraphs, pictures in their shape, pages with names."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from casebook.model.volume import Format
from casebook.press.epub_cover import put_cover
from casebook.press.fonts import Fonts
from press_book import Book

CHROMIUM = Path("/usr/bin/chromium")
PHONE = 360


@pytest.fixture(scope="module")
def folder(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("epub")
    with zipfile.ZipFile(io.BytesIO(book.files[Format.EPUB])) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM))
        yield browser.new_page(viewport={"width": PHONE, "height": 800})
        browser.close()


def texts(folder: Path) -> list[Path]:
    return sorted((folder / "EPUB/text").glob("ch*.xhtml"))


def test_every_page_is_called_by_its_head(folder: Path) -> None:
    titles = []
    for path in texts(folder):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        head, title = tree.css_first("h1, h2"), tree.css_first("title")
        assert head is not None
        assert title is not None
        assert title.text() == head.text(strip=True)
        titles.append(title.text())
    assert {"前言", "夜间办事窗口", "重庆路的一张表"} <= set(titles)


def test_the_archive_begins_with_its_kind_unpacked(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(book.files[Format.EPUB])) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


@pytest.mark.browser
def test_a_phone_shows_long_words_whole(folder: Path, page: Page) -> None:
    (path,) = [one for one in texts(folder) if "B" * 200 in one.read_text(encoding="utf-8")]
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE


@pytest.mark.browser
def test_a_phone_shows_pictures_in_their_shape_and_paragraphs_set_in(
    folder: Path, page: Page
) -> None:
    shapes: list[list[float]] = []
    for path in texts(folder):
        page.goto(path.as_uri())
        # A picture that has not been read yet has no shape of its own.
        page.evaluate("Promise.all([...document.images].map((one) => one.decode()))")
        shapes += page.evaluate(
            "[...document.images].map(one =>"
            " [one.width / one.height, one.naturalWidth / one.naturalHeight, one.width])"
        )
        for paragraph in page.locator("section > p").all()[:1]:
            style = "node => [getComputedStyle(node).textIndent, getComputedStyle(node).fontSize]"
            indent, size = paragraph.evaluate(style)
            assert float(indent[:-2]) == 2 * float(size[:-2])
    assert shapes
    for shown, true, width in shapes:
        assert shown == pytest.approx(true, rel=0.02)
        assert width <= PHONE


@pytest.mark.browser
def test_what_a_row_of_a_card_is_of_takes_little_room(folder: Path, page: Page) -> None:
    cards = 0
    for path in texts(folder):
        page.goto(path.as_uri())
        for row in page.locator("table.card tr").all():
            of, said = (row.locator(one).bounding_box() for one in ("th", "td"))
            assert of
            assert said
            assert of["width"] < said["width"] / 2
            cards += 1
    assert cards


def test_it_has_a_cover_of_the_shape_of_the_book(folder: Path) -> None:
    package = LexborHTMLParser((folder / "EPUB/content.opf").read_text(encoding="utf-8"))
    item = package.css_first("item[properties=cover-image]")
    assert item is not None
    with Image.open(folder / "EPUB" / str(item.attributes["href"])) as cover:
        assert cover.width / cover.height == pytest.approx(210 / 285, rel=0.01)
        # The band, the paper, and words: not red and not paper.
        assert cover.getpixel((50, 800)) == (0x8C, 0x1C, 0x13)
        title = cover.crop((290, 354, 1140, 460)).convert("L")
        assert title.getextrema() == (0, 248)


def test_long_names_keep_clear_of_the_foot_of_the_cover(
    book: Book, fonts: Fonts, tmp_path: Path
) -> None:
    names = {"title": "典型案例" * 15, "subtitle": "二〇二五年度" * 10, "by": "编辑室" * 20}
    put_cover(tmp_path / "cover.png", {**book.work.data, **names}, fonts)
    with Image.open(tmp_path / "cover.png") as cover:
        above = cover.crop((200, 1340, 1200, 1366)).convert("L")
        assert above.getextrema() == (248, 248)
