"""The heading that a text begins with, and what it says in plain words."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.intake.blocks import Block, Kind
from casebook.intake.inline import definitions

_ATX = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+|$)(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_LONGEST = 1000
_LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_CODE = re.compile(r"(`+)(.+?)\1")
_STARS = re.compile(r"(\*{1,3})(?=\S)(.{1,300}?)(?<=\S)\1")
_LINES = re.compile(r"(?<!\w)(_{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Opening:
    """The heading at the beginning of a text: all of it, and its words alone."""

    start: int
    end: int
    words_start: int
    words_end: int


def opening(text: str, found: Sequence[Block]) -> Opening | None:
    """The heading before which nothing stands that a reader sees, or None."""
    for block in found:
        start = _past_definitions(text, block)
        if block.kind is Kind.RULE or start >= block.end or _is_comment(text[start : block.end]):
            continue
        if block.kind is Kind.HEADING and not block.depth:
            return _opening(text, start, block.end)
        return None
    return None


def plain_words(markdown: str) -> str:
    r"""A line of Markdown as the plain text of a title.

    >>> plain_words("**用** [`sed`][1] 改 snake_case \\<b> &amp; *更多*")
    '用 sed 改 snake_case <b> & 更多'
    """
    line = " ".join(markdown.split())
    if len(line) > _LONGEST:
        return line
    for pattern, words in ((_LINK, r"\1"), (_CODE, r"\2"), (_STARS, r"\2"), (_LINES, r"\2")):
        line = pattern.sub(words, line)
    return html.unescape(_ESCAPE.sub(r"\1", line)).strip()


def _past_definitions(text: str, block: Block) -> int:
    """Where a block's own words begin, after the link definitions that show nothing."""
    ends = [match.end() + 1 for match in definitions(text, block.start, block.end)]
    return min(ends[-1], block.end) if ends else block.start


def _is_comment(text: str) -> bool:
    return text.lstrip().startswith("<!--") and text.rstrip().endswith("-->")


def _opening(text: str, start: int, end: int) -> Opening:
    if (match := _ATX.fullmatch(text, start, end)) is not None:
        return Opening(start, end, *match.span("words"))
    return Opening(start, end, start, text.rfind("\n", start, end))
