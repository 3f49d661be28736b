"""Slips of the pen in Chinese prose, found by rules that are tables."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

# A text with more of one kind is corrected in rounds; what is not looked at costs nothing.
MOST: Final = 200
_LONGEST_LINE: Final = 2000
HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff"


class Slip(NamedTuple):
    """What stands at an offset, and `new`, what a program may put there: only one thing is meant.

    `meant` is what a person may put there, `reason` the reason for it.
    """

    kind: str
    start: int
    old: str
    new: str | None = None
    meant: str = ""
    reason: str = ""


class Rule(NamedTuple):
    """A kind of slip, and the pattern that finds it where the text holds one of the `needs`.

    A pattern begins with a character or a class, so that the search skips all others; `judge`
    gives the slip of a match, or None where the match is right as it is.
    """

    kind: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    judge: "Callable[[Rule, re.Match[str]], Slip | None]"


def slips(text: str, rules: Iterable[Rule]) -> Iterator[Slip]:
    """The slips of a text, rule by rule."""
    for rule in rules:
        for need in rule.needs:
            if need in text:
                matches = islice(rule.pattern.finditer(text), MOST)
                yield from filter(None, (rule.judge(rule, match) for match in matches))
                break


def plain(rule: Rule, match: re.Match[str]) -> Slip:
    """Every match is a slip; what is meant, the author must say."""
    return Slip(rule.kind, match.start(), match.group())


def line_of(match: re.Match[str]) -> str:
    """The line in which a match begins, as far as it is near."""
    first = max(match.start() - _LONGEST_LINE, 0)
    before = match.string[first : match.start()].rpartition("\n")[2]
    return before + match.string[match.start() : match.end() + _LONGEST_LINE].partition("\n")[0]


def around(match: re.Match[str]) -> tuple[str, str]:
    """The characters before and after a match, or empty strings at the ends of the text."""
    return match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1]
