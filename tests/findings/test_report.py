import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.findings import Catalogue, Edit, Finding, Severity, severity_of
from casebook.findings.catalogue import visible
from casebook.findings.overview import overview
from casebook.findings.report import first_report, json_report, summary_line, text_report
from casebook.record import Place
from casebook.source.catalogue import read_catalogue
from casebook.text.width import width, wrapped

WORDS = Catalogue(
    findings={
        "CB001": {"message": "{label}|{field}|{value}|{detail}", "remedy": "{hint}", "why": "so"},
        "CB010": {"message": "{known}", "remedy": "do", "why": ""},
    },
    fields={"title": {"label": "名称"}, "metrics.after": {"label": "后值"}},
    phrases={
        "detail_size": "大小",
        "value_size": "never",
        "hint_add": "补 {field}",
        "severity_error": "错",
        "severity_warning": "疑",
        "report_line": "{place}: {code} {severity}：{fact}",
        "report_remedy": "建议：{remedy}",
        "report_clean": "{records} clean",
        "report_summary": "{records} {errors} {warnings} {hints}",
    },
)


def finding(code: str = "CB001", line: int = 1, **params: str) -> Finding:
    return Finding(code=code, at=Place("a.md", line, 2), params=params)


def test_words_of_ours_are_translated_and_words_of_authors_are_not() -> None:
    one = finding(field="title", value="size", detail="size", hint="add")
    assert WORDS.message(one) == "名称|title|size|大小"
    assert WORDS.remedy(one) == "补 title"


def test_slots_in_what_an_author_wrote_stay_as_they_are() -> None:
    assert WORDS.message(finding(field="title", value="{label}{x}")) == "名称|title|{label}{x}|"


def test_a_nested_field_is_named_by_its_last_part_and_without_its_index() -> None:
    assert WORDS.message(finding(field="metrics.0.after")) == "后值|metrics.after||"
    assert WORDS.label("metrics.3.what") == "metrics.3.what"


def test_a_list_of_known_words_is_not_cut() -> None:
    assert WORDS.message(finding("CB010", known="、".join(["word"] * 100))).count("word") == 100


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("夜校", "夜校"),
        ("a\x1b[31m\nb", "aU+001B[31m b"),
        ("\u202e", "U+202E"),
        ("x" * 100, "x" * 79 + "…"),
        ("\udcb5", "U+DCB5"),
    ],
)
def test_what_an_author_wrote_is_fit_for_a_line(value: str, shown: str) -> None:
    assert visible(value) == shown


def test_a_report_is_in_the_order_of_places() -> None:
    report = text_report([finding(line=2), finding("CB010", line=1)], WORDS)
    assert [line.split(" ")[0] for line in report.splitlines()[::2]] == ["a.md:1:2:", "a.md:2:2:"]


def test_a_file_name_cannot_write_to_the_terminal() -> None:
    one = Finding(code="CB010", at=Place("cases/\x1b]0;x\n.md"))
    assert text_report([one], WORDS).count("\n") == 2
    assert "\x1b" not in text_report([one], WORDS)


def test_a_file_name_that_is_no_text_can_be_printed() -> None:
    one = Finding(code="CB010", at=Place("cases/\udcb5.csv"), params={"name": "\udcb5"})
    assert json.loads(json_report([one], WORDS).encode())[0]["path"] == "cases/\udcb5.csv"
    assert text_report([one], WORDS).encode()


def test_the_last_line_counts() -> None:
    assert summary_line([], 12, WORDS) == "12 clean"
    assert summary_line([finding(), finding("CB010")], 12, WORDS) == "12 1 1 0"


def test_a_finding_weighs_what_its_code_weighs() -> None:
    assert severity_of(finding("CB011")) is Severity.HINT


def test_a_long_report_says_what_to_do_first() -> None:
    words = read_catalogue()
    some = [finding("CB211", line=number, target="x") for number in range(1, 7)]
    assert first_report(some, words) == ""
    late = [finding("CB203", line=40, target="x"), finding("CB009", line=50, problem="other")]
    head = first_report([*some, *late], words).splitlines()
    assert head[0] == "先改这三处："
    assert [line.split(" ")[1] for line in head[1:7:2]] == ["CB009", "CB203", "CB211"]
    assert head[-1] == "全部意见，按文件排列："


def test_what_to_do_first_cannot_be_mended_by_a_program_and_is_of_different_files() -> None:
    words = read_catalogue()
    edit = Edit(path="a.md", line=1, column=1, old="：", new=": ")
    at = [Place(path, line, 2) for path in ("a.md", "b.md", "c.md") for line in (1, 2, 3)]
    some = [
        *(Finding(code="CB003", at=one, edit=edit, params={"field": "title"}) for one in at[:3]),
        *(Finding(code="CB203", at=one, params={"target": "x"}) for one in at[:6]),
        *(Finding(code="CB204", at=one, params={"target": "x"}) for one in at),
    ]
    told = [line.split(" ")[:2] for line in first_report(some, words).splitlines()[1:7:2]]
    assert told == [["a.md:1:2:", "CB203"], ["b.md:1:2:", "CB203"], ["a.md:2:2:", "CB203"]]


def test_submissions_at_a_glance() -> None:
    words = read_catalogue()
    records = [f"cases/2025/2025-000{number}" for number in (3, 1, 2)]
    places = [f"{records[1]}/index.md", f"{records[1]}/a.csv", records[0], "site_config/x.yml"]
    codes = ("CB203", "CB205", "CB207", "CB301")
    found = [Finding(code=code, at=Place(path)) for code, path in zip(codes, places, strict=True)]
    assert overview(found, records, words).splitlines() == [
        "各份投稿：",
        "    有必须改的 1 份：cases/2025/2025-0001（2 处）",
        "    只有核对或建议事项的 1 份：cases/2025/2025-0003",
        "    没有问题的 1 份：cases/2025/2025-0002",
    ]
    many = [f"cases/2025/2025-{number:04}" for number in range(61)]
    assert overview(found, many, words).splitlines()[1:] == [
        "    有必须改的 1 份",
        "    只有核对或建议事项的 1 份",
        "    没有问题的 59 份",
    ]
    assert overview(found, records[:1], words) == overview([], records, words) == ""


@given(st.text("夜校，a b/c", max_size=120), st.integers(20, 80))
def test_a_line_fits_its_terminal(line: str, columns: int) -> None:
    parts = wrapped(line, columns, "    ").split("\n")
    assert all(sum(map(width, part.rstrip(" "))) <= columns for part in parts)
    assert "".join(parts).replace(" ", "") == line.replace(" ", "")
