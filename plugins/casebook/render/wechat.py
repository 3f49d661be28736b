"""A text as the editor of WeChat's official accounts takes it: every style inline, nothing else.

The editor keeps inline styles and drops classes, ids, scripts and links that leave WeChat; it
takes pictures only from its own store. So links become their words, and each picture becomes a
note of which one to put there.
"""

from collections.abc import Callable
from html import escape
from types import MappingProxyType
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

_TEXT: Final = "margin:0 0 1em;font-size:16px;line-height:1.9;color:#262626;"
_CELL: Final = "border:1px solid #bfbfbf;padding:6px 8px;font-size:14px;line-height:1.6;"
STYLES: Final = MappingProxyType(
    {
        "section": _TEXT,
        "p": _TEXT,
        "div": "margin:0 0 1em;",
        "h1": "margin:0 0 .8em;font-size:22px;line-height:1.4;font-weight:bold;color:#1f1f1f;",
        "h2": "margin:1.6em 0 .8em;font-size:18px;line-height:1.5;font-weight:bold;color:#8c1d18;",
        "h3": "margin:1.4em 0 .7em;font-size:17px;line-height:1.5;font-weight:bold;color:#1f1f1f;",
        "h4": "margin:1.2em 0 .6em;font-size:16px;line-height:1.5;font-weight:bold;color:#1f1f1f;",
        "h5": "margin:1.2em 0 .6em;font-size:16px;line-height:1.5;font-weight:bold;color:#1f1f1f;",
        "h6": "margin:1.2em 0 .6em;font-size:16px;line-height:1.5;font-weight:bold;color:#1f1f1f;",
        "ul": "margin:0 0 1em;padding-left:1.4em;",
        "ol": "margin:0 0 1em;padding-left:1.6em;",
        "li": "margin:0 0 .4em;font-size:16px;line-height:1.9;color:#262626;",
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
        "sup": "font-size:12px;vertical-align:super;",
        "span": "",
    }
)
_HOLDER: Final = (
    "display:block;margin:0 0 1em;padding:1em;border:1px dashed #8c8c8c;"
    "font-size:14px;color:#595959;text-align:center;"
)
_PAGE: Final = '<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>{title}'
# What a reader of a page uses to go back, and nobody reads.
_BACK: Final = "a.footnote-backref"
Words = Callable[[int, str], str]


class Pasted(NamedTuple):
    """The HTML to copy, and the names of its pictures in the order of their numbers from 1."""

    html: str
    images: tuple[str, ...]


def wechat_html(title: str, body: str, note: str, words: Words) -> Pasted:
    """A body under its title and above a note on its source.

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
        for node in root.css("*"):
            _restyle(node)
    inner = (root.inner_html or "") if root is not None else ""
    head = f'<h1 style="{STYLES["h1"]}">{escape(title)}</h1>'
    foot = f'<p style="{STYLES["p"]}">{escape(note)}</p>'
    page = _PAGE.format(title=escape(title)) + "</title></head>\n<body>\n"
    section = f'<section style="{_TEXT}">\n{head}\n{inner}\n{foot}\n</section>'
    return Pasted(f"{page}{section}\n</body>\n</html>\n", tuple(images))


def _holder(words: str) -> LexborNode:
    """A box that says which picture goes there."""
    made = LexborHTMLParser(f'<body><span title="holder">{escape(words)}</span>').css_first("span")
    if made is None:
        raise AssertionError
    return made


def _restyle(node: LexborNode) -> None:
    """Leave an element its place in a list and give it its style, and nothing else."""
    kept = {name: value for name, value in node.attributes.items() if name == "start" and value}
    align = node.attributes.get("align")
    style = _HOLDER if node.attributes.get("title") == "holder" else STYLES.get(node.tag or "", "")
    for name in tuple(node.attributes):
        del node.attrs[name]
    for name, value in kept.items():
        node.attrs[name] = value or ""
    if align in {"left", "center", "right"}:
        style += f"text-align:{align};"
    if style:
        node.attrs["style"] = style
