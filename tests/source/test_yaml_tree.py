from itertools import pairwise

import pytest

from casebook.record import Items, Scalar, Table
from casebook.source.yaml_tree import DEEPEST, read_tree
from shared import codes


def tree(text: str) -> Table:
    table, findings = read_tree(text, "a.yml", 1)
    assert not findings
    assert table is not None
    return table


def value(text: str) -> str:
    node = tree(f"key: {text}").entries["key"].value
    assert isinstance(node, Scalar)
    return node.text


@pytest.mark.parametrize(
    "written",
    ["007", "no", "yes", "on", "12:30", "1.10", "1e3", "0x1F", "2025-04-12", "null", "~", "1_000"],
)
def test_a_scalar_stays_as_it_was_written(written: str) -> None:
    assert value(written) == written


@pytest.mark.parametrize("written", ["", "~", "null", "''", '"  "'])
def test_nothing_written_is_empty(written: str) -> None:
    node = tree(f"key: {written}").entries["key"].value
    assert isinstance(node, Scalar)
    assert node.is_empty


def test_a_quoted_null_is_a_word() -> None:
    node = tree('key: "null"').entries["key"].value
    assert isinstance(node, Scalar)
    assert not node.is_empty


def test_every_node_has_its_place() -> None:
    table, _ = read_tree("题: 夜校\nlist:\n  - 甲\n  - {a: 乙}\n", "a.yml", 5)
    assert table is not None
    entry = table.entries["题"]
    assert (entry.key.line, entry.key.column) == (5, 1)
    assert isinstance(entry.value, Scalar)
    assert (entry.value.line, entry.value.column) == (5, 4)
    items = table.entries["list"].value
    assert isinstance(items, Items)
    assert [(one.line, one.column) for one in items.values] == [(7, 5), (8, 5)]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "~"])
def test_nothing_is_an_empty_mapping(text: str) -> None:
    assert tree(text).entries == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a", ["CB017"]),
        ("word", ["CB017"]),
        ("a: 1\n---\nb: 2", ["CB017"]),
        ("~\n--- # second\na: 1", ["CB017"]),
        ("[a]: b", ["CB017"]),
        ("a: &x b", ["CB006"]),
        ("a: *x", ["CB007"]),
        ("a: !!python/object/apply:os.system [ls]", ["CB008"]),
        ("<<: *x\na: &x 1", ["CB006", "CB007"]),
        ("a: 1\na: 2", ["CB005"]),
        ("a: 1\n'a': 2", ["CB005"]),
        ("a: {b: 1, b: 2}", ["CB005"]),
        ("%YAML 1.1\n---\na: 1", ["CB009"]),
        ('a: "b"#c', ["CB009"]),
        ("a: [b]#c", ["CB009"]),
        ('a: "b\nc: d"', ["CB009"]),
        ("a: [b,\nc: d]", ["CB009"]),
        ("a: >\n   \n  \n b\n", ["CB009"]),
        ("a: |# b\n  c", ["CB009"]),
    ],
)
def test_the_plain_part_of_yaml_only(text: str, found: list[str]) -> None:
    assert codes(read_tree(text, "a.yml", 1)[1]) == found


@pytest.mark.parametrize(
    "text",
    [
        'a: "b\n  c"',
        "a: [\n  b,\n  c\n]",
        "a: {\n  b: c\n}\nd: e",
        'a: "b" # c',
        "a: [b] # c",
        "a: | # c\n  d\n",
        "a: >\n\n  b\n",
        "- - a\n".replace("- - a", "a:\n  - >\n    b\n  - c"),
        'a:\n- "b\n  c"',
    ],
)
def test_what_is_merely_unusual_is_read(text: str) -> None:
    assert tree(text).entries


def test_the_first_of_two_keys_is_kept() -> None:
    table, findings = read_tree("a: 1\nb: 2\na: 3", "a.yml", 2)
    assert table is not None
    node = table.entries["a"].value
    assert isinstance(node, Scalar)
    assert node.text == "1"
    assert findings[0].params == {"key": "a", "first": "2"}
    assert (findings[0].at.line, findings[0].at.column) == (4, 1)


def test_an_alias_bomb_is_never_built() -> None:
    lines = ["a: &a [x, x, x, x]"]
    lines += [f"{key}: &{key} [*{last}, *{last}]" for last, key in pairwise("abcdefg")]
    table, findings = read_tree("\n".join(lines), "a.yml", 1)
    assert codes(findings) == ["CB006", "CB007"]
    assert table is not None


@pytest.mark.parametrize("depth", [DEEPEST, DEEPEST + 1, 30_000])
def test_depth_ends_the_reading(depth: int) -> None:
    # The mapping itself is the first level.
    table, findings = read_tree("a: " + "[" * depth + "]" * depth, "a.yml", 1)
    assert (table is None) is (depth > DEEPEST)
    assert codes(findings) == (["CB016"] if depth > DEEPEST else [])


def test_line_ends_that_only_yaml_knows_do_not_shift_the_lines() -> None:
    _, findings = read_tree("a: b\u2028c\x85d\nb: @c", "a.yml", 1)
    assert [one.at.line for one in findings] == [2]
