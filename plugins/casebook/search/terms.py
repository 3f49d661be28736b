"""The terms of many texts at once, as numbers: what `text.tokens` says, in bulk.

A term is a number: a pair of Han characters its two code points, a single one at the end of its
run its code point and nothing, a word of letters and digits a hash. A single character is looked
up as the beginning of all its pairs, so no others are kept.

The terms stand in the order of their `places`, numbers of 31 bits that the browser reckons too:
words by their first four characters and a bit of all, Han after them by their code points.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.text.points import MOST, SIMPLIFIED_POINTS, Points, points
from casebook.text.tokens import HAN, HAN_RANGES, folded_tokens

Numbers = NDArray[np.uint64]

CODE_POINT_BITS: Final = 21
FIRST_HAN: Final = 1 << 63
PLACE_BITS: Final = 31
_WORD_REST: Final = 33
_PREFIX: Final = 4
_LOW: Final = 64
_HAN_BITS: Final = 15
_HAN_BEGIN: Final = 0x3000
BREAK: Final = "\x1f"
_WORDS: Final = re.compile(rf"[^\W_{HAN}]+(?:[+.&/_-][^\W_{HAN}]+)*")
_IS_HAN: Final = np.zeros(MOST + 1, np.bool_)
for _first, _last in HAN_RANGES:
    _IS_HAN[ord(_first) : ord(_last) + 1] = True
# A Han character in its simplified form; of every other nought.
_HAN_POINTS: Final = np.where(_IS_HAN[SIMPLIFIED_POINTS], SIMPLIFIED_POINTS, 0).astype(np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """Terms as they stand in texts, and of each the number of its text, in order.

    Of a pair of Han the second is nought where the first ends its run. A word is given by its
    place among the words.
    """

    first: Points
    second: Points
    owners: Points
    words: NDArray[np.int64]
    word_owners: Points


class Words(dict[str, int]):
    """Words by their place among those that were asked for, in the order of the first time."""

    def __missing__(self, word: str) -> int:
        place = self[word] = len(self)
        return place

    def ordered(self) -> tuple[list[str], Numbers, Numbers]:
        """The words in the order of their numbers, these, and where each that was met stands."""
        numbers = np.fromiter(map(word_number, self), np.uint64, len(self))
        order = np.argsort(numbers, kind="stable")
        ranks = np.zeros(len(order), np.uint64)
        ranks[order] = np.arange(len(order), dtype=np.uint64)
        met = list(self)
        return [met[at] for at in order.tolist()], numbers[order], ranks


@lru_cache(1 << 16)
def word_number(word: str) -> int:
    """The number of a word: its place, and a hash that keeps it apart from others there."""
    place = total = 0
    for at in range(_PREFIX):
        place = place * _LOW + (ord(word[at]) % _LOW if at < len(word) else 0)
    for character in word:
        total = (total * 5 + ord(character)) % _LOW
    sum_of_all = zlib.crc32(word.encode("utf-8", "surrogatepass"))
    return (place * _LOW + total) << _WORD_REST | sum_of_all


def places(terms: Numbers) -> NDArray[np.int64]:
    """Where terms stand, in 31 bits; several may stand at one place."""
    mask = np.uint64((1 << CODE_POINT_BITS) - 1)
    first = _clipped(terms >> np.uint64(CODE_POINT_BITS) & mask)
    han = (1 << 2 * _HAN_BITS) | first << _HAN_BITS | _clipped(terms & mask)
    words = (terms >> np.uint64(_WORD_REST)).astype(np.int64)
    return np.where(terms >= np.uint64(FIRST_HAN), han, words)


def _clipped(points: Numbers) -> NDArray[np.int64]:
    most = (1 << _HAN_BITS) - 1
    return np.clip(points.astype(np.int64) - _HAN_BEGIN, 0, most)


def occurrences(folded: Sequence[str], words: Words) -> Occurrences:
    """The terms of texts in compatible form, by their places in `words` where they are no Han."""
    joined = points(BREAK.join(folded))
    lengths = np.fromiter((len(text) + 1 for text in folded), np.int64, len(folded))
    owners = np.repeat(np.arange(len(folded), dtype=np.uint32), lengths)[: len(joined)]
    simple = np.append(_HAN_POINTS[joined], np.uint32(0))
    han = np.flatnonzero(simple)
    # A run of Han is one break between words.
    breaks = np.flatnonzero((simple[:-1] == 0) | (simple[1:] == 0))
    numbers, at = _words(joined[breaks], words)
    return Occurrences(simple[han], simple[han + 1], owners[han], numbers, owners[breaks[at]])


def spelled(pairs: Numbers) -> list[str]:
    """The characters of terms that are no words."""
    if not len(pairs):
        return []
    mask = np.uint64((1 << CODE_POINT_BITS) - 1)
    ends = np.full(len(pairs), ord(BREAK), np.uint64)
    first = pairs >> np.uint64(CODE_POINT_BITS) & mask
    points = np.stack((first, pairs & mask, ends), axis=1).ravel()
    return points[points > 0].astype("<u4").tobytes().decode("utf-32-le")[:-1].split(BREAK)


def _words(joined: Points, words: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The words of a text and where each begins."""
    text = joined.tobytes().decode("utf-32-le", "surrogatepass")
    numbers: list[int] = []
    begins: list[int] = []
    for match in _WORDS.finditer(text):
        for term in _parts(match.group()):
            numbers.append(words[term])
            begins.append(match.start())
    return np.array(numbers, np.int64), np.array(begins, np.int64)


@lru_cache(1 << 14)
def _parts(word: str) -> tuple[str, ...]:
    """A word that holds together by signs, and the words in it."""
    return tuple(term for term, _, _ in folded_tokens(word))
