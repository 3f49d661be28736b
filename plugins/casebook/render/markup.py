"""Reads the tree of a rendered text: headings, links, images, flaws; and marks the links."""

import posixpath
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook.model.body import Flaw, Heading, Image, Link
from casebook.text.anchors import anchor_maker
from casebook.text.prose import Stretch

OUTSIDE: Final = frozenset(("http", "https", "mailto", "tel"))
# A link of the library waits under this scheme until the link writer knows the page it is on.
OPEN_SCHEME: Final = "cb"
OPEN: Final = f"{OPEN_SCHEME}:\x01"
# An open link to what a text mentions by its key goes on like this.
MENTION: Final = "[["
_WATCHED: Final = "h1, h2, h3, h4, h5, h6, a, img, pre, code"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_PASSED_OVER = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\ufeff]+")
_TAG = re.compile(r"<(?:[A-Za-z/!?])")
_LOWEST_HEADING = 6
_HEADINGS = frozenset(f"h{level}" for level in range(1, _LOWEST_HEADING + 1))


class Marker:
    """Reads one tree in document order; lines count from the first line of the file."""

    def __init__(
        self, path: str, first_line: int, markdown: str, labels: Mapping[str, str]
    ) -> None:
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.flaws: list[Flaw] = []
        self.code: list[Stretch] = []
        self._path = path
        self._folder = posixpath.dirname(path)
        self._offset = first_line - 1
        self._lines = markdown.split("\n")
        self._labels = labels
        self._anchor = anchor_maker()
        self._shift = 0

    def read(self, root: LexborNode, html: str) -> None:
        """Gather the facts of the tree and make it what the page shows.

        `html` is what the tree was read from: to look there for what few texts have, and to walk
        the tree only then, is half the time.
        """
        self._shift = 1 if "<h1" in html else 0
        for node in root.css(_WATCHED):
            _ACTIONS[node.tag or ""](self, node)
        if "markdown-alert" in html or 'class="footnotes"' in html:
            self._translate(root)
        # comrak leaves a comment where HTML was omitted.
        if "<!--" in html:
            self._raw_html(root)
        if self._shift:
            _shift_headings(root)

    def _place(self, node: LexborNode) -> tuple[int, int]:
        start = (node.attributes.get("data-sourcepos") or "1:1-").partition("-")[0]
        line, column = self._in_text(start)
        return line + self._offset, column

    def _in_text(self, place: str) -> tuple[int, int]:
        """A place as comrak gives it, its column in characters and not in bytes."""
        line, _, column = place.partition(":")
        if column == "1":
            return int(line), 1
        before = self._lines[min(int(line), len(self._lines)) - 1].encode()[: int(column) - 1]
        return int(line), len(before.decode(errors="ignore")) + 1

    def _raw_html(self, root: LexborNode) -> None:
        """Find the tags of omitted HTML: comrak leaves a comment in their place."""
        tags = (
            (number, match.start() + 1)
            for number, line in enumerate(self._lines, start=self._offset + 1)
            for match in _TAG.finditer(line)
        )
        block = self._offset + 1
        told: set[int] = set()
        for node in root.traverse(include_text=False):
            if node.is_comment_node:
                line, column = next((tag for tag in tags if tag[0] >= block), (block, 1))
                if line not in told:
                    self.flaws.append(Flaw("raw_html", line, column))
                told.add(line)
            elif "data-sourcepos" in node.attributes:
                block = self._place(node)[0]

    def _heading(self, node: LexborNode) -> None:
        level = int((node.tag or "h2")[1])
        text = " ".join(node.text().split())
        place = self._place(node)
        if level == 1:
            self.flaws.append(Flaw("level_one", *place, text))
        anchor = self._anchor(text)
        shown = min(level + self._shift, _LOWEST_HEADING)
        free = node.parent is not None and node.parent.tag == "body"
        self.headings.append(Heading(shown, text, anchor, place[0], free and _is_bare(node), free))
        node.attrs["id"] = anchor
        if shown != level:
            node.attrs["data-level"] = str(shown)

    def _link(self, node: LexborNode) -> None:
        if (node.attributes.get("class") or "") == "footnote-backref" or (
            node.parent is not None and node.parent.attributes.get("class") == "footnote-ref"
        ):
            return
        if mention := node.attributes.get("data-mention"):
            node.attrs["href"] = OPEN + quote(MENTION + mention)
            return
        href = node.attributes.get("href") or ""
        scheme = _scheme_of(href)
        if scheme in OUTSIDE:
            node.attrs["class"] = "cb-outside"
        elif not href or scheme is not None or href.startswith("//"):
            # comrak itself empties the links that it holds for dangerous.
            self.flaws.append(Flaw("scheme", *self._place(node), href or node.text().strip()))
            _take(node, "href")
        elif path := self._resolved(href, node):
            fragment = unquote(href.partition("#")[2])
            self.links.append(Link(path, fragment, *self._place(node)))
            node.attrs["href"] = OPEN + quote(path) + (f"#{quote(fragment)}" if fragment else "")
        else:
            _take(node, "href")

    def _image(self, node: LexborNode) -> None:
        source = node.attributes.get("src") or ""
        alt = node.attributes.get("alt") or ""
        scheme = _scheme_of(source)
        if scheme in {"http", "https"} or source.startswith("//"):
            self.flaws.append(Flaw("remote_image", *self._place(node), source))
            _replace(node, f'<span class="cb-remote">{escape(self._remote(alt))}</span>')
        elif scheme is not None or not source:
            self.flaws.append(Flaw("scheme", *self._place(node), source or alt))
            node.decompose()
        elif path := self._resolved(source, node):
            caption = node.attributes.get("title") or ""
            self.images.append(Image(path, alt, caption, *self._place(node)))
            _show(node, OPEN + quote(path), alt, caption)
        else:
            node.decompose()

    def _code(self, node: LexborNode) -> None:
        """The stretch of a code span, or the lines of a block; the code in a block has no place."""
        if place := node.attributes.get("data-sourcepos"):
            first, _, last = place.partition("-")
            start, end = self._in_text(first), self._in_text(last)
            if node.tag == "pre":
                start = start[0], 1
                line = end[0] - 1 if last.endswith(":0") else end[0]
                end = line, len(self._lines[line - 1])
            self.code.append(Stretch(*start, *end))

    def _remote(self, alt: str) -> str:
        return self._labels["remote_image"] + (f"：{alt}" if alt else "")

    def _resolved(self, href: str, node: LexborNode) -> str:
        """The place in the source tree that a relative address leads to, or an empty string."""
        path = unquote(href.partition("#")[0].partition("?")[0])
        if not path:
            return self._path
        base = "" if path.startswith("/") else self._folder
        target = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        if target.startswith("..") or "\\" in target or not target.isprintable():
            self.flaws.append(Flaw("outside", *self._place(node), href))
            return ""
        return target

    def _translate(self, root: LexborNode) -> None:
        """Labels of alerts and footnotes in the reader's language."""
        for alert in root.css("div.markdown-alert"):
            kind = (alert.attributes.get("class") or "").rpartition("-")[2]
            alert.attrs["class"] = f"cb-alert cb-alert-{kind}"
            title = alert.css_first("p.markdown-alert-title")
            if title is not None:
                title.attrs["class"] = "cb-alert-title"
                if title.text().strip().lower() == kind:
                    title.inner_html = escape(self._labels[f"alert_{kind}"])
        for back in root.css("a.footnote-backref"):
            number = back.attributes.get("data-footnote-backref-idx") or ""
            back.attrs["aria-label"] = f"{self._labels['footnote_back']} {number}"
        for notes in root.css("section.footnotes"):
            notes.attrs["aria-label"] = self._labels["footnotes"]


_ACTIONS: Final[Mapping[str, Callable[[Marker, LexborNode], None]]] = {
    **{f"h{level}": Marker._heading for level in range(1, 7)},  # noqa: SLF001 (a table of its own methods)
    "a": Marker._link,  # noqa: SLF001
    "img": Marker._image,  # noqa: SLF001
    "pre": Marker._code,  # noqa: SLF001
    "code": Marker._code,  # noqa: SLF001
}


def _shift_headings(root: LexborNode) -> None:
    """Give the headings that were marked for it their lower level."""
    for node in root.css("[data-level]"):
        level, anchor = node.attributes["data-level"], node.attributes.get("id") or ""
        _replace(node, f'<h{level} id="{escape(anchor)}">{node.inner_html}</h{level}>')


def _scheme_of(href: str) -> str | None:
    """The scheme that a browser would see, after the characters that it passes over."""
    match = _SCHEME.match(_PASSED_OVER.sub("", href))
    return match.group()[:-1].lower() if match else None


def _is_bare(node: LexborNode) -> bool:
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    return after is None or after.tag in _HEADINGS


def _take(node: LexborNode, attribute: str) -> None:
    if attribute in node.attributes:
        del node.attrs[attribute]


def _replace(node: LexborNode, html: str) -> None:
    root = LexborHTMLParser(html, is_fragment=True).root
    if root is not None and (new := next(root.iter(), None)) is not None:
        node.replace_with(new)


def _show(node: LexborNode, source: str, alt: str, caption: str) -> None:
    """An image that stands alone becomes a figure with its caption."""
    image = f'<img src="{escape(source)}" alt="{escape(alt)}">'
    paragraph = node.parent
    alone = (
        paragraph is not None and paragraph.tag == "p" and node.next is None and node.prev is None
    )
    if paragraph is None or not alone:
        node.attrs["src"] = source
        return
    words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    _replace(paragraph, f'<figure class="cb-figure">{image}{words}</figure>')
