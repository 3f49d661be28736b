"""What a case has to hold in one piece, and the stretch of it that shows why it was found.

`assets/search/check.js` and `assets/search/marks.js` do the same in the browser.
"""

import re
from typing import Final

from casebook.search.document import HEAD
from casebook.search.query import Typed, terms
from casebook.search.ranking import FEW
from casebook.text.tokens import fold, tokens

_LONG: Final = re.compile("[^\0-\u2fff]{3}")
_SPACE: Final = re.compile(r"[^\S\n]+")
_WIDTH: Final = 90
_BEFORE: Final = 24
_MOST: Final = 400
_STOPS: Final = "。；！？\n"


def pieces(typed: Typed) -> list[str]:
    """The parts of a query that have to stand in one piece, folded: a short text, and phrases."""
    is_short = len(terms(typed.text)) <= FEW
    free = [part for part in typed.free if is_short and _LONG.search(part)]
    return [plain(part) for part in (*free, *typed.phrases) if len(terms(part)) > 1]


def plain(text: str) -> str:
    """A text folded and without spaces, but for the ends of lines."""
    return _SPACE.sub("", fold(text))


def snippet(text: str, wanted: frozenset[str]) -> str:
    """The stretch of the text with the most different terms, else a line of the head, or nothing.

    >>> snippet("先摸底。夜校开班。", frozenset(("夜校",)))
    '夜校开班。'
    """
    body, _, head = text.partition(HEAD)
    return _stretch(body, wanted) or _stretch(_best_line(head, wanted)[1], wanted)


def _stretch(text: str, wanted: frozenset[str]) -> str:
    begin, best = _best_line(text, wanted)
    hits = [token for token in tokens(best) if token[0] in wanted][:_MOST]
    if not hits:
        return ""
    first = begin + max(hits, key=lambda hit: (_near(hits, hit[1]), -hit[1]))[1]
    near = text[max(0, first - _BEFORE) : first]
    stop = max(near.rfind(mark) for mark in _STOPS)
    begin = first - (len(near) - stop - 1)
    cut = " ".join(text[begin : begin + _WIDTH].split())
    before = "…" if begin and stop < 0 else ""
    return f"{before}{cut}{'…' if begin + _WIDTH < len(text) else ''}"


def _best_line(text: str, wanted: frozenset[str]) -> tuple[int, str]:
    """The first of the lines with the most different terms, and where it begins."""
    best, most, begin = (0, ""), 0, 0
    for line in text.splitlines(keepends=True):
        folded = fold(line)
        held = sum(1 for term in wanted if term in folded)
        if held > most:
            best, most = (begin, line), held
        begin += len(line)
    return best


def _near(hits: list[tuple[str, int, int]], first: int) -> int:
    last = first + _WIDTH - _BEFORE
    return len({term for term, begin, end in hits if first <= begin and end <= last})
