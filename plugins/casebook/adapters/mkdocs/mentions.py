"""Mentions such as `[[2025-0007]]` in the hand-written pages, whose Markdown the host renders."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from casebook.model.mention import PATTERN
from casebook.render.links import Target

# After code in backticks (190), before backslashes (180) and links (160).
_PRIORITY = 185
Resolve = Callable[[str], tuple[Target, str] | None]


class MentionExtension(Extension):  # type: ignore[misc]  # the library tells no types
    """Makes links of mentions; code is no matter of inline patterns, so it stays as written.

    `resolve` gives the target of a key with its address on the page that is being rendered,
    None for what must stay as written.
    """

    def __init__(self, resolve: Resolve) -> None:
        super().__init__()
        self._resolve = resolve

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Take part in one rendering."""
        md.inlinePatterns.register(_Processor(self._resolve, md), "casebook-mention", _PRIORITY)


class _Processor(InlineProcessor):  # type: ignore[misc]  # as above
    def __init__(self, resolve: Resolve, md: Markdown) -> None:
        super().__init__(PATTERN, md)
        self._resolve = resolve

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802, ANN401, ARG002 (the library's signature)
        """What takes the place of a mention, and where it stood."""
        found = self._resolve(m["key"])
        if found is None:
            return None, None, None
        target, address = found
        element = Element("a" if target.url is not None else "span")
        element.text = AtomicString((m["words"] or target.name) + target.note)
        if target.url is not None:
            element.set("href", address)
        return element, m.start(0), m.end(0)
