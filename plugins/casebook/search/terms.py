"""The terms of many texts at once, as numbers: what `text.tokens` says, in bulk.

A term is a number: a pair of Han characters its two code points, a single one at the end of its
run its code point and nothing, a word of letters and digits its place in a list of words. A
single character is looked up as the beginning of all its pairs, so no others are kept.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.text.points import MOST, folded_points
from casebook.text.tokens import HAN, HAN_RANGES, folded_tokens

Numbers = NDArray[np.uint64]

CODE_POINT_BITS: Final = 21
FIRST_PAIR: Final = 0x3007 << CODE_POINT_BITS
BREAK: Final = "\x1f"
_WORDS: Final = re.compile(rf"[^\W_{HAN}]+(?:[+.&/_-][^\W_{HAN}]+)*")
_IS_HAN: Final = np.zeros(MOST + 1, np.bool_)
for _first, _last in HAN_RANGES:
    _IS_HAN[ord(_first) : ord(_last) + 1] = True


class Words:
    """Words by their number, in the order in which they were first met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of a word."""
        return self._numbers.setdefault(word, len(self._numbers))

    def ranks(self) -> tuple[list[str], Numbers]:
        """The words in order, and the place in it of each number."""
        ordered = sorted(self._numbers)
        ranks = np.zeros(len(ordered), np.uint64)
        for rank, word in enumerate(ordered):
            ranks[self._numbers[word]] = rank
        return ordered, ranks


def occurrences(folded: Sequence[str], words: Words) -> tuple[Numbers, Numbers]:
    """The terms of texts in compatible form, and of each the number of the text it stands in."""
    joined = BREAK.join(folded)
    points = folded_points(joined)
    lengths = np.fromiter((len(text) + 1 for text in folded), np.int64, len(folded))
    owners = np.repeat(np.arange(len(folded), dtype=np.uint64), lengths)[: len(points)]
    han = _IS_HAN[points.astype(np.int64)]
    after = np.append(han[1:], np.False_)
    following = np.where(after, np.append(points[1:], np.uint64(0)), np.uint64(0))
    pairs = (points << np.uint64(CODE_POINT_BITS) | following)[han]
    numbers, places = _words(joined, words)
    return np.concatenate((pairs, numbers)), np.concatenate((owners[han], owners[places]))


def spelled(pairs: Numbers) -> list[str]:
    """The characters of terms that are no words."""
    if not len(pairs):
        return []
    last = pairs & np.uint64((1 << CODE_POINT_BITS) - 1)
    ends = np.full(len(pairs), ord(BREAK), np.uint64)
    points = np.stack((pairs >> np.uint64(CODE_POINT_BITS), last, ends), axis=1).ravel()
    return points[points > 0].astype("<u4").tobytes().decode("utf-32-le")[:-1].split(BREAK)


def _words(joined: str, words: Words) -> tuple[Numbers, NDArray[np.int64]]:
    numbers: list[int] = []
    places: list[int] = []
    for place, term in _found(joined):
        numbers.append(words.number(term))
        places.append(place)
    return np.array(numbers, np.uint64), np.array(places, np.int64)


def _found(joined: str) -> Iterator[tuple[int, str]]:
    for match in _WORDS.finditer(joined):
        for term, _, _ in folded_tokens(match.group()):
            yield match.start(), term
