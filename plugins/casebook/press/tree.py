"""Safe HTML as pandoc's tree, which pandoc reads in a tenth of the time that the HTML takes it.

Only elements are known that `render/markdown.py` lets pass or a template of the press writes; of
any other the words stay. A test holds the trees against what pandoc itself makes of the HTML.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook.press.inlines import (
    BARE,
    Attributes,
    Node,
    add,
    attributes_of,
    inlines_of,
    trimmed,
    words_of,
)

# Of pandoc-types; a later pandoc reads what an earlier one wrote.
_VERSION: Final = (1, 23)
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
# Beside these loose words are a paragraph; beside lists too, unless they are in a list themselves.
_LARGE: Final = frozenset(("Para", "CodeBlock", "Header", "BlockQuote"))
_LISTS: Final = frozenset(("BulletList", "OrderedList"))


def tree(html: str) -> str:
    """A text as pandoc's document in JSON."""
    # No format can bear this character, which marks places in shapes.lua.
    root = LexborHTMLParser("<body>" + html.replace("\x01", "")).body
    blocks = _with_paragraphs(_blocks(root), _LARGE | _LISTS) if root is not None else []
    document = {"pandoc-api-version": _VERSION, "meta": {}, "blocks": blocks}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _blocks(parent: LexborNode) -> list[Node]:
    blocks: list[Node] = []
    loose: list[Node] = []

    def close() -> None:
        if words := trimmed(loose):
            blocks.append({"t": "Plain", "c": words})
        loose.clear()

    for node in parent.iter(include_text=True):
        if make := _BLOCKS.get(node.tag or ""):
            close()
            blocks.extend(make(node))
        else:
            add(loose, inlines_of(node))
    close()
    return blocks


def _with_paragraphs(blocks: list[Node], beside: frozenset[str]) -> list[Node]:
    if not any(one["t"] in beside for one in blocks):
        return blocks
    return [{**one, "t": "Para"} if one["t"] == "Plain" else one for one in blocks]


def _paragraph(node: LexborNode) -> list[Node]:
    words = words_of(node)
    return [{"t": "Para", "c": words}] if words else []


def _heading(node: LexborNode) -> list[Node]:
    return [{"t": "Header", "c": (_LEVELS[node.tag or ""], attributes_of(node), words_of(node))}]


def _division(node: LexborNode) -> list[Node]:
    identity, classes, others = attributes_of(node)
    kind = ("section",) if node.tag == "section" else ()
    return [{"t": "Div", "c": ((identity, (*kind, *classes), others), _blocks(node))}]


def _quotation(node: LexborNode) -> list[Node]:
    return [{"t": "BlockQuote", "c": _with_paragraphs(_blocks(node), _LARGE | _LISTS)}]


def _rule(_node: LexborNode) -> list[Node]:
    return [{"t": "HorizontalRule"}]


def _code_block(node: LexborNode) -> list[Node]:
    return [{"t": "CodeBlock", "c": (BARE, node.text().removesuffix("\n"))}]


def _list(node: LexborNode) -> list[Node]:
    items: list[tuple[str, list[Node]]] = []
    for one in node.iter():
        if one.tag == "li" or not items:
            items.append((one.attributes.get("id") or "", _blocks(one)))
        else:
            # comrak may put the end of a note behind it.
            items[-1][1].extend(_BLOCKS.get(one.tag or "", _paragraph)(one))
    content = [_item(*item) for item in items]
    if node.tag == "ul":
        return [{"t": "BulletList", "c": content}]
    first = int(node.attributes.get("start") or 1)
    numbers = (first, {"t": "DefaultStyle"}, {"t": "DefaultDelim"})
    return [{"t": "OrderedList", "c": (numbers, content)}]


def _item(identity: str, blocks: list[Node]) -> list[Node]:
    """The blocks of an item; those of a note, which alone has a name, are in one that bears it."""
    if identity:
        return [{"t": "Div", "c": ((identity, (), ()), blocks)}]
    return _with_paragraphs(blocks, _LARGE)


def _figure(node: LexborNode) -> list[Node]:
    captions = [one for one in node.iter() if one.tag == "figcaption"]
    caption = _blocks(captions[0]) if captions else []
    for one in captions:
        one.decompose()
    return [{"t": "Figure", "c": (attributes_of(node), (None, caption), _blocks(node))}]


def _table(node: LexborNode) -> list[Node]:
    parts = {part.tag: part for part in node.iter()}
    head, body = _rows(parts.get("thead")), _rows(parts.get("tbody"))
    caption = _blocks(parts["caption"]) if "caption" in parts else []
    cells = max((*head, *body), key=lambda row: len(row[1]))[1]
    width: Node = {"t": "ColWidthDefault"}
    if not all(_is_simple(cell) for _, row in (*head, *body) for cell in row):
        width = {"t": "ColWidth", "c": 1 / len(cells)}
    columns = [(align, width) for _, align, *_ in cells]
    bodies = [(BARE, _heads(parts["tbody"]), (), body)] if body else []
    about = (attributes_of(node), (None, caption), columns)
    return [{"t": "Table", "c": (*about, (BARE, head), bodies, (BARE, ()))}]


def _rows(part: LexborNode | None) -> list[tuple[Attributes, list[Any]]]:
    return [(attributes_of(row), [*map(_cell, row.iter())]) for row in part.iter()] if part else []


def _cell(node: LexborNode) -> tuple[Any, ...]:
    align = {"t": "Align" + (node.attributes.get("align") or "default").capitalize()}
    return BARE, align, 1, 1, _blocks(node)


def _heads(body: LexborNode) -> int:
    """How many cells at the start of every row are its heads."""
    rows = ([cell.tag for cell in row.iter()] for row in body.iter())
    return min(row.index("td") if "td" in row else len(row) for row in rows)


def _is_simple(cell: tuple[Any, ...]) -> bool:
    """Whether a cell holds one line at most."""
    blocks = cell[-1]
    return not blocks or (
        len(blocks) == 1
        and blocks[0]["t"] in ("Plain", "Para")
        and not any(one["t"] == "LineBreak" for one in blocks[0]["c"])
    )


_BLOCKS: Final[Mapping[str, Callable[[LexborNode], list[Node]]]] = {
    **dict.fromkeys(_LEVELS, _heading),
    **dict.fromkeys(("div", "section"), _division),
    **dict.fromkeys(("ul", "ol"), _list),
    "p": _paragraph,
    "blockquote": _quotation,
    "hr": _rule,
    "pre": _code_block,
    "figure": _figure,
    "table": _table,
}
