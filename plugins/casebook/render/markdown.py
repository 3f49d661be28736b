"""`body()`: Markdown to safe HTML, once, for site, index and book alike.

comrak parses and tells where everything stands; the tree is read and its links are marked;
nh3 has the last word on what may stand in the bytes.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

import comrak
import nh3
from selectolax.lexbor import LexborHTMLParser

from casebook.model.body import Body
from casebook.render import limits
from casebook.render.markup import OPEN_SCHEME, OUTSIDE, Marker, hidden_entities, shift_headings
from casebook.render.mentions import Marks
from casebook.text.characters import hidden_characters

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


def body(markdown: str, path: str, first_line: int, labels: Mapping[str, str]) -> Body:
    """What a Markdown text becomes; `path` is its file's place in the source tree.

    `labels` hold the words for alerts, notes and images on other hosts. A text past a limit
    is not rendered: the body is empty and holds the flaw.
    """
    if over := tuple(limits.flaws(markdown, first_line)):
        return Body(html="", text="", flaws=over)
    marks = Marks(markdown, first_line)
    html = marks.linked(comrak.render_markdown(marks.markdown, *_options()))
    if grown := limits.growth_flaw(markdown, html, first_line):
        return Body(html="", text="", flaws=(grown,))
    # What marks a link must not come from the text; and a comment that stands first, where HTML
    # was omitted, is lost to the tree unless the body has begun.
    root = LexborHTMLParser("<body>" + html.replace("\x01", "\ufffd")).body
    if root is None:
        return Body(html="", text="")
    marker = Marker(path, first_line, markdown, labels)
    marker.read(root, has_comments="<!--" in html)
    shift_headings(root)
    text = " ".join(root.text().replace(_BACK, "").split())
    # What stands in the file itself was told of when it was read.
    if "&" in markdown and hidden_characters(text):
        marker.flaws.extend(hidden_entities(markdown, first_line))
    return Body(
        html=_cleaner().clean(root.inner_html or ""),
        text=text,
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
