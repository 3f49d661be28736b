"""What adoption takes for code is what the renderer shows as code."""

import comrak
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from casebook.intake.blocks import Kind, blocks

# No `<`: HTML blocks are no blocks for adoption. No fence behind the marker of an item: comrak
# ends the position of one that is not closed too early.
LINES = st.sampled_from(
    [
        "",
        "甲",
        "# 甲",
        "===",
        "---",
        "* * *",
        "```",
        "~~~~",
        "  ```py",
        "    四格",
        "      六格",
        "- 项",
        "  续",
        "1. 项",
        "2. 项",
        "   ```",
        "> 引",
        "> ```",
        ">     四格",
        "> - 项",
        "\t制表",
        "- 项\t",
        "-",
    ]
)


def shown_as_code(text: str) -> set[int]:
    """The lines that comrak shows as code; blank ones do not count."""
    render = comrak.RenderOptions()
    render.sourcepos = True
    root = LexborHTMLParser(comrak.render_markdown(text, render_options=render))
    found: set[int] = set()
    for node in root.css("pre"):
        first, last = (node.attributes.get("data-sourcepos") or "").split("-")
        found |= set(range(int(first.split(":")[0]), int(last.split(":")[0]) + 1))
    return with_words(found, text)


def taken_for_code(text: str) -> set[int]:
    found: set[int] = set()
    for block in blocks(text):
        if block.kind is Kind.CODE:
            first = text.count("\n", 0, block.start) + 1
            found |= set(range(first, text.count("\n", 0, block.end) + 2))
    return with_words(found, text)


def with_words(found: set[int], text: str) -> set[int]:
    lines = text.split("\n")
    return {number for number in found if number <= len(lines) and lines[number - 1].strip("> \t")}


@given(st.lists(LINES, max_size=7))
def test_code_is_what_the_renderer_shows_as_code(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert taken_for_code(text) == shown_as_code(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("甲\n===\n\n乙\n---\n\n---", [Kind.HEADING, Kind.HEADING, Kind.RULE]),
        ("# 甲\n乙\n# 丙", [Kind.HEADING, Kind.TEXT, Kind.HEADING]),
        ("```\n甲\n\n乙", [Kind.CODE]),
        ("甲\n    乙", [Kind.TEXT]),
        ("``` \u00a0\n甲", [Kind.CODE]),
        ("```\n``` \u00a0\n甲", [Kind.CODE]),
        ("- ```\n  甲\n\n  乙\n\n丙", [Kind.CODE, Kind.TEXT]),
        ("-\n\n    甲", [Kind.CODE]),
        ("", []),
    ],
)
def test_kinds(text: str, kinds: list[Kind]) -> None:
    assert [block.kind for block in blocks(text)] == kinds
