import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casebook.intake.emit import Written, front_matter
from casebook.record import Items, Scalar
from casebook.source.front_matter import read_record
from casebook.text.characters import hidden_characters

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
AWKWARD = [
    "a: b",
    "- a",
    "#1",
    "夜校 # 三",
    "~",
    "null",
    "No",
    "007",
    "1e3",
    "2025-02-30",
    "'",
    '"',
    "\\",
    "[a, b]",
    "{a}",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "|",
    ">",
    "---",
    "...",
    " a ",
    "a\nb",
    "a\tb",
    "标题：甲",
    "title：甲",
    "\u3000",
    "\u2028",
    "\x85",
    "\ufeff",
    "😀",
    "x: > # y",
    "甲 ",
    "甲, 乙",
]


def read(fields: list[Written]) -> tuple[list[list[str]], list[str]]:
    """The texts that our reader finds in front matter, by field; and the codes of findings."""
    data = (front_matter(fields) + "\n正文\n").encode()
    record, findings = read_record(data, "index.md")
    assert record is not None, findings
    texts = []
    for field in fields:
        node = record.values.entries[field.field].value
        nodes = node.values if isinstance(node, Items) else (node,)
        texts.append([one.text for one in nodes if isinstance(one, Scalar)])
    return texts, [finding.code for finding in findings]


@given(TEXT, st.lists(TEXT, min_size=1, max_size=4))
@example("a", ["a,b", "c"])
def test_any_text_is_read_back(text: str, items: list[str]) -> None:
    fields = [
        Written("title", (text,)),
        Written("former_ids", tuple(items), is_list=True),
        Written("origin", (text,)),
    ]
    texts, codes = read(fields)
    assert texts == [[text], items, [text]]
    if not any(hidden_characters(one) for one in (text, *items)):
        assert codes == []


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_are_read_back(text: str) -> None:
    assert read([Written("title", (text,)), Written("themes", (text, "甲"), is_list=True)])[0] == [
        [text],
        [text, "甲"],
    ]


@pytest.mark.parametrize("text", AWKWARD)
def test_what_must_be_exact_is_written_exactly(text: str) -> None:
    # A character that nobody can see is written as an escape, and told of when it is read.
    texts, codes = read([Written("origin", (text + "\u200b",))])
    assert texts == [[text + "\u200b"]]
    assert codes in (["CB024"], ["CB012"])
