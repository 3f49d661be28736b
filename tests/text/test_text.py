import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.text.anchors import anchor_maker, without_ordinal
from casebook.text.characters import code_point, hidden_characters
from casebook.text.excerpt import excerpt
from casebook.text.filenames import folded, is_portable
from casebook.text.suggestion import nearest


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("\x00", "control"),
        ("\x1b", "control"),
        ("\x7f", "control"),
        ("\x85", "control"),
        ("\u202e", "bidi"),
        ("\u2066", "bidi"),
        ("\u061c", "bidi"),
        ("\u200b", "invisible"),
        ("\u2028", "invisible"),
        ("\u00ad", "invisible"),
        ("\ufeff", "invisible"),
        ("\U000e0041", "invisible"),
        ("\ue000", "private"),
        ("\ufffd", "private"),
        ("\uffff", "private"),
    ],
)
def test_characters_that_hide(character: str, kind: str) -> None:
    found = hidden_characters(f"夜{character}校")
    assert [(one.offset, one.character, one.kind) for one in found] == [(1, character, kind)]


@pytest.mark.parametrize(
    "text", ["", "夜校", "a\tb\n", "全角　空格", "a\u00a0b", "👩\u200d💻", "①々〇"]
)
def test_characters_that_do_not(text: str) -> None:
    assert hidden_characters(text) == []


def test_the_first_so_many() -> None:
    assert len(hidden_characters("\u200b" * 50, most=20)) == 20


def test_a_joiner_between_words_hides() -> None:
    assert len(hidden_characters("夜\u200d校")) == 1


def test_a_code_point_is_named() -> None:
    assert [code_point(one) for one in ("\x00", "\u200b", "\U000e0041")] == [
        "U+0000", "U+200B", "U+E0041",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        ("流程图.png", True),
        ("a b.png", True),
        ("console.txt", True),
        ("com10.txt", True),
        ("CON", False),
        ("nul.tar.gz", False),
        ("COM1.txt", False),
        ("lpt¹", False),
        ("a:b", False),
        ("a|b", False),
        ("a\x01b", False),
        ("a ", False),
        ("a.", False),
        ("", False),
        ("a" * 201, False),
    ],
)
def test_names_that_windows_can_hold(name: str, portable: bool) -> None:  # noqa: FBT001 (a table)
    assert is_portable(name) is portable


def test_names_fold_together() -> None:
    assert folded("Cafe\u0301.PNG") == folded("caf\u00e9.png")
    assert folded("甲.png") != folded("乙.png")


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("一、做法", "做法"),
        ("（二）成效", "成效"),
        ("第三章 附则", "附则"),
        ("1.2.3 试点", "试点"),
        ("2025年的做法", "2025年的做法"),
        ("③推广", "推广"),
        ("一、", "一、"),
        ("十四项事项", "十四项事项"),
    ],
)
def test_a_heading_without_its_number(heading: str, words: str) -> None:
    assert without_ordinal(heading) == words


@given(st.lists(st.text(max_size=6), max_size=30))
def test_anchors_of_a_page_are_all_different(headings: list[str]) -> None:
    anchor = anchor_maker()
    made = [anchor(heading) for heading in headings]
    assert len(set(made)) == len(made)
    assert all(made)


def test_an_anchor_that_looks_counted() -> None:
    anchor = anchor_maker()
    assert [anchor(one) for one in ("a", "a-2", "a", "a", "a-2")] == [
        "a", "a-2", "a-3", "a-4", "a-2-2",
    ]  # fmt: skip


@given(st.text(), st.integers(10, 200))
def test_an_excerpt_is_no_longer_than_asked(text: str, most: int) -> None:
    cut = excerpt(text, most)
    assert len(cut) <= most
    assert "\n" not in cut


def test_an_excerpt_ends_at_a_stop_if_there_is_one() -> None:
    assert excerpt("甲" * 30, 10) == "甲" * 9 + "…"
    assert excerpt("甲甲甲甲甲甲。乙乙乙乙乙", 10) == "甲甲甲甲甲甲。"


def test_the_nearest_name() -> None:
    assert nearest("uint", ["unit", "date"]) == "unit"
    assert nearest("地点", ["unit", "date"]) is None
    assert nearest("x" * 10_000, ["unit"]) is None
