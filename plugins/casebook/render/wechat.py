"""A text as the editor of WeChat's official accounts takes it: every style inline, nothing else.

The editor keeps inline styles and drops classes, ids, scripts and links that leave WeChat; it
takes pictures only from its own store. So links become their words, and each picture becomes a
note of which one to put there.
"""

from collections.abc import Callable, Iterable
from html import escape
from types import MappingProxyType
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

_TEXT: Final = "margin:0 0 1em;font-size:16px;line-height:1.9;color:#262626;"
_LINE: Final = "margin:0 0 .4em;font-size:16px;line-height:1.9;color:#262626;"
_SMALL: Final = "margin:0 0 .4em;font-size:14px;line-height:1.7;color:#595959;"
_LOW_HEADING: Final = (
    "margin:1.2em 0 .6em;font-size:16px;line-height:1.5;font-weight:bold;color:#1f1f1f;"
)
_CELL: Final = "border:1px solid #bfbfbf;padding:6px 8px;font-size:14px;line-height:1.6;"
_NOTED: Final = "margin:1.6em 0 0;padding-top:.8em;border-top:1px solid #bfbfbf;"
# By selector; of two that fit an element the later one holds.
STYLES: Final = MappingProxyType(
    {
        "p": _TEXT + "text-align:justify;",
        "div": "margin:0 0 1em;",
        "h1": "margin:0 0 .8em;font-size:22px;line-height:1.4;font-weight:bold;color:#1f1f1f;",
        "h2": "margin:1.6em 0 .8em;font-size:18px;line-height:1.5;font-weight:bold;color:#8c1d18;",
        "h3": "margin:1.4em 0 .7em;font-size:17px;line-height:1.5;font-weight:bold;color:#1f1f1f;",
        "h4, h5, h6": _LOW_HEADING,
        "ul": "margin:0 0 1em;padding-left:1.4em;",
        "ol": "margin:0 0 1em;padding-left:1.6em;",
        "li, li p, blockquote p": _LINE,
        "li ul": "margin:0;padding-left:1.2em;",
        "li ol": "margin:0;padding-left:1.4em;",
        "blockquote": "margin:0 0 1em;padding:.6em 1em;border-left:3px solid #8c1d18;",
        "pre": "margin:0 0 1em;padding:.8em;background-color:#f5f5f5;white-space:pre-wrap;",
        "code": "font-family:monospace;font-size:14px;background-color:#f5f5f5;",
        "table": "margin:0 0 1em;width:100%;border-collapse:collapse;",
        "th": _CELL + "font-weight:bold;background-color:#f5f5f5;",
        "td": _CELL,
        "figure": "margin:0 0 1em;",
        "figcaption": "font-size:14px;line-height:1.6;color:#595959;text-align:center;",
        "hr": "margin:1.6em 0;border:none;border-top:1px solid #bfbfbf;",
        "strong": "font-weight:bold;",
        "em": "font-style:italic;",
        "del": "text-decoration:line-through;",
        "sup": "font-size:12px;line-height:1;vertical-align:super;",
        "div.cb-alert": "margin:0 0 1em;padding:.8em 1em .4em;background-color:#faf3e8;",
        "div.cb-alert p": _LINE,
        "p.cb-alert-title": _LINE + "font-weight:bold;",
        "section.footnotes": _NOTED,
        "section.footnotes li, section.footnotes p": _SMALL,
    }
)
_HOLDER: Final = (
    "display:block;margin:0 0 1em;padding:1em;border:1px dashed #8c8c8c;"
    "font-size:14px;line-height:1.6;color:#595959;text-align:center;"
)
# The page is as wide as the editor shows a text; only what stands in it is copied.
_PAGE: Final = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title></head>
<body style="max-width:677px;margin:1em auto;padding:0 16px;">
<section style="{text}">
{section}
</section>
</body>
</html>
"""
# What a reader of a page uses to go back, and nobody reads.
_BACK: Final = "a.footnote-backref"
_ALIGNED: Final = frozenset(("left", "center", "right"))
Words = Callable[[int, str], str]


class Pasted(NamedTuple):
    """The HTML to copy, and the names of its pictures in the order of their numbers from 1."""

    html: str
    images: tuple[str, ...]


def wechat_html(title: str, body: str, notes: Iterable[str], words: Words) -> Pasted:
    """A body under its title and above notes on it, such as its source, a line each.

    `words` says which picture goes where, from its number and its description.
    """
    root = LexborHTMLParser(f"<body>{body}").body
    images: list[str] = []
    if root is not None:
        for back in root.css(_BACK):
            back.decompose()
        for number, image in enumerate(root.css("img"), start=1):
            images.append((image.attributes.get("src") or "").rpartition("/")[2])
            image.replace_with(_holder(words(number, image.attributes.get("alt") or "")))
        root.unwrap_tags(["a"])
        _restyle(root)
    inner = (root.inner_html or "") if root is not None else ""
    head = f'<h1 style="{STYLES["h1"]}">{escape(title)}</h1>'
    lines = "\n".join(f'<p style="{_SMALL}">{escape(note)}</p>' for note in notes)
    foot = f'<section style="{_NOTED}">\n{lines}\n</section>'
    section = f"{head}\n{inner}\n{foot}"
    page = _PAGE.format(title=escape(title), text=_TEXT, section=section)
    return Pasted(page, tuple(images))


def _holder(words: str) -> LexborNode:
    """A box that says which picture goes there."""
    box = f'<body><span style="{_HOLDER}">{escape(words)}</span>'
    made = LexborHTMLParser(box).css_first("span")
    if made is None:
        raise AssertionError
    return made


def _restyle(root: LexborNode) -> None:
    """Give every element its style, leave it its place in a list, and nothing else."""
    for selector, style in STYLES.items():
        for node in root.css(selector):
            node.attrs["style"] = style
    for node in root.css("*"):
        given = node.attributes
        style = given.get("style") or ""
        if (align := given.get("align")) in _ALIGNED:
            style += f"text-align:{align};"
        for name in tuple(given):
            if name != "start":
                del node.attrs[name]
        if style:
            node.attrs["style"] = style
