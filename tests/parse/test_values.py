from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casebook.model import shapes
from casebook.model.case import Contact
from casebook.model.fields import CONTACT, Fields
from casebook.model.shapes import Field
from casebook.model.terms import Audience
from casebook.parse.values import Reading, duplicates
from casebook.source.yaml_tree import read_tree

SHAPES: dict[str, shapes.Shape] = {
    "text": shapes.Text(10),
    "prose": shapes.Prose(20),
    "day": shapes.Day(),
    "number": shapes.Number(),
    "count": shapes.Count(least=5, most=200),
    "flag": shapes.Flag(),
    "choice": shapes.Choice(Audience),
    "slug": shapes.Slug(),
    "reference": shapes.Reference("units"),
    "file": shapes.FileName(),
    "address": shapes.Address(),
    "many": shapes.Many(shapes.Text(10), most=3),
    "people": shapes.Many(CONTACT, most=3),
    "group": CONTACT,
}
TABLE: Fields = {name: Field(shape) for name, shape in SHAPES.items()}


def read(text: str, table: Fields = TABLE, asked: tuple[str, ...] = ()) -> tuple[Any, Reading]:
    tree, findings = read_tree(text, "a.md", 1)
    assert tree is not None, findings
    reading = Reading("a.md")
    return reading.table(tree, table, asked=asked), reading


def found(text: str, table: Fields = TABLE, asked: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    _, reading = read(text, table, asked)
    return [(one.code, str(one.at).removeprefix("a.md:")) for one in reading.findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("text: 007", "007"),
        ("text: no", "no"),
        ("text: 12:30", "12:30"),
        ("text: 1.10", "1.10"),
        ("text: 2025-04-12", "2025-04-12"),
        ("text: 夜校：办在收工后", "夜校：办在收工后"),
        ("text: |\n  甲\n  乙\n", "甲 乙"),
        ("prose: |\n  甲\n  乙\n", "甲\n乙"),
        ("day: 2024-02-29", date(2024, 2, 29)),
        ("number: 007", Decimal(7)),
        ("number: -1.50", Decimal("-1.50")),
        ("number: '+3'", Decimal(3)),
        ("count: 5", 5),
        ("count: '0200'", 200),
        ("flag: true", True),
        ("flag: False", False),
        ("flag: 是", True),
        ("choice: intranet", Audience.INTRANET),
        ("slug: 2025-1", "2025-1"),
        ("reference: service-hall", "service-hall"),
        ("file: 流程 图.png", "流程 图.png"),
        ("address: https://example.org/?a=1", "https://example.org/?a=1"),
        ("many: 甲", ("甲",)),
        ("many: [甲, '', 乙]", ("甲", "乙")),
        ("people: {name: 甲}", (Contact(name="甲"),)),
        ("people: [{name: 甲, phone: 010}]", (Contact(name="甲", phone="010"),)),
        ("group: {name: 甲, email: no}", Contact(name="甲", email="no")),
    ],
)
def test_a_value_by_the_shape_of_its_field(written: str, value: object) -> None:
    values, reading = read(written)
    assert not reading.findings
    assert list(values.values()) == [value]
    assert type(next(iter(values.values()))) is type(value)


def test_a_number_keeps_the_digits_that_were_written() -> None:
    values, _ = read("number: 1.10")
    assert str(values["number"]) == "1.10"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("day: 2025-4-12", "CB104"),
        ("day: 2025/04/12", "CB104"),
        ("day: 2025-02-30", "CB104"),
        ("day: 2025-04-12 09:00", "CB104"),
        ("day: ２０２５-04-12", "CB104"),
        ("day: 0000-01-01", "CB104"),
        ("number: 1,326", "CB105"),
        ("number: 42%", "CB105"),
        ("number: 约400", "CB105"),
        ("number: 1e9", "CB105"),
        ("number: .inf", "CB105"),
        ("number: ４２", "CB105"),
        ("number: 1234567890123456", "CB105"),
        ("count: 4", "CB105"),
        ("count: 201", "CB105"),
        ("count: 5.0", "CB105"),
        ("count: ٥", "CB105"),
        ("flag: yes", "CB106"),
        ("flag: 1", "CB106"),
        ("choice: 公开", "CB106"),
        ("choice: Public", "CB106"),
        ("slug: Service", "CB107"),
        ("slug: a--b", "CB107"),
        ("slug: a_b", "CB107"),
        ("reference: 市政务服务中心", "CB107"),
        ("file: ../a.csv", "CB020"),
        ("file: 附件/a.csv", "CB020"),
        ("file: .htaccess", "CB020"),
        ("file: 'a\\b.csv'", "CB020"),
        ("file: con.csv", "CB022"),
        ("file: 'a?.csv'", "CB022"),
        ("file: 'a.'", "CB022"),
        ("address: example.org", "CB109"),
        ("address: javascript:alert(1)", "CB109"),
        ("address: 'https://a b'", "CB109"),
        ("text: 一二三四五六七八九十一", "CB108"),
        ("text: [甲]", "CB103"),
        ("text: {a: b}", "CB103"),
        ("many: {a: b}", "CB103"),
        ("many: [[甲]]", "CB103"),
        ("many: [甲, 乙, 丙, 丁]", "CB110"),
        ("group: 甲", "CB103"),
        ("group: [甲]", "CB103"),
        ("people: [甲]", "CB103"),
        ("group: {phone: 1}", "CB101"),
    ],
)
def test_a_value_that_its_shape_does_not_take(written: str, code: str) -> None:
    assert [one for one, _ in found(written)] == [code]


def test_a_long_text_is_kept_all_the_same() -> None:
    values, _ = read("text: 一二三四五六七八九十一")
    assert values == {"text": "一二三四五六七八九十一"}


def test_every_problem_of_a_table_at_once() -> None:
    text = "day: x\nnumber: y\npeople:\n  - {phone: 1}\n  - {name: 甲, job: 乙}\nnothing: 1"
    assert found(text) == [
        ("CB102", "6:1"),
        ("CB104", "1:6"),
        ("CB105", "2:9"),
        ("CB101", "4:5"),
        ("CB102", "5:15"),
    ]


def test_an_unknown_name_that_stands_for_a_needed_one_is_told_once() -> None:
    table: Fields = {"title": Field(shapes.Text(), required=True), "unit": Field(shapes.Text())}
    assert found("tittle: a", table) == [("CB101", "1:1")]
    assert found("title: a\nuint: b", table) == [("CB102", "2:1")]
    assert found("title: a\nuint: b", table, asked=("unit",)) == [("CB101", "2:1")]
    assert found("title: a\ntittle: b", table) == [("CB102", "2:1")]
    _, reading = read("tittle: a", table)
    assert reading.findings[0].params == {"field": "title", "hint": "rename", "key": "tittle"}


def test_a_field_may_be_asked_for_beyond_the_table() -> None:
    assert found("text: a", asked=("day", "no-such-field")) == [("CB101", "1:1")]
    assert found("text: a\nday:", asked=("day",)) == [("CB101", "2:5")]


def test_places_go_with_the_values_that_were_kept() -> None:
    text = "people:\n  - {phone: 1}\n  - {name: ''}\n  - {name: 甲}\nmany: ['', 乙]"
    values, reading = read(text)
    assert values["people"] == (Contact(name="甲"),)
    assert reading.places["people.0.name"] == (4, 12)
    assert reading.places["many.0"] == (5, 12)


def test_duplicates() -> None:
    assert list(duplicates(["a", "b", "a", "a"])) == [2, 3]


@pytest.mark.parametrize("name", ["scores", "title"])
def test_only_what_all_may_read_stands_in_a_report(name: str) -> None:
    field = Field(shapes.Many(shapes.Number()))
    tree, _ = read_tree(f"{name}: [87分]", "index.md", 1)
    assert tree is not None
    reading = Reading("index.md")
    reading.table(tree, {name: field})
    assert [finding.params["value"] for finding in reading.findings] == [
        "…" if name == "scores" else "87分"
    ]
