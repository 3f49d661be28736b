"""The rules of setting, counted in what is printed; and the counter held against a bad print."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import typst

from casebook import app
from casebook.findings import Catalogue
from casebook.model.ids import VolumeId
from casebook.model.volume import Format, Layout
from casebook.press.fonts import Fonts
from casebook.press.printing import print_volume
from casebook.press.volumes import prepared
from press_book import DAY, SITE, Book, written
from sites import ROOT, TODAY
from typography import Slip, read, slips

# Lines are broken by hand, a head and a table stand where they must not.
BAD = r"""#set document(title: "a")
#set page(width: 80mm, height: 60mm, margin: 10mm)
#set text(lang: "zh", font: "Noto Serif CJK SC", size: 10pt)
= 头

甲乙丙丁甲乙丙丁 \ ，戊己庚辛壬。

甲乙丙丁甲乙（ \ 戊己庚辛壬）。

甲乙丙丁甲乙— \ —戊己庚辛壬。

甲乙丙丁甲乙丙丁 \ 戊。

#block(breakable: true, [== 尾])
#pagebreak()
正文从这里开始，前后都有两行以上的字，好让页面满起来。
#let rows = range(12).map(n => (str(n), str(n))).flatten()
#table(columns: 2, table.header(repeat: false, [项], [数]), ..rows)
"""


def told(data: bytes) -> list[Slip]:
    return list(slips(read(data)))


def test_the_counter_sees_each_rule_broken(tmp_path: Path, fonts: Fonts) -> None:
    (tmp_path / "bad.typ").write_text(BAD, "utf-8")
    own = typst.Fonts(
        include_system_fonts=False, font_paths=sorted({one.parent for one in fonts.paths()})
    )
    data = typst.compile(tmp_path / "bad.typ", font_paths=own, pdf_standards=["ua-1"])
    assert isinstance(data, bytes)
    found = told(data)
    assert Counter(one.rule for one in found) == {
        "mark at the start of a line": 1,
        "mark at the end of a line": 1,
        "mark in two parts": 1,
        "one character alone": 1,
        "head at the foot of a page": 1,
        "table cut from its head": 2,
    }
    assert {one.words for one in found} >= {"丙丁甲乙丙丁|，戊己庚辛壬", "戊。", "尾", "项数"}


def test_no_rule_is_broken_in_odd_and_hostile_texts(book: Book) -> None:
    found = told(book.files[Format.PDF])
    # Two hundred brackets in a row begin and end lines wherever they are broken.
    assert [one for one in found if not set(one.words) & set("[]")] == []


@pytest.fixture(scope="module", params=list(Layout))
def sample(request: pytest.FixtureRequest, catalogue: Catalogue, fonts: Fonts) -> bytes:
    """The sample's volume in each layout."""
    loaded = app.load(ROOT, TODAY, catalogue)
    volume = loaded.library.volumes[VolumeId("2025")]
    volume = replace(volume, layout=request.param)
    work = prepared(volume, app.edition(loaded, volume.readers), SITE, catalogue)
    return print_volume(ROOT, work, [Format.PDF], fonts, DAY)[Format.PDF]


def test_no_rule_is_broken_in_the_sample(sample: bytes) -> None:
    assert told(sample) == []


def test_odd_numbers_of_pages_stand_on_the_right(sample: bytes) -> None:
    seen = set()
    for page in pypdfium2.PdfDocument(sample):
        text = page.get_textpage()
        if match := re.search(r"(\d+)(?: ?—)?\s*$", text.get_text_range()):
            left = text.get_charbox(text.count_chars() - 1)[0]
            assert (left > page.get_width() / 2) == (int(match[1]) % 2 == 1), match[1]
            seen.add(int(match[1]))
    assert len(seen) > 100


def test_a_short_index_fills_two_columns_alike(sample: bytes) -> None:
    found = 0
    for page in pypdfium2.PdfDocument(sample):
        text = page.get_textpage()
        if not re.match(r"(单位|专题与场景)索引", re.sub(r"\s", "", text.get_text_range())):
            continue
        found += 1
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        folio = min(bottom for _, bottom, _, _ in boxes)
        middle = page.get_width() / 2
        left, right = (
            min(box[1] for box in boxes if box[1] > folio + 20 and (box[0] > middle) == is_right)
            for is_right in (False, True)
        )
        # The last line of one may be as much lower as a name with a head and a second line is high.
        assert abs(left - right) < 60, (left, right)
    assert found == 2


def test_a_note_stands_on_the_page_of_its_call(
    tmp_path: Path, catalogue: Catalogue, fonts: Fonts
) -> None:
    root = written(tmp_path / "library")
    texts = (f"{'字' * (40 + 7 * number)}叫{number:02}号[^{number}]。" for number in range(40))
    notes = (f"[^{number}]: 注{number:02}号。" for number in range(40))
    text = (root / "cases/2025/2025-0003/index.md").read_text("utf-8").partition("\n---\n")[0]
    body = "\n\n".join((*texts, *notes))
    (root / "cases/2025/2025-0003/index.md").write_text(f"{text}\n---\n\n{body}\n", "utf-8")
    loaded = app.load(root, TODAY, catalogue)
    (volume,) = loaded.library.volumes.values()
    work = prepared(volume, app.edition(loaded, volume.readers), SITE, catalogue)
    pages = [
        re.sub(r"\s", "", page.get_textpage().get_text_range())
        for page in pypdfium2.PdfDocument(
            print_volume(root, work, [Format.PDF], fonts, DAY)[Format.PDF]
        )
    ]
    called = [re.findall(r"叫(\d\d)号", page) for page in pages]
    assert sum(map(len, called)) == 40
    assert [re.findall(r"注(\d\d)号", page) for page in pages] == called
