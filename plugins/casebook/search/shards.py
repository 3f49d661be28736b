"""Shards: files of some kilobytes, each with the postings of a stretch of the terms.

Names: varints: the number of words, their bytes, the numbers of first characters and of pairs;
the words, one a line; varints: the steps from one first character to the next, counted from
0x3000, how many pairs each begins, and of each pair the second character less 0x3000, or nought
for none, as the step from the pair before with the same first; of each term the number of its
postings. Then the impacts of all postings less the least, four in a byte. Then in Rice code the
steps from one document to the next, less one, the first counted from -1.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.layout import low_bits
from casebook.search.packing import rice, varints
from casebook.search.postings import LEAST, Postings
from casebook.search.terms import CODE_POINT_BITS, FIRST_HAN, Numbers

_HAN_BEGIN: Final = 0x3000
_IN_A_BYTE: Final = 4
_SHIFTS: Final = np.array([6, 4, 2, 0], np.uint8)


def shards(
    made: Postings, words: Sequence[str], documents: int, begins: Sequence[int]
) -> Iterator[tuple[bytes, ...]]:
    """The parts of shards that begin at these terms, in a segment of so many slots.

    `words` are the terms without Han, in order.
    """
    edges = [*begins, len(made.terms)]
    names = _Names(made.terms, words, edges)
    counts = np.diff(made.starts)
    said = varints(counts)
    steps = np.diff(made.documents, prepend=np.int32(-1))
    steps[made.starts[:-1]] = made.documents[made.starts[:-1]] + 1
    coded = rice(steps - 1, np.repeat(low_bits(counts, documents), counts))
    for at, to in pairwise(edges):
        first, last = int(made.starts[at]), int(made.starts[to])
        bits = np.packbits(coded.part(first, last)).tobytes()
        head = names.part(at, to) + said.part(at, to).tobytes()
        yield head, _quarters(made.impacts[first:last]), bits


def _quarters(impacts: NDArray[np.uint8]) -> bytes:
    codes = np.zeros((-(-len(impacts) // _IN_A_BYTE), _IN_A_BYTE), np.uint8)
    codes.ravel()[: len(impacts)] = impacts - np.uint8(LEAST)
    made: NDArray[np.uint8] = np.bitwise_or.reduce(codes << _SHIFTS, axis=1)
    return made.tobytes()


class _Names:
    """The names of many terms, to be told in parts that begin at these edges."""

    def __init__(self, terms: Numbers, words: Sequence[str], edges: Sequence[int]) -> None:
        self._words = words
        pairs = terms[len(words) :] & np.uint64(FIRST_HAN - 1)
        first = (pairs >> np.uint64(CODE_POINT_BITS)).astype(np.int64)
        second = (pairs & np.uint64((1 << CODE_POINT_BITS) - 1)).astype(np.int64)
        second = np.maximum(second - _HAN_BEGIN, 0)
        starts = np.array([edge - len(words) for edge in edges if len(words) <= edge], np.int64)
        is_head = np.diff(first, prepend=0) != 0
        is_head[starts[starts < len(pairs)]] = True
        self._heads = np.flatnonzero(is_head)
        steps = np.diff(second, prepend=0)
        steps[self._heads] = second[self._heads]
        self._steps = varints(steps)
        self._sizes = varints(np.diff(np.append(self._heads, len(pairs))))
        firsts = first[self._heads]
        begun = np.diff(firsts, prepend=_HAN_BEGIN)
        own = np.searchsorted(self._heads, starts[starts < len(pairs)])
        begun[own] = firsts[own] - _HAN_BEGIN
        self._firsts = varints(begun)

    def part(self, at: int, to: int) -> bytes:
        """The names of the terms from one place to another."""
        words = self._words[at:to]
        said = "\n".join(words).encode()
        begin, end = (max(one - len(self._words), 0) for one in (at, to))
        one, other = np.searchsorted(self._heads, (begin, end)).tolist()
        head = varints(np.array([len(words), len(said), other - one, end - begin]))
        return b"".join(
            (
                head.data.tobytes(),
                said,
                self._firsts.part(one, other).tobytes(),
                self._sizes.part(one, other).tobytes(),
                self._steps.part(begin, end).tobytes(),
            )
        )
