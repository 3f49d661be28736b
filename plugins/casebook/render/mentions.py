"""Mentions in a text on their way through the Markdown renderer.

Before it, the brackets of what may be a mention become two characters that no submission can
hold, so that the renderer leaves them alone wherever they stand; after it, those in running
text become open links, and those in code and in addresses become brackets again.
"""

import re
from collections import defaultdict
from html import escape, unescape
from typing import Final
from urllib.parse import quote

from casebook.model.body import Mention
from casebook.model.mention import subject_of, written_mentions

# Private use one and two of ISO 6429: in UTF-8 as long as two brackets, so no column moves.
_BEGIN: Final = "\x91"
_END: Final = "\x92"
_PASSED = re.compile(
    rf"<(?P<tag>code|a)\b.*?</(?P=tag)>|<[^>]*>"
    rf"|{_BEGIN}(?P<key>[^{_BEGIN}{_END}<|]+)(?:\|[ ]*(?P<words>[^{_BEGIN}{_END}<]+?)[ ]*)?{_END}",
    re.DOTALL,
)
_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}<|]+)")
_BRACKETS: Final = (
    (_BEGIN, "[["),
    (_END, "]]"),
    (quote(_BEGIN), "%5B%5B"),
    (quote(_END), "%5D%5D"),
)


class Marks:
    """The mentions of one text; `found` are those that are told of, with their places."""

    def __init__(self, markdown: str, first_line: int) -> None:
        self.found: list[Mention] = []
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        pieces: list[str] = []
        end = 0
        for one in written_mentions(markdown):
            line = markdown.count("\n", 0, one.start) + first_line
            column = one.start - markdown.rfind("\n", 0, one.start)
            self._places[one.key].append((line, column))
            pieces += (markdown[end : one.start], _BEGIN, markdown[one.start + 2 : one.end - 2])
            pieces.append(_END)
            end = one.end
        self.markdown = "".join((*pieces, markdown[end:]))

    def linked(self, html: str) -> str:
        """The rendered text with its mentions as links that `render.markup` opens."""
        if _BEGIN not in html and quote(_BEGIN) not in html:
            return html
        linked = _PASSED.sub(self._link, html)
        for mark, brackets in _BRACKETS:
            linked = linked.replace(mark, brackets)
        return linked

    def _link(self, match: re.Match[str]) -> str:
        if match["key"] is None:
            for inner in _MARKED.findall(match.group()):
                self._place(unescape(inner))
            return match.group()
        key = unescape(match["key"])
        if key not in self._places:
            return match.group()
        self.found.append(Mention(key, *self._place(key)))
        if subject_of(key) is None:
            return match.group()
        own = match["words"]
        return f'<a data-mention="{escape(key)}{"" if own else "|"}">{own or match["key"]}</a>'

    def _place(self, key: str) -> tuple[int, int]:
        """Where a key was written; the later of two mentions of one key stands later."""
        places = self._places.get(key, [(0, 0)])
        return places.pop(0) if len(places) > 1 else places[0]
