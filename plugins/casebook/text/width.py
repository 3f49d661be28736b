"""Columns of a terminal, where a Chinese character takes two."""

import unicodedata
from collections.abc import Iterator
from typing import Final

# So many marks close one another in a sentence: `。”）`. Each takes two columns.
_MOST_MARKS: Final = 3
_CLOSING: Final = frozenset("，。、；：？！”’）》〉】」…")


def width(character: str) -> int:
    """How many columns a character takes (Unicode Standard Annex 11)."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F", "A"} else 1


def wrapped(line: str, columns: int, indent: str = "") -> str:
    r"""A line broken so that none is wider; those after the first begin with the indent.

    Words of ASCII stay whole where they fit on a line, and no line begins with a mark that
    closes (GB/T 15834, 5.1).

    >>> wrapped("请补充 title 字段，谢谢", 18, "  ")
    '请补充 title 字\n  段，谢谢'
    """
    return "\n".join(_lines(line, columns, indent))


def _lines(line: str, columns: int, indent: str) -> Iterator[str]:
    current, used = "", 0
    for piece in _closed(_pieces(line, columns - len(indent) - 2 * _MOST_MARKS)):
        size = sum(map(width, piece))
        if used + size > columns and current.strip():
            yield current
            current, used = indent, len(indent)
            if piece == " ":
                continue
        current += piece
        used += size
    yield current


def _closed(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, with up to three closing marks behind what they close."""
    held, marks = "", 0
    for piece in pieces:
        if held and piece in _CLOSING and marks < _MOST_MARKS:
            held, marks = held + piece, marks + 1
            continue
        if held:
            yield held
        held, marks = piece, 0
    if held:
        yield held


def _pieces(line: str, most: int) -> Iterator[str]:
    """Single wide characters, and runs of others up to a space or the width of a line."""
    run = ""
    for character in line:
        if width(character) == 1 and character != " " and len(run) < most:
            run += character
            continue
        if run:
            yield run
            run = ""
        if width(character) == 1 and character != " ":
            run = character
        else:
            yield character
    if run:
        yield run
