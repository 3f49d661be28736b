"""Postings gathered from all blocks of a segment, a stretch of the terms at a time."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from casebook.search.counts import Counts
from casebook.search.postings import Part, Places, Postings, postings, weights
from casebook.search.terms import Numbers


class Gathering:
    """The counts of all blocks, cut into stretches: each from one term up to another, or the end.

    `terms` are those of the segment; a stretch is given by the places of its terms there.
    """

    def __init__(
        self,
        blocks: Sequence[Counts],
        averages: Sequence[float],
        terms: Numbers,
        stretches: Sequence[tuple[int, int]],
    ) -> None:
        self._blocks = blocks
        self._weights = np.concatenate([weights(one.lengths, averages) for one in blocks])
        firsts = terms[[at for at, _ in stretches]]
        lasts = terms[[to - 1 for _, to in stretches]]
        self._cuts = [_cuts(one.terms, firsts, lasts) for one in blocks]
        # Of each stretch alone: where every term begins would take more memory than the terms.
        self._rows = [
            np.append(0, np.cumsum(one.sizes, dtype=np.int64))[cuts]
            for one, cuts in zip(blocks, self._cuts, strict=True)
        ]

    def postings(self, stretch: int) -> Postings:
        """The postings of a stretch, given by its number."""
        parts: list[Part] = []
        for number, (counts, rows) in enumerate(zip(self._blocks, self._rows, strict=True)):
            at, to = self._cuts[number][:, stretch].tolist()
            if at < to:
                first, last = rows[:, stretch].tolist()
                own = counts.rows[first:last]
                parts.append(Part(number, counts.terms[at:to], counts.sizes[at:to], own))
        return postings(parts, self._weights)

    def words(self, stretch: int) -> Mapping[int, str]:
        """The terms of a stretch that are no Han, by their numbers."""
        found: dict[int, str] = {}
        for counts, cuts in zip(self._blocks, self._cuts, strict=True):
            at, to = cuts[:, stretch].tolist()
            words = counts.words[at:to]
            found.update(zip(counts.terms[at : at + len(words)].tolist(), words, strict=True))
        return found


def _cuts(terms: Numbers, firsts: Numbers, lasts: Numbers) -> NDArray[np.int64]:
    at: Places = np.searchsorted(terms, firsts, "left")
    to: Places = np.searchsorted(terms, lasts, "right")
    return np.stack((at, to))
