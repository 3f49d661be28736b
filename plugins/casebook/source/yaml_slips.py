"""What libyaml lets pass though YAML forbids it, and though no author means it.

A quote that was never closed may swallow the fields below it and end at the next quote; a
`#` right behind a closing quote hides the rest of its line. Neither is read in silence.
"""

import re
from collections.abc import Sequence

import yaml

_GLUED_HEADER = re.compile(r"[|>][-+0-9]*#")
_OPEN_HEADER = re.compile(r"[|>][-+]?\s*$")


def scalar_problem(event: yaml.ScalarEvent, lines: Sequence[str], key: int | None) -> str:
    """What is wrong with a scalar, as a word of the catalogue, or nothing.

    `key` is the column, from 0, of the key that it is the value of, outside of brackets.
    """
    first, last = event.start_mark, event.end_mark
    if first is None or last is None:
        return ""
    if event.style in {"'", '"'}:
        if _hides_the_rest(lines, last.line, last.column):
            return "comment"
        if _leaves_its_column(lines[first.line + 1 : last.line + 1], key):
            return "quote"
    elif event.style in {"|", ">"}:
        header = lines[first.line][first.column :]
        if _GLUED_HEADER.match(header):
            return "comment"
        if key is not None and _OPEN_HEADER.match(header):
            return "indent" if _starts_wide(lines, first.line + 1, key) else ""
    return ""


def collection_problem(
    first: int, end: yaml.CollectionEndEvent, lines: Sequence[str], key: int | None
) -> str:
    """What is wrong with a list or mapping in brackets that began on the line `first`."""
    last = end.end_mark
    if last is None:
        return ""
    if _hides_the_rest(lines, last.line, last.column):
        return "comment"
    within = [line for line in lines[first + 1 : last.line + 1] if line[:1] not in {"]", "}"}]
    return "bracket" if _leaves_its_column(within, key) else ""


def _hides_the_rest(lines: Sequence[str], line: int, column: int) -> bool:
    return line < len(lines) and lines[line][column : column + 1] == "#"


def _leaves_its_column(lines: Sequence[str], key: int | None) -> bool:
    """Whether a line stands no further in than the key, where fields stand."""
    return (
        bool(lines)
        and key is not None
        and any(line.strip() and len(line) - len(line.lstrip(" ")) <= key for line in lines)
    )


def _starts_wide(lines: Sequence[str], first: int, key: int) -> bool:
    """Whether a block begins with blank lines wider than its text, so that text is lost."""
    widest = 0
    for line in lines[first:]:
        indent = len(line) - len(line.lstrip(" "))
        if line.strip():
            return key < indent < widest
        widest = max(widest, indent)
    return False
