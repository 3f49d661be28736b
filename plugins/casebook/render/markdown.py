"""`body()`: Markdown to safe HTML, once, for site, index and book alike.

comrak parses and tells where everything stands; the tree is read and its links are marked;
nh3 has the last word on what may stand in the bytes.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import Final

import comrak
import nh3
from selectolax.lexbor import LexborHTMLParser

from casebook.model.body import Body, Flaw
from casebook.render import limits
from casebook.render.markup import OPEN_SCHEME, OUTSIDE, Marker
from casebook.render.mentions import Marks
from casebook.text.characters import code_point, hidden_characters

_BLOCKS: Final = {"p", "hr", "pre", "blockquote", "ul", "ol", "li", "div", "section"}
_TABLES: Final = {"table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"}
_INLINE: Final = {"a", "img", "br", "strong", "em", "del", "code", "sup", "span"}
_HEADINGS: Final = {f"h{level}" for level in range(1, 7)}
_ATTRIBUTES: Final = {
    **{heading: {"id"} for heading in _HEADINGS},
    "a": {"href", "title", "id", "aria-label"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "li": {"id"},
    "th": {"align"},
    "td": {"align"},
    "section": {"aria-label"},
}
_CLASSES: Final = {
    "div": {
        "cb-alert",
        *(f"cb-alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution")),
    },
    "p": {"cb-alert-title"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "a": {"footnote-backref", "cb-outside"},
    "figure": {"cb-figure"},
    "span": {"cb-remote"},
}
_BACK = "↩"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")


def body(markdown: str, path: str, first_line: int, labels: Mapping[str, str]) -> Body:
    """What a Markdown text becomes; `path` is its file's place in the source tree.

    `labels` hold the words for alerts, notes and images on other hosts. A text past a limit
    is not rendered: the body is empty and holds the flaw.
    """
    if over := tuple(limits.flaws(markdown, first_line)):
        return Body("", flaws=over)
    marks = Marks(markdown, first_line)
    html = marks.linked(comrak.render_markdown(marks.markdown, *_options()))
    if grown := limits.growth_flaw(markdown, html, first_line):
        return Body("", flaws=(grown,))
    # What marks a link must not come from the text; and a comment that stands first, where HTML
    # was omitted, is lost to the tree unless the body has begun.
    root = LexborHTMLParser("<body>" + html.replace("\x01", "\ufffd")).body
    if root is None:
        return Body("")
    marker = Marker(path, first_line, markdown, labels)
    marker.read(root, html)
    text = " ".join(root.text().replace(_BACK, "").split())
    # What stands in the file itself was told of when it was read.
    if "&" in markdown and hidden_characters(text):
        marker.flaws.extend(_hidden_entities(markdown, first_line))
    return Body(
        text=text,
        marked=root.inner_html or "",
        clean=clean,
        headings=tuple(marker.headings),
        links=tuple(marker.links),
        mentions=tuple(marks.found),
        images=tuple(marker.images),
        flaws=tuple(marker.flaws),
        code=tuple(marker.code),
    )


@cache
def _options() -> tuple[comrak.ExtensionOptions, comrak.ParseOptions, comrak.RenderOptions]:
    extension = comrak.ExtensionOptions()
    for name in ("table", "footnotes", "alerts", "strikethrough", "autolink"):
        setattr(extension, name, True)
    extension.cjk_friendly_emphasis = True
    render = comrak.RenderOptions()
    render.sourcepos = True
    # Not `sourcepos_chars`: it counts each paragraph anew for every mark in it.
    return extension, comrak.ParseOptions(), render


def _hidden_entities(markdown: str, first_line: int) -> Iterator[Flaw]:
    """Entities such as `&#8203;` that stand for a character nobody can see."""
    for number, line in enumerate(markdown.split("\n"), start=first_line):
        for match in _ENTITY.finditer(line):
            if hidden := hidden_characters(unescape(match.group())):
                code = code_point(hidden[0].character)
                yield Flaw("hidden", number, match.start() + 1, code)


def clean(marked: str) -> str:
    """HTML with nothing in it but what may stand on a page; what is clean stays as it is."""
    return _cleaner().clean(marked)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_BLOCKS | _TABLES | _INLINE | _HEADINGS,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
        url_schemes={*OUTSIDE, OPEN_SCHEME},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
