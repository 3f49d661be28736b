"""Changes to a text, gathered first and made in one go."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """From `start` to `end` the text becomes `text`."""

    start: int
    end: int
    text: str = ""


def edited(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """The part of a text from `start` to `end` with the edits that lie in it.

    Of two edits that overlap, the one that begins first is made, or the longer one.

    >>> edited("abcdef", [Edit(1, 4, "-"), Edit(2, 3, "!"), Edit(5, 6)])
    'a-e'
    """
    limit = len(text) if end is None else end
    parts: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start < at or edit.end > limit:
            continue
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:limit]])
