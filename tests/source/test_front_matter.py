import pytest

from casebook.record import Scalar
from casebook.source.front_matter import MOST_FRONT_MATTER, read_record, read_settings
from shared import codes


def found(front: str) -> list[tuple[str, int, int]]:
    _, findings = read_record(f"---\n{front}\n---\n正文\n".encode(), "a.md")
    return [(one.code, one.at.line, one.at.column) for one in findings]


def test_front_matter_and_body_are_parted() -> None:
    record, findings = read_record("---\ntitle: 夜校\n---\n\n正文 ---\n".encode(), "a.md")
    assert not findings
    assert record is not None
    assert (record.body, record.body_line) == ("\n正文 ---\n", 4)


@pytest.mark.parametrize("close", ["---", "---  ", "..."])
def test_a_fence_may_have_spaces_behind_it(close: str) -> None:
    record, findings = read_record(f"--- \ntitle: a\n{close}\nb".encode(), "a.md")
    assert not findings
    assert record is not None
    assert record.body == "b"


def test_a_later_rule_belongs_to_the_body() -> None:
    record, _ = read_record(b"---\ntitle: a\n---\nb\n\n---\n\nc\n", "a.md")
    assert record is not None
    assert record.body == "b\n\n---\n\nc\n"


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("", 1, "begin"),
        ("title: a\n", 1, "begin"),
        ("\n\n# 夜校\n", 3, "begin"),
        ("\n---\ntitle: a\n---\n", 2, "move"),
        ("夜校\n\n---\ntitle: a\n---\n", 3, "move"),
        ("——\ntitle: a\n---\n", 1, "fence"),
        ("+++\ntitle: a\n+++\n", 1, "fence"),
        ("----\ntitle: a\n---\n", 1, "fence"),
    ],
)
def test_where_front_matter_should_begin(text: str, line: int, hint: str) -> None:
    record, findings = read_record(text.encode(), "a.md")
    assert record is None
    assert [(one.code, one.at.line, one.params["hint"]) for one in findings] == [
        ("CB001", line, hint)
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: a\n——\n正文\n", 3),
        ("---\ntitle: a\n\n正文\n", 3),
        ("---\ntitle: a\n\nunit: b\n\n正文\n", 5),
        ("---\ntitle: a\n## 背景\n", 3),
        ("---\ntitle: a", 2),
        ("---", 1),
    ],
)
def test_where_front_matter_should_end(text: str, line: int) -> None:
    record, findings = read_record(text.encode(), "a.md")
    assert record is None
    assert [(one.code, one.at.line) for one in findings] == [("CB002", line)]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title：夜校", [("CB003", 2, 6)]),
        ("标题：夜校", [("CB003", 2, 3)]),
        ("PPT：夜校", [("CB003", 2, 4)]),
        ("a:\n  - name：夜校", [("CB003", 3, 9)]),
        ("a:\n  - PPT：夜校\n  - 说明：夜校", []),
        ("a: |\n  title：夜校\nb：c", [("CB003", 4, 2)]),
        ("a: >-\n  x\n\n  title：夜校", []),
        ("title: 夜校：办在收工后", []),
        ("a:\n\t- b", [("CB004", 3, 1)]),
        ("a: b\t# c", []),
        ("a:b\nc: d", [("CB009", 2, 2)]),
        ("a: b\nc:d\ne: f", [("CB009", 3, 2)]),
        ("a: http://example.org", []),
        ("a: 'b\nc: 'd'", [("CB009", 2, 4)]),
        ("a: b\nc", [("CB009", 3, 1)]),
    ],
)
def test_slips_of_a_chinese_keyboard(front: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(front) == expected


def test_what_was_meant_is_read_all_the_same() -> None:
    record, _ = read_record("---\ntitle：夜校\na:\n\tb: c\n---\nx".encode(), "a.md")
    assert record is not None
    assert set(record.values.entries) == {"title", "a"}
    title = record.values.entries["title"].value
    assert isinstance(title, Scalar)
    assert title.text == "夜校"


def test_a_line_is_told_of_once() -> None:
    assert found("a：[b") == [("CB003", 2, 2)]
    assert found("a: \x01[b") == [("CB012", 2, 4)]


def test_a_hint_does_not_hide_an_error() -> None:
    _, findings = read_record(b"---\r\na: [b\r\n---\r\nx", "a.md")
    assert codes(findings) == ["CB009", "CB011"]
    _, findings = read_record(b"---\na: 'b\r\n---\nx", "a.md")
    assert codes(findings) == ["CB009", "CB011"]


def test_front_matter_has_a_limit_and_settings_a_larger_one() -> None:
    front = f"a: {'x' * MOST_FRONT_MATTER}"
    record, findings = read_record(f"---\n{front}\n---\nx".encode(), "a.md")
    assert record is None
    assert [(one.code, one.at.line) for one in findings] == [("CB015", 2)]
    record, findings = read_settings(front.encode(), "a.yml")
    assert record is not None
    assert not findings


def test_a_register_of_twenty_thousand_rows_is_read() -> None:
    rows = [
        f"  - {{id: u-{number}, name: 第{number}号站, parent: u-1}}" for number in range(20_000)
    ]
    record, findings = read_settings("\n".join(["units:", *rows]).encode(), "units.yml")
    assert record is not None
    assert not findings


def test_a_byte_order_mark_does_not_hide_the_fence() -> None:
    record, findings = read_record("\ufeff---\ntitle: 夜校\n---\n正文".encode(), "a.md")
    assert record is not None
    assert codes(findings) == ["CB010"]
