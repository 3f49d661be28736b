"""What a volume is made with: fonts, tools and a day; and what keeps it from being made."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from casebook.model.volume import Format
from casebook.press import sandbox
from casebook.press.fonts import Fonts
from casebook.press.index import by_pinyin
from casebook.press.printing import print_volume
from casebook.press.review import broken_findings
from casebook.press.sandbox import PressError
from casebook.views.volume import IndexLine
from press_book import DAY, Book


def test_a_text_is_drawn_in_a_font_that_has_all_of_it(fonts: Fonts) -> None:
    for text in ("典型案例", "王镕喆䶮"):
        path, index = fonts.boldest("fangsong", text)
        with TTFont(path, fontNumber=index) as font:
            assert set(map(ord, text)) <= font.getBestCmap().keys()


def test_a_character_without_a_glyph_is_known(fonts: Fonts) -> None:
    assert fonts.missing("办事😀䶮“”①") == {"😀"}


def test_a_picture_that_is_not_laid_out_is_an_error(book: Book, fonts: Fonts) -> None:
    lost = replace(book.work, images={})
    with pytest.raises(PressError, match=r"trees/2025-000[18]\.json: .*no picture cases/") as said:
        print_volume(book.root, lost, [Format.DOCX], fonts, DAY)
    (told,) = broken_findings(lost, str(said.value))
    assert told.code == "CB913"
    assert told.at.path in {f"cases/2025/2025-000{one}/index.md" for one in (1, 8)}


def test_marks_that_nest_without_end_are_told_with_their_text(book: Book, fonts: Fonts) -> None:
    deep = replace(book.work, chapters={"2025-0001": "<p>" + "<em>字" * 3000 + "</em>" * 3000})
    with pytest.raises(PressError) as said:
        print_volume(book.root, deep, [Format.DOCX], fonts, DAY)
    assert [one.code for one in broken_findings(deep, str(said.value))] == ["CB913"]


def test_an_old_day_and_fonts_of_one_name_are_no_trouble(
    book: Book, fonts: Fonts, tmp_path: Path
) -> None:
    path, index = next(iter(fonts.files.values()))[0]
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / path.name).symlink_to(path)
    twins = {name: ((tmp_path / name / path.name, index),) for name in ("one", "other")}
    doubled = Fonts(fonts.roles, twins)
    made = print_volume(book.root, book.work, [Format.DOCX], doubled, date(1949, 10, 1))
    with zipfile.ZipFile(io.BytesIO(made[Format.DOCX])) as archive:
        assert {one.date_time[:3] for one in archive.infolist()} == {(1980, 1, 1)}


def test_a_tool_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_LONGEST", 0.1)
    monkeypatch.setattr(sandbox, "_limits", lambda _: None)
    with pytest.raises(PressError, match="TimeoutExpired"):
        sandbox.run(["sleep", "5"], tmp_path, memory=0, more={})


def test_the_same_library_gives_the_same_bytes(book: Book, fonts: Fonts) -> None:
    again = print_volume(book.root, book.work, list(Format), fonts, DAY)
    assert {kind: again[kind] == book.files[kind] for kind in Format} == dict.fromkeys(Format, True)


def test_index_is_sorted_by_sound() -> None:
    names = ("重庆路", "重点办", "安康站", "8号楼", "CBD管委会", "长乐里", "app组", "ZK组")
    lines = [IndexLine(name, ()) for name in names]
    sorted_names = [(letter, [name for name, _ in rows]) for letter, rows in by_pinyin(lines)]
    assert sorted_names == [
        ("A", ["安康站", "app组"]),
        ("C", ["CBD管委会", "长乐里", "重庆路"]),
        ("Z", ["重点办", "ZK组"]),
        ("#", ["8号楼"]),
    ]
