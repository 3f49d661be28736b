"""Columns of a terminal, where a Chinese character takes two."""

import unicodedata
from collections.abc import Iterator


def width(character: str) -> int:
    """How many columns a character takes (Unicode Standard Annex 11)."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F", "A"} else 1


def wrapped(line: str, columns: int, indent: str = "") -> str:
    r"""A line broken so that none is wider; those after the first begin with the indent.

    Words of ASCII stay whole where they fit on a line.

    >>> wrapped("请补充 title 字段", 10, "  ")
    '请补充 \n  title 字\n  段'
    """
    return "\n".join(_lines(line, columns, indent))


def _lines(line: str, columns: int, indent: str) -> Iterator[str]:
    current, used = "", 0
    for piece in _pieces(line, columns - len(indent)):
        size = sum(map(width, piece))
        if used + size > columns and current.strip():
            yield current
            current, used = indent, len(indent)
            if piece == " ":
                continue
        current += piece
        used += size
    yield current


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
