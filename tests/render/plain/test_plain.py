"""The Markdown of a stage says the same to Python-Markdown and to CommonMark, whatever was said."""

import re

import comrak
import markdown
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from casebook.render.markdown import body
from casebook.render.plain import to_markdown
from casebook.source.catalogue import read_catalogue

LABELS = read_catalogue().phrases
_SPACE = re.compile(r"[\s\xa0]+")
_MARKS = r"""*_`~[](){}<>#+-=|!&\^$:;"'.,/1 2)"""
_CHINESE = "夜校，。“”（）、办事x"
LINES = st.text(st.sampled_from(_MARKS + _CHINESE), min_size=1, max_size=24)
BLOCK = st.one_of(
    LINES,
    st.builds("# {}".format, LINES),
    st.builds("- {}\n- {}\n  - {}\n\n    {}".format, LINES, LINES, LINES, LINES),
    st.builds("9. {}\n10. {}\n    1. {}".format, LINES, LINES, LINES),
    st.builds("> {}\n>\n> - {}\n>   > {}".format, LINES, LINES, LINES),
    st.builds("> [!NOTE]\n> {}".format, LINES),
    st.builds("| {} | 乙 |\n|---|:-:|\n| `{}` | {} |".format, LINES, LINES, LINES),
    st.builds("    {}\n\n    {}".format, LINES, LINES),
    st.builds("```\n{}\n\n  {}\n```".format, LINES, LINES),
    st.builds("夜{}**{}**{}校".format, LINES, LINES, LINES),
    st.builds("[{}](a.md) ![{}](b.png '{}')".format, LINES, LINES, LINES),
    st.builds("注[^a]\n\n[^a]: {}\n\n    {}".format, LINES, LINES),
    st.builds("{}  \n{}\\\n{}".format, LINES, LINES, LINES),
    st.just("***"),
)


def said(html: str) -> str:
    """The words of a page without the notes at its end, and what frames add to them."""
    root = LexborHTMLParser(f"<body>{html}").body
    assert root is not None
    for back in root.css("a.footnote-backref"):
        back.decompose()
    notes = root.css("section.footnotes, div.footnote")
    tail = "".join(node.text() for node in notes)
    for node in (*notes, *root.css("sup")):
        node.decompose()
    return _SPACE.sub("", f"{root.text()}¶{tail}")


def in_python_markdown(text: str) -> str:
    extensions = ["tables", "footnotes", "attr_list", "sane_lists", "toc", "fenced_code"]
    return str(markdown.markdown(text, extensions=extensions))


def in_commonmark(text: str) -> str:
    extension = comrak.ExtensionOptions()
    for name in ("table", "footnotes", "strikethrough"):
        setattr(extension, name, True)
    render = comrak.RenderOptions()
    render.unsafe_ = True
    html = comrak.render_markdown(text, extension, comrak.ParseOptions(), render)
    # Anchors of headings are no part of CommonMark.
    return re.sub(r" \{#[^}]*\}(</h\d>)", r"\1", html)


def staged(source: str) -> tuple[str, str]:
    html = body(source, "cases/2025/2025-0001/index.md", 1, LABELS).html
    return html, to_markdown(html, lambda href: href.replace("cb:\x01", ""))


@settings(deadline=None, max_examples=200)
@given(st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join))
@example("正文**一是先摸底。**再试点")
@example("正文**“引号”开头**的")
@example("- a\n\n<!-- -->\n\n1. b")
@example("[TOC]")
@example("{: .x}")
@example("1\\. 二")
@example("***a*b**c")
@example("# x#")
@example("***事*)*")
@example("**\\事**校")
@example("*_*校")
@example("[^a][^a]\n\n[^a]:")
def test_two_engines_say_what_we_say(source: str) -> None:
    # Two notes of one name, and one that leads to itself, each engine reads in its own way.
    assume(source.count("[^a]:") <= 1)
    html, text = staged(source)
    assert said(in_python_markdown(text)) == said(html), text
    assert said(in_commonmark(text)) == said(html), text


@pytest.mark.parametrize("engine", [in_python_markdown, in_commonmark])
@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("正文**一是先摸底。**再试点", "strong"),
        ("正文**“引号”开头**的", "strong"),
        ("正文**`代码`**的", "strong > code"),
        ("- 甲\n  - 乙\n    1. 丙", "li > ul > li > ol > li"),
        ("- 甲\n\n      码\n", "li > pre"),
        ("- 甲\n\n1. 乙", "ul ~ ol"),
        ("> 甲\n\n文\n\n> 乙", "blockquote ~ blockquote"),
        ("|甲|\n|-|\n|`a\\|b`|", "td > code"),
        ("> | 甲 | 乙 |\n> |---|---|\n> | 1 | 2 |", "blockquote td"),
        ("![图](b.png '说明')", "img[alt='图']"),
        ("~~删~~", "del"),
        ("3. 丙", "ol[start='3']"),
    ],
)
def test_shapes_are_kept(source: str, wanted: str, engine: object) -> None:
    assert callable(engine)
    page = LexborHTMLParser(engine(staged(source)[1]))
    assert page.css_first(wanted) is not None, staged(source)[1]


def test_anchors_are_kept() -> None:
    page = LexborHTMLParser(in_python_markdown(staged("## 二、做法与经过\n")[1]))
    assert page.css_first("h2[id='做法与经过']") is not None


def test_a_link_that_leads_nowhere_leaves_its_words() -> None:
    assert to_markdown('<p><a class="x">甲</a><a href="a">乙</a></p>', lambda _: "") == "甲[乙]()\n"


def test_ways_of_our_own_page_are_not_staged() -> None:
    html = (
        '<h1 id="_top">夜校</h1><nav><a href="../">首页</a></nav>'
        '<p class="cb-print-card"><a href="#x">打印</a></p>'
        '<details class="cb-contents"><summary>目录</summary></details>'
        '<p><a href="#_top">回到开头</a>，<a href="#二">见下</a></p><h2 id="二">二</h2>'
    )
    wanted = "# 夜校\n\n回到开头，[见下](#二)\n\n## 二 {#二}\n"
    assert to_markdown(html, lambda href: href) == wanted
