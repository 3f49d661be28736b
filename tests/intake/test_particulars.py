import pytest

from casebook.intake.blocks import blocks
from casebook.intake.days import find_day
from casebook.intake.fields import At, DateRule, DateTake
from casebook.intake.foreign import Foreign
from casebook.intake.headings import opening
from casebook.intake.journal import Journal
from casebook.intake.particulars import Dated, date_of, title_of
from casebook.record import Table
from casebook.source.yaml_tree import read_tree
from intake.adopting import rules


def foreign(front: str = "", path: str = "a/甲.md", body: str = "正文") -> Foreign:
    table, findings = read_tree(front, path, 2)
    assert not findings
    return Foreign(path, table or Table(), body, 1)


def dated(front: str, path: str = "甲.md", date: str = "") -> tuple[Dated | None, list[str]]:
    journal = Journal()
    given = rules(f"date: {date}").date
    return date_of(foreign(front, path), "", given, journal), [note.kind for note in journal.notes]


@pytest.mark.parametrize(
    ("text", "form", "at", "day"),
    [
        ("2024-05-06", "%Y-%m-%d", At.WHOLE, "2024-05-06"),
        ("2024年5月6日", "%Y年%-m月%-d日", At.WHOLE, "2024-05-06"),
        ("2024-05-06 x", "%Y-%m-%d", At.WHOLE, None),
        ("20240506 x", "%Y%m%d", At.START, "2024-05-06"),
        ("202405061 x", "%Y%m%d", At.START, None),
        ("x 20240506", "%Y%m%d", At.START, None),
        ("x-202405", "%Y%m", At.END, "2024-05-09"),
        ("条例(2024-05-06).md", "(%Y-%m-%d)", At.ANYWHERE, "2024-05-06"),
        ("2024.05.06", "%Y-%m-%d", At.ANYWHERE, None),
        ("２０２４-05-06", "%Y-%m-%d", At.WHOLE, None),
    ],
)
def test_formats(text: str, form: str, at: At, day: str | None) -> None:
    found = find_day(text, DateRule(take=DateTake.FOLDER, at=at, formats=(form,), day=9))
    assert (str(found.day) if found else None) == day


FRONT = "{take: front, key: date, formats: ['%Y-%m-%d']}"
NAME = "{take: file-name, at: start, formats: ['%Y%m%d']}"
FOLDER = "{take: folder, formats: ['%Y%m'], day: 1}"


def test_the_first_source_that_has_a_date_gives_it() -> None:
    every = f"[{FRONT}, {NAME}, {FOLDER}]"
    assert dated("date: 2024-05-06", "202301/20220101.md", every)[0] == Dated("2024-05-06", 2024)
    assert dated("", "202301/20220102 甲.md", every)[0] == Dated("2022-01-02", 2022)
    assert dated("", "202301/x/甲.md", every)[0] == Dated("2023-01-01", 2023)
    assert dated("", "x/甲.md", every) == (None, [])


def test_a_date_that_is_none_stays_as_written_and_is_told() -> None:
    assert dated("date: 2024-02-30", "x.md", f"[{FRONT}]") == (Dated("2024-02-30", 2024), ["date"])
    assert dated("date: 去年", "20230101.md", f"[{FRONT}, {NAME}]") == (
        Dated("去年", None),
        ["date"],
    )


def test_an_impossible_date_in_a_name_is_told_and_passed_over() -> None:
    assert dated("", "202305/20231340.md", f"[{NAME}, {FOLDER}]") == (
        Dated("2023-05-01", 2023),
        ["date"],
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# 甲 #\n乙", "甲"),
        ("\n\n甲\n乙\n===\n丙", "甲\n乙"),
        ("[a]: b\n[c]: d\n甲\n---\n", "甲"),
        ("[a]: b\n\n* * *\n\n<!-- x -->\n\n## 甲", "甲"),
        ("乙\n\n# 甲", None),
        ("> # 甲", None),
        ("```\n# 甲\n```", None),
        ("", None),
    ],
)
def test_the_heading_that_a_text_begins_with(text: str, words: str | None) -> None:
    found = opening(text, blocks(text))
    assert (text[found.words_start : found.words_end] if found else None) == words


def test_the_sources_of_a_title() -> None:
    given = rules().title
    journal = Journal()
    assert title_of(foreign(path="x/甲 乙.md"), "丙", given, journal) == "丙"
    assert title_of(foreign(path="x/甲 乙.md"), "", given, journal) == "甲 乙"
    assert title_of(foreign(), "", given[:1], journal) == ""
    assert [note.kind for note in journal.notes] == ["no_title"]
