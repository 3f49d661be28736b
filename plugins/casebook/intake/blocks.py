"""The blocks of a Markdown text, as far as adoption must know them: what is code, what is not.

A small reading of CommonMark's block structure (https://spec.commonmark.org/0.31.2/#blocks):
quotes and list items are followed so that code inside of them is seen as code. HTML blocks are
not blocks here, since no HTML is left when a text has been adopted.
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"(?P<marker> {0,3}(?:[-+*]|(?P<number>[0-9]{1,9})[.)]))(?P<space> +|$)")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_ATX = re.compile(r" {0,3}#{1,6}(?: |$)")
_SETEXT = re.compile(r" {0,3}(?:=+|-+) *$")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
# HTML that ends a paragraph (start conditions 1 to 6 of CommonMark): a code span that began
# before it is none, so what follows has to be looked at.
_HTML = re.compile(
    r" {0,3}<(?:[!?]|/?(?:script|pre|style|textarea|address|article|aside|base|basefont"
    r"|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend"
    r"|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section"
    r"|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ />]|$))",
    re.IGNORECASE,
)
_INDENT: Final = 4
_INDENTED = re.compile(" " * _INDENT)
_IN_QUOTE: Final = 0


class Kind(Enum):
    """What a block is; list items and quotes are not blocks here but where blocks stand."""

    TEXT = auto()
    HEADING = auto()
    RULE = auto()
    CODE = auto()


_OPENERS: Final = (
    (_INDENTED, Kind.CODE),
    (_FENCE, Kind.CODE),
    (_ATX, Kind.HEADING),
    (_RULE, Kind.RULE),
)


@dataclass(slots=True)
class Block:
    """Whole lines of a text, from offset `start` to `end`; `depth` counts quotes and items."""

    kind: Kind
    start: int
    end: int
    depth: int


@dataclass(slots=True)
class _State:
    """The containers that are open (0 a quote, else the width of a list item) and the leaf.

    `is_empty_item` says that the line before was a list marker and nothing else.
    """

    containers: list[int] = field(default_factory=list)
    block: Block | None = None
    fence: str = ""
    is_empty_item: bool = False

    @property
    def in_text(self) -> bool:
        return self.block is not None and self.block.kind is Kind.TEXT


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order; blank lines belong to none."""
    state = _State()
    found: list[Block] = []
    offset = 0
    for line in text.split("\n"):
        end = offset + len(line)
        if (block := _read(line.expandtabs(_INDENT), offset, end, state)) is not None:
            found.append(block)
        offset = end + 1
    return found


def _read(line: str, start: int, end: int, state: _State) -> Block | None:
    """Read one line: it goes on with the block that is open, or opens one, or is blank."""
    rest, matched = _enter(line, state.containers)
    if state.fence and matched == len(state.containers):
        _go_on_fenced(rest, end, state)
        return None
    before = len(state.containers)
    is_lazy = state.in_text and matched < before
    rest, opened = _open(rest, state, matched)
    if not rest.strip(" "):
        _read_blank(state, matched, opened)
        return None
    state.is_empty_item = False
    if is_lazy and not opened and _is_plain(rest):
        _extend(state, end)
        return None
    interrupted = matched < before or bool(opened)
    if interrupted:
        _close(state, matched, opened)
    return _leaf(rest, start, end, state)


def _read_blank(state: _State, matched: int, opened: list[int]) -> None:
    """A blank line ends a paragraph; after a marker with nothing behind it, the item as well."""
    if state.is_empty_item and matched == len(state.containers):
        matched -= 1
    _close(state, matched, opened)
    state.is_empty_item = bool(opened) and opened[-1] != _IN_QUOTE


def _enter(line: str, containers: list[int]) -> tuple[str, int]:
    """What is left of a line inside of the open containers that it goes on with."""
    for number, width in enumerate(containers):
        if width == _IN_QUOTE:
            match = _QUOTE.match(line)
            if match is None:
                return line, number
            line = line[match.end() :]
        elif not line[:width].strip(" "):
            line = line[width:]
        else:
            return line, number
    return line, len(containers)


def _open(line: str, state: _State, matched: int) -> tuple[str, list[int]]:
    """The quotes and list items that a line opens, and what is left of it."""
    opened: list[int] = []
    while True:
        if match := _QUOTE.match(line):
            opened.append(_IN_QUOTE)
            line = line[match.end() :]
            continue
        interrupts = state.in_text and not opened and matched == len(state.containers)
        item = None if _RULE.match(line) else _ITEM.match(line)
        if item is None or (interrupts and not _may_interrupt(item, line)):
            return line, opened
        width = _width(item, line)
        opened.append(width)
        line = line[width:]


def _width(item: re.Match[str], line: str) -> int:
    """The columns of a list item's marker and the space that belongs to it."""
    space = len(item["space"])
    if not line[item.end() :] or space > _INDENT:
        space = 1
    return len(item["marker"]) + space


def _may_interrupt(item: re.Match[str], line: str) -> bool:
    """A paragraph is only broken by an item with content, and by a numbered one from 1."""
    return bool(line[item.end() :].strip(" ")) and item["number"] in {None, "1"}


def _close(state: _State, kept: int, opened: list[int]) -> None:
    state.containers = [*state.containers[:kept], *opened]
    state.block = None
    state.fence = ""


def _is_plain(rest: str) -> bool:
    """Whether a line can only go on with a paragraph, not open a block of its own."""
    return not any(pattern.match(rest) for pattern in (_FENCE, _ATX, _RULE, _HTML))


def _go_on_fenced(rest: str, end: int, state: _State) -> None:
    _extend(state, end)
    closing = rest.strip(" ")
    is_closing = (
        _INDENTED.match(rest) is None
        and closing.startswith(state.fence)
        and not closing.strip(state.fence[0])
    )
    if is_closing:
        state.block, state.fence = None, ""


def _extend(state: _State, end: int) -> None:
    if state.block is not None:
        state.block.end = end


def _leaf(rest: str, start: int, end: int, state: _State) -> Block | None:
    """The block that a line opens inside of its containers; None where it goes on with one."""
    if state.block is not None and (state.in_text or _goes_on(rest, state.block)):
        if state.in_text and _SETEXT.match(rest):
            state.block.kind = Kind.HEADING
            _extend(state, end)
            state.block = None
            return None
        if not state.in_text or _is_plain(rest):
            _extend(state, end)
            return None
    return _new(rest, start, end, state)


def _goes_on(rest: str, block: Block) -> bool:
    return block.kind is Kind.CODE and _INDENTED.match(rest) is not None


def _new(rest: str, start: int, end: int, state: _State) -> Block:
    kind = next((kind for pattern, kind in _OPENERS if pattern.match(rest)), Kind.TEXT)
    block = Block(kind, start, end, len(state.containers))
    state.block = block if kind in {Kind.TEXT, Kind.CODE} else None
    fence = _FENCE.match(rest)
    state.fence = fence["fence"] if fence else ""
    return block
