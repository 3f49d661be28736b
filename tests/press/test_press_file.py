"""What a print shop gets: sheets with bleed and marks, black alone, a cover that fits."""

import io
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf import PageObject, PdfReader

from casebook.findings import Catalogue
from casebook.model.volume import Format
from casebook.press.fonts import Fonts
from casebook.press.printshop import ORDER, Sheets, packed, print_for_press, spine_width
from press_book import DAY, Book
from sites import ROOT, run

POINTS = 72 / 25.4
# What sets a colour, by the number of its values: grey, RGB, CMYK, and those of a named space.
SHADES = {"g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4, "K": 4, "sc": 0, "SC": 0, "scn": 0, "SCN": 0}
MARK = rb"1 0 0 -1 ([\d.]+) ([\d.]+) cm[^Q]*?0 0 m (14\.17\d* 0|0 14\.17\d*) l"


@pytest.fixture(scope="session")
def sheets(book: Book, fonts: Fonts) -> Sheets:
    return print_for_press(book.root, book.work, fonts, DAY)


@pytest.fixture(scope="session")
def pages(sheets: Sheets) -> list[PageObject]:
    return list(opened(sheets.pages).pages)


def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def area(box: tuple[float, ...]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def millimetres(box: Iterable[float]) -> list[float]:
    return [round(float(one) / POINTS, 1) for one in box]


def colours(data: bytes) -> Iterator[tuple[str, str]]:
    """Each operator that sets a colour, with the space that its values are in."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            space = {"c": "", "C": ""}
            for one in pikepdf.parse_content_stream(page):
                operator, values = str(one.operator), one.operands
                if operator in {"cs", "CS"}:
                    space[operator[0]] = str(page.Resources.ColorSpace[str(values[0])])
                elif operator in SHADES:
                    kind = "C" if operator.isupper() else "c"
                    yield operator, space[kind] if operator.lower().startswith("sc") else ""


def test_every_sheet_says_where_to_cut_and_where_the_bleed_ends(pages: list[PageObject]) -> None:
    for page in pages:
        assert millimetres(page.mediabox) == [0, 0, 226, 301]
        assert millimetres(page.trimbox) == [8, 8, 218, 293]
        assert millimetres(page.bleedbox) == [5, 5, 221, 296]


def test_marks_stand_outside_of_the_bleed(pages: list[PageObject]) -> None:
    for page in pages:
        contents = page.get_contents()
        assert contents is not None
        marks = re.findall(MARK, contents.get_data())
        assert len(marks) == 8
        for left, bottom, way in marks:
            x, y = float(left) / POINTS, float(bottom) / POINTS
            across, down = (5, 0) if way.endswith(b" 0") else (0, 5)
            beside = x + across < 5.1 or x > 220.9
            above = y - down > 295.9 or y < 5.1
            assert beside or above


def test_pages_are_black_alone(sheets: Sheets) -> None:
    found = set(colours(sheets.pages))
    assert {operator for operator, _ in found} <= {"scn", "SCN"}
    assert {space for _, space in found} == {"/DeviceGray"}


def test_codes_are_black_alone(sheets: Sheets) -> None:
    with pikepdf.open(io.BytesIO(sheets.pages)) as pdf:
        images = [one for page in pdf.pages for one in page.get_images().values()]
        kinds = {str(one.ColorSpace) for one in images if one.Width == one.Height}
    assert kinds == {"/DeviceGray"}


def test_pages_are_filled_to_a_multiple_of_four(sheets: Sheets, pages: list[PageObject]) -> None:
    assert len(pages) == sheets.count
    assert len(pages) % 4 == 0
    texts = ["".join(page.extract_text().split()) for page in pages]
    last = max(number for number, text in enumerate(texts) if text)
    assert len(texts) - 1 - last < 4
    assert "索引" in "".join(texts[last - 1 : last + 1])


def test_the_book_begins_with_its_title_and_keeps_its_page_numbers(
    book: Book, pages: list[PageObject]
) -> None:
    screen = opened(book.files[Format.PDF]).pages
    assert "测试汇编" in pages[0].extract_text()
    for ours, theirs in zip(pages, screen, strict=False):
        assert ours.extract_text().split() == theirs.extract_text().split()


def test_the_cover_is_back_spine_and_front_in_printing_inks(sheets: Sheets) -> None:
    (page,) = opened(sheets.wrap).pages
    width = 2 * 210 + float(sheets.spine)
    left, bottom, right, top = millimetres(page.trimbox)
    assert right - left == pytest.approx(width, abs=0.2)
    assert top - bottom == 285
    assert millimetres(page.bleedbox) == [5, 5, pytest.approx(right + 3), 296]
    assert {operator for operator, _ in colours(sheets.wrap)} == {"k", "K"}


def test_the_band_of_the_cover_runs_on_over_the_back(sheets: Sheets) -> None:
    with pikepdf.open(io.BytesIO(sheets.wrap)) as pdf:
        drawn = [
            (str(one.operator), [float(value) for value in one.operands])
            for one in pikepdf.parse_content_stream(pdf.pages[0])
            if str(one.operator) in {"cm", "k", "m", "l"}
        ]
    (at,) = [
        number
        for number, (operator, values) in enumerate(drawn)
        if operator == "k" and values == pytest.approx([0.2, 1, 1, 0.32], abs=0.01)
    ]
    left = next(values[4] for operator, values in reversed(drawn[:at]) if operator == "cm")
    width = max(values[0] for operator, values in drawn[at : at + 5] if operator == "l")
    # The paper ends 8 mm outside of the trimmed sheet, whose back is 210 mm wide.
    assert millimetres([left]) == [8 + 210 - 3]
    assert millimetres([width]) == [pytest.approx(3 + float(sheets.spine) + 34, abs=0.1)]


@pytest.mark.parametrize(
    ("pages", "paper", "width"),
    [(248, "0.1", "12.4"), (120, "0.085", "5.1"), (1241, "0.1", "62.0"), (248, None, "12.4")],
)
def test_a_spine_is_as_wide_as_its_leaves(pages: int, paper: str | None, width: str) -> None:
    assert spine_width(pages, Decimal(paper) if paper else None) == Decimal(width)


def test_the_spine_is_that_of_this_book(sheets: Sheets) -> None:
    assert sheets.spine == spine_width(sheets.count, None)


def wrap(book: Book, fonts: Fonts, names: Mapping[str, str]) -> bytes:
    """The cover of the book with other names, and with a spine that bears them."""
    view = replace(book.work.view, volume=replace(book.work.view.volume, paper=Decimal(1)))
    work = replace(book.work, view=view, data={**book.work.data, **names})
    return print_for_press(book.root, work, fonts, DAY).wrap


def test_long_names_stand_clear_of_each_other_on_the_cover(book: Book, fonts: Fonts) -> None:
    names = {
        "title": "典型案例" * 14 + "（上）",
        "subtitle": "二〇二五年度" * 10,
        "by": "编室" * 30,
    }
    (page,) = pypdfium2.PdfDocument(wrap(book, fonts, names))
    text, trim = page.get_textpage(), page.get_trimbox()
    signs = [one for one in range(text.count_chars()) if text.get_text_range(one, 1).strip()]
    boxes = [text.get_charbox(one) for one in signs]
    assert len(boxes) > 2 * 59 + 60 + 60
    for one in boxes:
        assert trim[0] < one[0] < one[2] < trim[2]
        assert trim[1] < one[1] < one[3] < trim[3]
    # Boxes of neighbours may touch; letters of which one covers a third of another do not stand.
    for one, other in combinations(boxes, 2):
        across = max(0, min(one[2], other[2]) - max(one[0], other[0]))
        down = max(0, min(one[3], other[3]) - max(one[1], other[1]))
        assert across * down < area(one) / 3


def test_a_spine_tells_the_volume_from_its_neighbours(book: Book, fonts: Fonts) -> None:
    (page,) = opened(wrap(book, fonts, {"subtitle": "2025年卷"})).pages
    assert "".join(page.extract_text().split()).count("2025年卷") == 2


def test_widths_of_pictures_are_those_of_the_page(book: Book, sheets: Sheets) -> None:
    assert set(sheets.widths) == set(book.work.images.values())
    # 600 pixels at 150 dpi; what is wider stops at 88 % of the type area of 152.4 mm.
    assert sheets.widths["cases/2025/2025-0008/图1.png"] == pytest.approx(101.6, abs=2)
    assert sheets.widths["cases/2025/2025-0001/a.png"] == pytest.approx(134.1, abs=0.1)


def test_every_font_is_embedded(sheets: Sheets, tmp_path: Path) -> None:
    for number, data in enumerate((sheets.pages, sheets.wrap)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        with pikepdf.open(path) as pdf:
            fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
            bare = [one for one in fonts if one.get("/Type") == "/FontDescriptor"]
            assert bare
            assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in bare)


def test_an_order_goes_with_the_files(book: Book, sheets: Sheets, catalogue: Catalogue) -> None:
    files = packed(book.work.view.volume, sheets, catalogue)
    assert list(files) == ["v-pages.pdf", "v-cover.pdf", ORDER]
    told = files[ORDER].decode()
    for words in ("测试汇编", "210×285毫米", f"{sheets.count}面", f"{sheets.spine}毫米", "黑（K）"):
        assert words in told


def test_the_command_gives_the_same_sheets_where_nothing_is_offered(
    book: Book, sheets: Sheets, catalogue: Catalogue, tmp_path: Path
) -> None:
    root = shutil.copytree(book.root, tmp_path / "library")
    fonts = str(ROOT / ".casebook/fonts")
    said = run("casebook", "compile", "v", "--press", "--fonts", fonts, cwd=root)
    assert f"正文 {sheets.count} 面，书脊 {sheets.spine} 毫米" in said
    folder = root / "compiled/press/v"
    files = packed(book.work.view.volume, sheets, catalogue)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == files
    assert [one.name for one in (root / "compiled").iterdir() if one.is_dir()] == ["press"]
