"""The inside of a paragraph as Markdown."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from casebook.render.plain.escape import address, as_line, code, escaped, is_mark

_MARKS: Final = {"strong": "**", "em": "*"}
_PAST: Final = frozenset(("script", "style", "nav"))
# A mark as it is written: with its backslash, or as a reference.
_WRITTEN = r"(?:\\(?:[^\w\s]|_)|&\#?\w+;|[^\w\s\\`*<>!)\[\]])"
_LEADING = re.compile(rf"(?:{_WRITTEN}|\s)*")
_TRAILING = re.compile(rf"(?:{_WRITTEN}|\s)*$")
_SPACES = re.compile(r" {2,}")
_BREAK: Final = "  \n"


@dataclass(frozen=True, slots=True)
class Context:
    """Where links lead from this page, the numbers of its notes by anchor, its other anchors."""

    link: Callable[[str], str]
    notes: Mapping[str, int] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    in_cell: bool = False
    is_emphasised: bool = False


def inline(node: LexborNode, context: Context) -> str:
    """The children of a node as lines of Markdown, each beginning with words."""
    return joined(_pieces(node, context), context)


def joined(pieces: Iterator[str], context: Context) -> str:
    """Pieces as lines that are fit to stand in a block; in a cell they are one line."""
    text = ""
    for piece in pieces:
        # Two emphases that touch would be read as one.
        gap = " " if text.endswith("*") and piece.startswith("*") else ""
        text += gap + piece
    lines = [_SPACES.sub(" ", line).strip(" ") for line in text.split(_BREAK)]
    if context.in_cell:
        return "<br>".join(lines)
    return _BREAK.join(as_line(line) for line in lines)


def _pieces(node: LexborNode, context: Context) -> Iterator[str]:
    for child in node.iter(include_text=True):
        yield from piece(child, context)


def piece(node: LexborNode, context: Context) -> Iterator[str]:
    """One node within a line."""
    tag = node.tag or ""
    if tag in _PIECES:
        yield _PIECES[tag](node, context)
    elif tag not in _PAST and not tag.startswith(("-", "_", "!")):
        yield _one_line(node, context)


def _emphasis(node: LexborNode, context: Context) -> str:
    """Strong or stressed words; within other emphasis they are words alone, or both at once."""
    text = _one_line(node, replace(context, is_emphasised=True))
    if context.is_emphasised:
        return text
    children = list(node.iter(include_text=True))
    has_both = len(children) == 1 and children[0].tag in _MARKS and children[0].tag != node.tag
    return emphasised(text, "***" if has_both else _MARKS[node.tag or ""], node)


def emphasised(text: str, mark: str, node: LexborNode) -> str:
    """Emphasis that CommonMark sees too beside Chinese text: marks at its ends stay outside.

    By its rule of flanking, a run of asterisks after a full stop and before a word closes
    nothing (CommonMark 0.31, 6.2).
    """
    opens_word = _is_word(_beside(node.prev, -1))
    closes_word = _is_word(_beside(node.next, 0))
    lead = (_LEADING.match(text) or [""])[0] if opens_word else ""
    core = text[len(lead) :]
    tail = (_TRAILING.search(core) or [""])[0] if closes_word else ""
    core = core[: len(core) - len(tail)]
    outer = core.strip(" ")
    if not outer:
        return text
    needs_left = opens_word and not lead and is_mark(outer[0])
    needs_right = closes_word and not tail and is_mark(outer[-1])
    left = " " if needs_left or core.startswith(" ") else ""
    right = " " if needs_right or core.endswith(" ") else ""
    return f"{lead}{left}{mark}{outer}{mark}{right}{tail}"


def _is_word(character: str) -> bool:
    return bool(character) and not character.isspace() and not is_mark(character)


def image(node: LexborNode, context: Context) -> str:
    """A picture with its description."""
    source = context.link(node.attributes.get("src") or "")
    return f"![{escaped(node.attributes.get('alt') or '')}]({address(source)})" if source else ""


def _one_line(node: LexborNode, context: Context) -> str:
    return "".join(_pieces(node, context)).replace(_BREAK, " ")


def _link(node: LexborNode, context: Context) -> str:
    if node.attributes.get("class") == "footnote-backref":
        return ""
    text, href = _one_line(node, context).strip(), node.attributes.get("href")
    leads_here = (href or "").startswith("#")
    if not href or not text or (leads_here and unquote(href[1:]) not in context.anchors):
        return text
    return f"[{text}]({address(context.link(href))})"


def _note(node: LexborNode, context: Context) -> str:
    anchor = node.css_first("a")
    name = (anchor.attributes.get("href") or "").lstrip("#") if anchor else ""
    return f"[^{context.notes[name]}]" if name in context.notes else _one_line(node, context)


def _beside(node: LexborNode | None, index: int) -> str:
    """The character of a neighbour that touches, or nothing at the edge of a block."""
    text = node.text() if node is not None else ""
    return text[index] if text else ""


_PIECES: Final[Mapping[str, Callable[[LexborNode, Context], str]]] = {
    "-text": lambda node, _: escaped(node.text()),
    "br": lambda _node, _context: _BREAK,
    "code": lambda node, context: code(node.text(), in_cell=context.in_cell),
    "img": image,
    "a": _link,
    "sup": _note,
    "strong": _emphasis,
    "em": _emphasis,
    "del": lambda node, context: f"<del>{_one_line(node, context)}</del>",
    # Badges and counts stand apart by their style alone.
    "span": lambda node, context: f" {_one_line(node, context)} ",
}
