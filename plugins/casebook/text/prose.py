"""The prose of a Markdown text: the same text, with all that no reader reads blotted out."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

# Stands for a character that is no prose: code, an address, a tag.
BLOT: Final = "\ufffc"
_SEEN = re.compile(r"[^\n]")
# The address of a link or an image, and the marks around its title; the title itself is read.
_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^\s)]*)(?:[ \t]+\"(?P<title>[^\"\n]*)\")?")
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:.*$", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:?")
_TAG = re.compile(r"<[A-Za-z/!?][^<>\n]*>")
_BARE = re.compile(r"(?:https?|ftp)://[!-~]+")
# What a text must hold for the pattern to be worth looking for.
_MASKS: Final = (
    ("](", _TARGET),
    ("]:", _DEFINITION),
    ("[^", _NOTE),
    ("<", _TAG),
    ("://", _BARE),
)


class Stretch(NamedTuple):
    """From one place of a text to another, both included; lines and columns count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


def line_starts(text: str) -> list[int]:
    r"""The offset at which each line begins.

    >>> line_starts("甲\n乙丙\n")
    [0, 2, 5]
    """
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


def prose(markdown: str, code: Sequence[Stretch] = ()) -> str:
    r"""The text with code and addresses blotted out; all else keeps its offset and line.

    `code` are the stretches of code in their order.

    >>> text = '见[办法](a,b.md "旧的")和 https://a.example.org/x 。'
    >>> prose(text).replace(BLOT, "·")
    '见[办法··········旧的·)和 ······················· 。'
    >>> prose("用 `a,b` 取", [Stretch(1, 3, 1, 7)]).replace(BLOT, "·")
    '用 ····· 取'
    """
    text = _without_code(markdown, code) if code else markdown
    for needle, pattern in _MASKS:
        if needle in text:
            text = pattern.sub(_blot, text)
    return text


def _without_code(text: str, code: Iterable[Stretch]) -> str:
    starts = line_starts(text)
    parts: list[str] = []
    done = 0
    for one in code:
        start = max(starts[one.line - 1] + one.column - 1, done)
        end = min(max(starts[one.end_line - 1] + one.end_column, start), len(text))
        parts += (text[done:start], _SEEN.sub(BLOT, text[start:end]))
        done = end
    return "".join((*parts, text[done:]))


def _blot(match: re.Match[str]) -> str:
    start, end = match.span()
    if match.lastgroup is None:
        return BLOT * (end - start)
    first, last = match.span(match.lastgroup)
    return BLOT * (first - start) + match[match.lastgroup] + BLOT * (end - last)
