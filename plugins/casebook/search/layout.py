"""How the terms of a segment are divided among shards.

The room of all places is halved, and its halves again, until what stands in each part is small
enough. So a change moves no boundary but where a part has grown too large or small enough, and
the depths of the parts, from left to right, tell where each begins.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.terms import PLACE_BITS, Numbers, places

# In sixteenths of a byte: what a term takes, a posting beside the bits of its step, a bit.
_TERM: Final = 32
_POSTING: Final = 6
_BIT: Final = 2
_FILLED: Final = ord("0")
_EMPTY: Final = ord("P")
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Parts in order: where each begins, how often it was halved, its terms from `at` to `to`."""

    begins: Places
    depths: Places
    at: Places
    to: Places

    def part_of(self, at_places: Places) -> Places:
        """The numbers of the parts in which these places are."""
        found: Places = np.searchsorted(self.begins, at_places, "right") - 1
        return found

    @property
    def told(self) -> str:
        """The depths, a character each; others where no term stands."""
        first = np.where(self.at < self.to, _FILLED, _EMPTY)
        return (self.depths + first).astype(np.uint8).tobytes().decode("ascii")


def layout(terms: Numbers, counts: Places, documents: int, size: int) -> Layout:
    """The parts of terms with so many postings each, of about so many bytes or the half of it.

    Terms at one place are never divided, so the part of a frequent one is larger.
    """
    at_places = places(terms)
    filled = np.append(0, np.cumsum(_sizes(counts, documents)))
    pending = np.zeros(1, np.int64)
    found: list[NDArray[np.int64]] = []
    for depth in range(PLACE_BITS + 1):
        width = 1 << (PLACE_BITS - depth)
        at, to = np.searchsorted(at_places, (pending, pending + width))
        done = (filled[to] - filled[at] <= size * 16) | (depth == PLACE_BITS)
        depths = np.full(int(done.sum()), depth)
        found.append(np.stack((pending[done], depths, at[done], to[done])))
        pending = np.concatenate((pending[~done], pending[~done] + width // 2))
    every = np.concatenate(found, axis=1)
    return Layout(*every[:, np.argsort(every[0])])


def low_bits(counts: Places, documents: int) -> Places:
    """The plain bits in the Rice code of a term: the logarithm of 7/8 of its usual step."""
    usual = np.maximum(documents * 7 // (np.maximum(counts, 1) * 8), 1)
    bits: Places = np.floor(np.log2(usual)).astype(np.int64)
    return bits


def _sizes(counts: Places, documents: int) -> Places:
    sizes: Places = counts * (_BIT * low_bits(counts, documents) + _POSTING) + _TERM
    return sizes
