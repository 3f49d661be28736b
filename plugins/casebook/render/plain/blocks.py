"""An article's HTML as Markdown: paragraphs, lists, tables and notes, in a few safe shapes.

The tree is what our own templates and the cleaned bodies made, so every tag is known. Lists are
indented by four columns and code by four more, which Python-Markdown and CommonMark read alike.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook.render.plain.inline import Context, emphasised, image, inline, joined, piece

_INDENT: Final = "    "
# Between two blocks that an engine would take for one.
_PARTED: Final = "<!-- -->"
_GREEDY: Final = ("-   ", "1.", ">", _INDENT)
_INLINE: Final = frozenset(
    ("-text", "a", "br", "code", "del", "em", "img", "span", "strong", "sup", "time")
)
# The engine has its own ways: steps to a page, pages of a list, a table of contents, printing.
_PAST: Final = frozenset(("nav", "script", "style"))
_OWN_WAYS: Final = ("cb-contents", "cb-print")
_ALIGN: Final = {"left": ":---", "center": ":---:", "right": "---:"}
_TOP: Final = "_top"
_HEADINGS: Final = "h1, h2, h3, h4, h5, h6"


def to_markdown(html: str, link: Callable[[str], str]) -> str:
    """The Markdown of an article; `link` gives the new address of a link or picture.

    An address that becomes empty leaves the words of its link.
    """
    root = LexborHTMLParser(f"<body>{html}").body
    if root is None:
        return ""
    notes = root.css("section.footnotes > ol > li")
    names = dict.fromkeys(one.attributes.get("id") or "" for one in notes)
    context = Context(
        link,
        notes={name: number for number, name in enumerate(names, start=1)},
        anchors=frozenset(one.attributes.get("id") or "" for one in root.css(_HEADINGS)) - {_TOP},
    )
    blocks = list(_blocks(root, context))
    told: set[str] = set()
    for note in notes:
        name = note.attributes.get("id") or ""
        inside = list(_blocks(note, context))
        # An engine drops a second note of one name, so its words stand without.
        blocks += inside if name in told else [_hung(f"[^{context.notes[name]}]: ", inside)]
        told.add(name)
    return _stacked(blocks) + "\n"


def _stacked(blocks: list[str]) -> str:
    """Blocks one below the other, kept apart where they would grow together."""
    kept = [block for block in blocks if block.strip()]
    parts = kept[:1]
    for before, block in pairwise(kept):
        if _is_greedy(before) and _is_greedy(block):
            parts.append(_PARTED)
        parts.append(block)
    return "\n\n".join(parts)


def _is_greedy(block: str) -> bool:
    first = block.lstrip("0123456789")
    return block.startswith(_GREEDY) or (first != block and first.startswith("."))


def _blocks(node: LexborNode, context: Context) -> Iterator[str]:
    """The blocks in a node; words that stand in it without a paragraph make one."""
    run: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag in _INLINE:
            run += piece(child, context)
            continue
        yield joined(iter(run), context)
        run = []
        name = child.attributes.get("class") or ""
        if child.tag not in _PAST and not name.startswith(_OWN_WAYS):
            yield from _BLOCKS.get(child.tag or "", _blocks)(child, context)
    yield joined(iter(run), context)


def _paragraph(node: LexborNode, context: Context) -> Iterator[str]:
    yield inline(node, context)


def _heading(node: LexborNode, context: Context) -> Iterator[str]:
    text, anchor = inline(node, context).replace("  \n", " "), node.attributes.get("id")
    tail = f" {{#{anchor}}}" if anchor and anchor != _TOP else ""
    if text.strip():
        yield f"{'#' * int((node.tag or 'h2')[1])} {text}{tail}"


def _rule(_node: LexborNode, _context: Context) -> Iterator[str]:
    yield "***"


def _code(node: LexborNode, _context: Context) -> Iterator[str]:
    lines = node.text().strip("\n").split("\n")
    yield "\n".join(f"{_INDENT}{line}" if line.strip() else "" for line in lines)


def _quote(node: LexborNode, context: Context) -> Iterator[str]:
    lines = _stacked(list(_blocks(node, context))).split("\n")
    yield "\n".join(f"> {line}" if line else ">" for line in lines)


def _alert(node: LexborNode, context: Context) -> Iterator[str]:
    """A box of the site's style is a quotation with its title above."""
    if not (node.attributes.get("class") or "").startswith(("cb-alert ", "cb-banner")):
        yield from _blocks(node, context)
        return
    title = node.css_first("p.cb-alert-title")
    if title is not None:
        title.inner_html = f"<strong>{title.inner_html}</strong>"
    yield from _quote(node, context)


def _list(node: LexborNode, context: Context) -> Iterator[str]:
    is_ordered = node.tag == "ol"
    start = node.attributes.get("start") or ""
    first = int(start) if start.isdecimal() else 1
    items = [child for child in node.iter() if child.tag == "li"]
    yield _itemised(
        [list(_item(item, context)) for item in items],
        lambda index: f"{first + index}." if is_ordered else "-",
    )


def _itemised(items: list[list[str]], mark: Callable[[int], str]) -> str:
    hung = [
        _hung(f"{mark(index):<4}" if len(mark(index)) < len(_INDENT) else f"{mark(index)} ", item)
        for index, item in enumerate(items)
    ]
    apart = "\n\n" if any("\n\n" in one for one in hung) else "\n"
    return apart.join(hung)


def _hung(mark: str, blocks: list[str]) -> str:
    """Blocks behind a mark, the lines after the first indented."""
    kept = [block for block in blocks if block.strip()]
    if not kept or _is_greedy(kept[0]) or kept[0].startswith(("|", "#")):
        # Behind a mark only words stand safely.
        kept.insert(0, "&#160;")
    first, *rest = (mark + _stacked(kept)).split("\n")
    return "\n".join([first, *(f"{_INDENT}{line}" if line else "" for line in rest)])


def _item(node: LexborNode, context: Context) -> Iterator[str]:
    """The blocks of an item; a heading in it, as listings have them, is set in bold."""
    for child in node.css("h2, h3, h4"):
        if paragraph := LexborHTMLParser(f"<p>{_bold(child)}</p>").css_first("p"):
            child.replace_with(paragraph)
    yield from _blocks(node, context)


def _bold(heading: LexborNode) -> str:
    link = heading.css_first("a")
    if link is None:
        return f"<strong>{heading.inner_html}</strong>"
    html = link.html or ""
    return (heading.inner_html or "").replace(html, f"<strong>{html}</strong> ", 1)


def _terms(node: LexborNode, context: Context) -> Iterator[str]:
    """Terms and what is said of them, as a list: each term in bold before its words."""
    items: list[list[str]] = []
    for part in node.css("dt, dd"):
        if part.tag == "dt":
            items.append([emphasised(inline(part, context), "**", part)])
        elif items:
            first, *rest = [one for one in _blocks(part, context) if one.strip()] or [""]
            is_words = not _is_greedy(first)
            items[-1][-1] += f" {first}" if is_words else ""
            items[-1] += rest if is_words else [first, *rest]
    yield _itemised(items, lambda _: "-")


def _table(node: LexborNode, context: Context) -> Iterator[str]:
    inside = replace(context, in_cell=True)
    rows = [[inline(cell, inside) for cell in row.css("th, td")] for row in node.css("tr")]
    align = [_ALIGN.get(cell.attributes.get("align") or "", "---") for cell in node.css("thead th")]
    lines = [*rows[:1], align, *rows[1:]]
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _figure(node: LexborNode, context: Context) -> Iterator[str]:
    picture, caption = node.css_first("img"), node.css_first("figcaption")
    if picture is not None:
        yield image(picture, context)
    if caption is not None:
        yield emphasised(inline(caption, context), "*", caption)


def _notes(node: LexborNode, context: Context) -> Iterator[str]:
    if node.attributes.get("class") != "footnotes":
        yield from _blocks(node, context)


_BLOCKS: Final[Mapping[str, Callable[[LexborNode, Context], Iterator[str]]]] = {
    "p": _paragraph,
    "summary": _paragraph,
    **{f"h{level}": _heading for level in range(1, 7)},
    "hr": _rule,
    "pre": _code,
    "blockquote": _quote,
    "div": _alert,
    "ul": _list,
    "ol": _list,
    "dl": _terms,
    "table": _table,
    "figure": _figure,
    "section": _notes,
}
