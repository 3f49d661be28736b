"""Expressions that the editors watch (site_config/wording.yml)."""

from collections.abc import Iterator, Sequence

import ahocorasick_rs

from casebook.model.rules import Expression
from casebook.text.slips import MOST, Slip

_LONGEST_LINE = 2000
_QUOTES = (("“", "”"), ("《", "》"), ("「", "」"))


class Lexicon:
    """Finds all expressions of a list in one pass.

    What is right, or an exception, is in the search too and covers what it holds: of two that
    begin together the longer is taken, so “账号登陆艇” holds no “登陆”.
    """

    def __init__(self, wording: Sequence[Expression]) -> None:
        self._expressions = wording
        # Rows first: their index in the patterns is that in the list.
        patterns = [one.wrong for one in wording]
        for one in wording:
            patterns += (one.right, *one.unless)
        self._finder = (
            ahocorasick_rs.AhoCorasick(
                patterns, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST
            )
            if patterns
            else None
        )

    def slips(self, text: str) -> Iterator[Slip]:
        """The expressions in a prose that should be others."""
        if self._finder is None:
            return
        for index, start, _ in self._finder.find_matches_as_indexes(text)[:MOST]:
            if index < len(self._expressions):
                one = self._expressions[index]
                if one.quoted or not _is_quoted(text, start):
                    yield _slip(one, start)


def _slip(one: Expression, start: int) -> Slip:
    kind = "style" if one.style else "wording"
    return Slip(kind, start, one.wrong, one.right if one.fix else None, one.right, one.reason)


def _is_quoted(text: str, offset: int) -> bool:
    """Whether an offset lies in a quotation or a title of its line."""
    line = text[max(offset - _LONGEST_LINE, 0) : offset].rpartition("\n")[2]
    return any(line.count(opening) > line.count(closing) for opening, closing in _QUOTES)
