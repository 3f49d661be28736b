"""Limits on a text before it is rendered: cheap to test, and nothing slow gets past them."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.model.body import Flaw

MOST_CHARACTERS: Final = 200_000
DEEPEST: Final = 24
MOST_CELLS: Final = 10_000
MOST_DELIMITERS: Final = 4_000
MOST_GROWTH: Final = 20
SMALLEST_ALLOWANCE: Final = 20_000

_CONTAINER = r"(?:[ \t]{0,8}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))"
_MARKERS = re.compile(f"{_CONTAINER}+")
_MARKER = re.compile(r">|[-+*]|\d+[.)]")
# What the rule below a table's head is made of; `>` where the table stands in a quotation.
_RULE = frozenset(" \t|:>-")
_FENCE = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})")
_DEEP_INDENT = 100
# A line with so many marks of containers, or such an indent; nearly no text has one. To look for
# the line feed before it is ten times as fast as to look for the beginning of a line.
_MAYBE_DEEP = re.compile(rf"\n(?:\s{{{_DEEP_INDENT}}}|{_CONTAINER}{{{DEEPEST}}})")
_INLINE = re.compile(r"[*_~\[]+")


def flaws(markdown: str, first_line: int) -> Iterator[Flaw]:
    """The limits that a text goes past; where there is one, the text must not be rendered."""
    if len(markdown) > MOST_CHARACTERS:
        yield Flaw("limit", first_line, 1, "size", len(markdown), MOST_CHARACTERS)
        return
    if "|" in markdown:
        yield from _table_flaws(markdown, first_line)
    if _MAYBE_DEEP.search(f"\n{markdown}"):
        yield from _depth_flaws(markdown, first_line)
    if len(markdown) > MOST_DELIMITERS:
        yield from _inline_flaws(markdown, first_line)


def _depth_flaws(markdown: str, first_line: int) -> Iterator[Flaw]:
    fenced = False
    for number, line in enumerate(markdown.split("\n"), start=first_line):
        if _FENCE.match(line):
            fenced = not fenced
        if (depth := _depth(line, fenced=fenced)) > DEEPEST:
            yield Flaw("limit", number, 1, "depth", depth, DEEPEST)
            return


def growth_flaw(markdown: str, html: str, first_line: int) -> Flaw | None:
    """The flaw of an output that is out of proportion to its source."""
    allowed = max(MOST_GROWTH * len(markdown), SMALLEST_ALLOWANCE)
    if len(html) <= allowed:
        return None
    return Flaw("limit", first_line, 1, "growth", len(html), allowed)


def _depth(line: str, *, fenced: bool) -> int:
    """How many containers a line opens or lies in, as far as the line alone can tell."""
    if not fenced and len(line) - len(line.lstrip()) > _DEEP_INDENT:
        return _DEEP_INDENT
    match = _MARKERS.match(line)
    return len(_MARKER.findall(match.group())) if match else 0


def _table_flaws(markdown: str, first_line: int) -> Iterator[Flaw]:
    """Rows are filled up to the columns of the rule, so short rows make large tables."""
    columns = cells = 0
    for number, line in enumerate(markdown.split("\n"), start=first_line):
        if not line.strip():
            columns = 0
        elif "|" in line and "-" in line and _RULE.issuperset(line):
            columns = line.count("|") + 1
        cells += columns
        if cells > MOST_CELLS:
            yield Flaw("limit", number, 1, "cells", cells, MOST_CELLS)
            return


def _inline_flaws(markdown: str, first_line: int) -> Iterator[Flaw]:
    """A paragraph with thousands of emphasis marks or brackets nests without end."""
    line = first_line
    for paragraph in markdown.split("\n\n"):
        if (count := len(_INLINE.findall(paragraph))) > MOST_DELIMITERS:
            yield Flaw("limit", line, 1, "marks", count, MOST_DELIMITERS)
            return
        line += paragraph.count("\n") + 2
