"""The examples of the CommonMark specification, through the same door as a case.

Compared are elements and words, not attributes: headings get anchors, links and pictures wait
for their page. What differs on purpose is listed beside this file, by the number of the example.
"""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from sites import shared

LISTED = Path(__file__).parent / "commonmark-differences.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
LABELS = read_catalogue().phrases


def examples() -> list[tuple[str, str]]:
    text = shared("adversarial/commonmark-spec.txt").read_text(encoding="utf-8")
    return [
        (source.replace("→", "\t"), html.replace("→", "\t"))
        for source, html in _EXAMPLE.findall(text)
    ]


def shape(html: str) -> list[str]:
    """The elements and words of HTML in order."""
    root = LexborHTMLParser(f"<body>{html}").body
    assert root is not None
    return [part for node in root.iter(include_text=True) for part in _parts(node)]


def _parts(node: LexborNode) -> list[str]:
    if node.tag == "-text":
        words = " ".join(node.text(deep=False).split())
        return [words] if words else []
    inner = [part for child in node.iter(include_text=True) for part in _parts(child)]
    return [f"<{node.tag}>", *inner, f"</{node.tag}>"]


def made(source: str) -> str:
    return body(source, "cases/2025/2025-0001/index.md", 1, LABELS).html


def test_every_example_but_for_the_listed_ones(request: pytest.FixtureRequest) -> None:
    every = list(enumerate(examples(), start=1))
    differing = [number for number, (source, html) in every if shape(made(source)) != shape(html)]
    if request.config.getoption("--update-golden"):
        head = [line for line in LISTED.read_text("utf-8").split("\n") if line.startswith("#")]
        LISTED.write_text("\n".join([*head, *map(str, differing), ""]), encoding="utf-8")
    listed = [int(line) for line in LISTED.read_text("utf-8").split() if line.isdecimal()]
    assert len(every) == 655
    assert differing == listed


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**一是快。**第二句。", "<p><strong>一是快。</strong>第二句。</p>"),
        ("前面**“引号”**后面", "<p>前面<strong>“引号”</strong>后面</p>"),
        ("*（全角括号）*接着写", "<p><em>（全角括号）</em>接着写</p>"),
        ("~~旧办法。~~新办法", "<p><del>旧办法。</del>新办法</p>"),
        ("- 一\n  - 二\n    1. 三", "<ul><li>一<ul><li>二<ol><li>三</li></ol></li></ul></li></ul>"),
        ("**【要点】**：先看。", "<p><strong>【要点】</strong>：先看。</p>"),
        ("（[全角括号里的链接](https://example.org/)）", "<p>（<a>全角括号里的链接</a>）</p>"),
    ],
)
def test_chinese_punctuation_is_no_hindrance(source: str, html: str) -> None:
    assert shape(made(source)) == shape(html)


def test_footnotes_speak_chinese() -> None:
    html = made("做法[^一]有来历。\n\n[^一]: 见当年的通知。")
    assert f'aria-label="{LABELS["footnotes"]}"' in html
    assert "见当年的通知。" in html
    assert 'class="footnote-ref"' in html


@pytest.mark.parametrize(
    ("limit", "source"),
    [
        ("cells", "|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "|\n" * 400),
        ("depth", "> " * 3000),
        ("depth", "- " * 3000),
        ("depth", " " * 3000 + "- 深"),
        ("marks", "*a " * 20_000),
        ("marks", "[^1]" * 4200 + "\n\n[^1]: 注"),
        ("growth", "[^1]" * 3000 + "\n\n[^1]: 注"),
        ("size", "字" * 200_001),
    ],
)
def test_hostile_growth_is_capped(limit: str, source: str) -> None:
    """Such a text is not rendered at all, and the limit that it goes past is told."""
    one = body(source, "cases/2025/2025-0001/index.md", 1, LABELS)
    assert [(flaw.kind, flaw.detail) for flaw in one.flaws] == [("limit", limit)]
    assert one.html == ""


@pytest.mark.parametrize(
    "source",
    [
        "[" * 20_000,
        "`" * 20_000,
        "> " * 24 + "字",
        "*a " * 4000,
        "字" * 200_000,
        "|办事窗口" * 50 + "|\n" + "|-" * 50 + "|\n" + ("|办事" * 50 + "|\n") * 190,
    ],
)
def test_what_is_within_the_limits_is_rendered_in_proportion(source: str) -> None:
    one = body(source, "cases/2025/2025-0001/index.md", 1, LABELS)
    assert one.flaws == ()
    assert 0 < len(one.html) <= max(20 * len(source), 20_000) * 2
