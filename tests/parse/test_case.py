from collections.abc import Sequence

import pytest

from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.fields import CASE
from casebook.model.ids import CallId, CaseId
from casebook.model.registers import Call
from casebook.model.terms import Audience, State
from casebook.parse import parse_case, unread_fields
from casebook.parse.case import Parsed
from casebook.record import Place, RawFile, RawRecord
from casebook.source.front_matter import read_record

CALL = Call(id=CallId("2025"), name="征集", requires=("title", "unit", "summary"))


def raw(front: str, body: str = "正文", files: Sequence[RawFile] = ()) -> RawRecord:
    record, findings = read_record(f"---\n{front}\n---\n{body}".encode(), "a.md", tuple(files))
    assert record is not None
    assert not findings
    return record


def parsed(front: str, body: str = "正文", files: Sequence[RawFile] = ()) -> Parsed:
    record = raw(front, body, files)
    return parse_case(record, CaseId("2025-0007"), {CALL.id: CALL}, Audience.PUBLIC)


def found(front: str, body: str = "正文") -> list[tuple[str, str]]:
    return [(one.code, one.params.get("field", "")) for one in parsed(front, body).findings]


def test_a_title_is_enough_without_a_call() -> None:
    one = parsed("title: 夜校", files=[RawFile("a.png", "png", 9, 4, 3)])
    assert not one.findings
    case = one.case
    assert (case.title, case.state, case.audience) == ("夜校", State.DRAFT, Audience.PUBLIC)
    assert (case.id, case.path, case.markdown, case.body_line) == ("2025-0007", "a.md", "正文", 4)
    assert case.files[0].is_image
    assert one.places.at("title") == Place("a.md", 2, 8)


def test_what_a_case_says_of_its_audience_goes_before_the_site() -> None:
    assert parsed("title: a\naudience: intranet").case.audience is Audience.INTRANET


@pytest.mark.parametrize("call", ["2025", "'2025'", "' 2025 '"])
def test_a_call_asks_for_more(call: str) -> None:
    front = f"title: a\ncall: {call}"
    assert found(front) == [("CB101", "unit"), ("CB101", "summary")]
    assert found(f"{front}\nunit: b\nsummary: ''") == [("CB101", "summary")]
    assert found(f"{front}\nunit: b\nsummary: c") == []


def test_an_unknown_call_asks_for_nothing() -> None:
    assert found("title: a\ncall: 1999") == []
    assert found("title: a\ncall: [1999]") == [("CB103", "call")]


def test_a_case_with_an_error_can_be_checked() -> None:
    one = parsed("date: 昨天\nthemes: [a, B]")
    assert [finding.code for finding in one.findings] == ["CB101", "CB104", "CB107"]
    assert isinstance(one.case, Case)
    assert one.case.date is None
    assert one.case.themes == ("a",)


@pytest.mark.parametrize(
    ("front", "unread"),
    [
        ("title: a\nplace: b", set()),
        ("title: a\ndate: 昨天", {"date"}),
        ("title: a\nthemes: [a, B]\nmethod: {steps: [c]}", {"themes", "method"}),
        ("call: '2025'\ntitle: a\nunit: b", {"summary"}),
    ],
)
def test_fields_with_an_error_are_unread(front: str, unread: set[str]) -> None:
    record = raw(front)
    one = parse_case(record, CaseId("2025-0007"), {CALL.id: CALL}, Audience.PUBLIC)
    assert unread_fields(record, CASE, one.findings) == unread


def test_an_error_of_the_reader_leaves_open_what_is_missing() -> None:
    record = raw("title: a\nstate: draft")
    cut = Finding(code="CB009", at=Place("a.md", 3, 1))
    assert unread_fields(record, CASE, [cut]) == set(CASE) - {"title", "state"}
    beside = Finding(code="CB022", at=Place("aux.csv"))
    assert unread_fields(record, CASE, [beside]) == set()


@pytest.mark.parametrize("body", ["", "\n\n", " \t\n　"])
def test_an_empty_body(body: str) -> None:
    assert found("title: a", body) == [("CB208", "")]
