"""Words, marks, links and pictures of safe HTML as pandoc's inlines; see `tree.py`."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from selectolax.lexbor import LexborNode

Node = dict[str, Any]
# A name, classes, and pairs.
Attributes = tuple[str, Sequence[str], Sequence[tuple[str, str]]]

BARE: Final[Attributes] = ("", (), ())
# Of two that meet the later one stays.
_GAPS: Final = ("Space", "SoftBreak", "LineBreak")
_GAP: Final = re.compile("([ \t\r\n]+)")
# Two of a kind that meet become one, and a gap at an end goes out.
_MARKS: Final = {"em": "Emph", "strong": "Strong", "del": "Strikeout", "sup": "Superscript"}
# What stands elsewhere in a node, or nowhere.
_SPENT: Final = {"id", "class", "href", "src", "alt", "title", "align"}


def words_of(parent: LexborNode) -> list[Node]:
    """All that stands in an element, without gaps at its ends."""
    return trimmed(_inlines(parent))


def _inlines(parent: LexborNode) -> list[Node]:
    found: list[Node] = []
    for node in parent.iter(include_text=True):
        add(found, inlines_of(node))
    return found


def inlines_of(node: LexborNode) -> list[Node]:  # noqa: PLR0911 (one return an element)
    """What a text or an element becomes."""
    tag = node.tag or ""
    if tag == "-text":
        return _text(node.text_content or "")
    if tag == "br":
        return [{"t": "LineBreak"}]
    if tag == "code":
        return [{"t": "Code", "c": (BARE, " ".join(_GAP.split(node.text())[::2]))}]
    if tag == "img":
        return _image(node)
    inner = _inlines(node)
    if tag in _MARKS:
        return _outside(inner, lambda words: {"t": _MARKS[tag], "c": words})
    if tag == "a" and "href" in node.attributes:
        return _outside(inner, lambda words: _link(node, words))
    if tag in ("a", "span"):
        return [{"t": "Span", "c": (attributes_of(node), inner)}]
    return inner


def _text(text: str) -> list[Node]:
    """Words and gaps; a gap with an end of line is one of its own kind."""
    found: list[Node] = []
    for number, part in enumerate(_GAP.split(text)):
        if number % 2:
            found.append({"t": "SoftBreak" if "\n" in part else "Space"})
        elif part:
            found.append({"t": "Str", "c": part})
    return found


def _image(node: LexborNode) -> list[Node]:
    """A picture; one without an address is none that the readers may see."""
    words, target = _text(node.attributes.get("alt") or ""), _target(node, "src")
    return [{"t": "Image", "c": (attributes_of(node), trimmed(words), target)}] if target[0] else []


def _link(node: LexborNode, words: list[Node]) -> Node:
    return {"t": "Link", "c": (attributes_of(node), words, _target(node, "href"))}


def _target(node: LexborNode, name: str) -> tuple[str, str]:
    return node.attributes.get(name) or "", node.attributes.get("title") or ""


def attributes_of(node: LexborNode) -> Attributes:
    """The attributes of an element that have no place of their own."""
    given = node.attributes
    if not given:
        return BARE
    others = [
        (key.removeprefix("data-"), value or "")
        for key, value in given.items()
        if key not in _SPENT
    ]
    return given.get("id") or "", (given.get("class") or "").split(), others


def add(before: list[Node], after: Sequence[Node]) -> None:
    """Put inlines behind others; texts, gaps and marks of a kind that meet become one."""
    for node in after:
        last, kind = before[-1]["t"] if before else "", node["t"]
        if kind in _GAPS and last in _GAPS and not kind == last == "LineBreak":
            before[-1] = {"t": max(kind, last, key=_GAPS.index)}
        elif kind == last == "Str":
            before[-1] = {"t": kind, "c": before[-1]["c"] + node["c"]}
        elif kind == last and kind in _MARKS.values():
            before[-1] = {"t": kind, "c": [*before[-1]["c"], *node["c"]]}
        else:
            before.append(node)


def _is_gap(node: Node) -> bool:
    return node["t"] in ("Space", "SoftBreak")


def trimmed(words: Sequence[Node]) -> list[Node]:
    """Inlines without the gaps at their ends."""
    start, end = 0, len(words)
    while start < end and _is_gap(words[start]):
        start += 1
    while end > start and _is_gap(words[end - 1]):
        end -= 1
    return list(words[start:end])


def _outside(words: list[Node], make: Callable[[list[Node]], Node]) -> list[Node]:
    """What is made of some words, the gaps at their ends before and behind it."""
    before = words[:1] if words and _is_gap(words[0]) else []
    after = words[-1:] if len(words) > 1 and _is_gap(words[-1]) else []
    return [*before, make(trimmed(words)), *after]
