"""A text and the edits of its findings to the corrected text."""

import re
from collections.abc import Iterable
from typing import Final

from casebook.findings import Edit

MARK: Final = "\ufeff"
_END = re.compile(r"(\r\n|\r|\n)")


def corrected(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    r"""The text with the edits made, and those that could be made, in the order of places.

    An edit whose `old` does not stand at its place is passed over, and so is one that meets
    another; the next run sees anew what is left to do.

    >>> edit = Edit(path="a.md", line=2, column=6, old="：", new=": ")
    >>> corrected("---\r\ntitle：夜校\r\n---\r\n", [edit])[0]
    '---\r\ntitle: 夜校\r\n---\r\n'
    """
    mark = MARK if text.startswith(MARK) else ""
    parts = _END.split(text.removeprefix(MARK))
    lines, ends = parts[::2], [*parts[1::2], ""]
    done: list[Edit] = []
    limits: dict[int, int] = {}
    # Line ends first, since what is inserted takes them over; then from the end to the beginning.
    for edit in sorted(set(edits), key=lambda one: (one.line > 0, -one.line, -one.column, one.new)):
        if not edit.line:
            made = any(end not in {"", edit.new} for end in ends)
            ends = [edit.new if end else end for end in ends]
        elif not edit.column:
            made, mark = mark == edit.old, ""
        else:
            made = _in_line(edit, lines, ends, limits)
        if made:
            done.append(edit)
    text = mark + "".join(line + end for line, end in zip(lines, ends, strict=True))
    return text, tuple(sorted(done, key=lambda one: (one.line, one.column)))


def _in_line(edit: Edit, lines: list[str], ends: list[str], limits: dict[int, int]) -> bool:
    """Make one edit within its line, left of those already made there."""
    index, start = edit.line - 1, edit.column - 1
    stop = start + len(edit.old)
    if index >= len(lines) or edit.old == edit.new or _END.search(edit.old):
        return False
    line = lines[index]
    if line[start:stop] != edit.old or stop > limits.get(index, len(line)):
        return False
    new = edit.new.replace("\n", ends[index] or "\n")
    lines[index] = line[:start] + new + line[stop:]
    # An insertion takes its place, so that two of them at one place do not both go there.
    limits[index] = start if edit.old else start - 1
    return True
