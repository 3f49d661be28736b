import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.intake.blocks import blocks
from casebook.intake.edits import edited
from casebook.intake.html import html_edits, rules_by_tag, without_html
from casebook.intake.inline import Tag, tokens
from casebook.intake.journal import Journal, Tally
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from intake.adopting import rules

RULES = rules(
    "html:\n"
    "  - {tags: [ruby, SPAN], do: drop}\n"
    "  - {tags: [rt], do: replace, before: （, after: ）}\n"
    "  - {tags: [iframe], do: replace, before: '[视频]({src})'}\n"
    "  - {tags: [script], do: remove}\n"
    "  - {tags: [br], do: break}\n"
    "  - {tags: [i], do: escape}\n"
).html
PIECES = st.sampled_from(
    [
        *"<>/!?-`\\[]()\"'=: \n甲a",
        "\n\n",
        "<b>",
        "</b>",
        "<ruby>",
        "<rt>",
        "</rt>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<br>",
        "```\n",
        "`",
        "    ",
        "> ",
        "- ",
        "https://a.org/",
        "<https://a.org>",
        "<a href='x'",
        "](x)",
        "[x]: <y>",
        "# ",
        "|",
    ]
)


def converted(text: str, journal: Journal | None = None) -> str:
    tags = (one for one in tokens(text, blocks(text)) if isinstance(one, Tag))
    edits = html_edits(text, tags, rules_by_tag(RULES), journal or Journal())
    return without_html(edited(text, edits))


def raw_html(text: str) -> list[str]:
    made = body(text, "cases/2024/2024-0001/index.md", 1, read_catalogue().phrases)
    return [flaw.kind for flaw in made.flaws if flaw.kind == "raw_html"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲<ruby>通证<rt>token</rt></ruby>", "甲通证（token）"),
        ("<b>甲</b>", "\\<b>甲\\</b>"),
        ("<i title='a'>甲</i>", "\\<i title='a'>甲\\</i>"),
        ("甲<span\nclass=a>乙</SPAN>", "甲乙"),
        ("`<b>` <https://a.org> <甲@a.org> a < b", "`<b>` <https://a.org> <甲@a.org> a < b"),
        ("<ab:`> <b> `", "<ab:`> \\<b> `"),
        ("`` ` <b> `` <b>", "`` ` <b> `` \\<b>"),
        ("` <b>", "` \\<b>"),
        ("\\<b> \\`<b>`", "\\<b> \\`\\<b>`"),
        ("```\n<b>\n```\n\n    <b>\n", "```\n<b>\n```\n\n    <b>\n"),
        ("甲<!-- 乙\n\n丙 -->丁", "甲\\<!-- 乙\n\n丙 -->丁"),
        ("<!-- 乙\n\n```\n丙 -->丁", "丁"),
        ("甲 <!-- 乙 -->", "甲 "),
        ("<!-- 没有结尾", "\\<!-- 没有结尾"),
        ("甲<script>\n\n    x()\n</script>乙", "甲乙"),
        ("甲<script/>乙 <script>丙", "甲乙 丙"),
        ("<iframe src='//v.org/1 2(3)'></iframe>", "[视频](https://v.org/1%202%283%29)"),
        ("<iframe src='javascript:x'>", "\\<iframe src='javascript:x'>"),
        ("甲<br>乙<br/>\n丙", "甲\\\n乙\\\n丙"),
        ("| 甲<br>乙 |", "| 甲 乙 |"),
        ("<div", "\\<div"),
        ("<<ruby>b>", "\\<b>"),
        ("https://a.org/x<b>", "https://a.org/x \\<b>"),
        ("https://a.org/x<rt>甲", "https://a.org/x （甲"),
        ("<?php ?> <!DOCTYPE a> <![CDATA[a]]>", "\\<?php ?> \\<!DOCTYPE a> \\<![CDATA[a]]>"),
        ("[甲](<a b> '<b>') ![](<c d>)", "[甲](<a b> '<b>') ![](<c d>)"),
        ("[甲]: <a b>\n[乙]: c (<b>)", "[甲]: <a b>\n[乙]: c (\\<b>)"),
    ],
)
def test_html_is_dealt_with(text: str, expected: str) -> None:
    assert converted(text) == expected
    assert raw_html(expected) == []


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=300)
def test_no_html_is_left(text: str) -> None:
    # A submission ends with a line end; without one, comrak does not know a last definition.
    assert raw_html(f"{converted(text)}\n") == []


def test_every_tag_is_counted() -> None:
    journal = Journal()
    converted("<ruby>甲<rt>a</rt></ruby><b>乙<!-- 丙 -->", journal)
    assert dict(journal.tallies) == {
        (Tally.TAG, "ruby drop"): 2,
        (Tally.TAG, "rt replace"): 2,
        (Tally.TAG, "b escape"): 1,
        (Tally.TAG, "comment remove"): 1,
    }


def test_what_is_never_closed_takes_no_long() -> None:
    for piece in ("<a b='", "<!-- ", "`a``", "[](a ", "<a ", "[a]: <", "<script>", "甲<!-- 乙\n\n"):
        converted(piece * (200_000 // len(piece)))
