"""From postings to a ranking; `assets/search/ranking.js` reckons in the same way.

The formulas are those of BM25 (Robertson and Zaragoza, 2009) over impacts that hold all but the
rarity of a term, with two rules of our own: a case that holds more of the words counts more, and
of a query of few terms, those that hold all stand first, by the weakest of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.postings import SATURATION, STEPS

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

FEW: Final = 6
_SYNONYM: Final = 0.7
_ENOUGH: Final = 0.5
_COVERAGE: Final = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The impact of one term in every document, and how rare the term is."""

    impacts: Floats
    rarity: float
    found: bool


@dataclass(frozen=True, slots=True, eq=False)
class Combined:
    """Of every document its score, how many of the terms it holds, and its weakest impact."""

    score: Floats
    held: Places
    least: Floats
    terms: int

    @property
    def is_whole(self) -> bool:
        """Whether a document holds all the terms."""
        return bool((self.held >= self.terms).any())


def part(documents: Places, impacts: NDArray[np.floating], size: int) -> Part:
    """What the postings of a term give the documents of an index of that size."""
    count = min(len(documents), size)
    unit = (SATURATION + 1) / STEPS
    rarity = unit * float(np.log(1 + (size - count + 0.5) / (count + 0.5)))
    summed = np.bincount(documents, impacts, minlength=size)
    return Part(summed.astype(np.float32), rarity, len(documents) > 0)


def combined(parts: Sequence[Part], size: int) -> Combined:
    """The parts of a query together."""
    score = np.zeros(size, np.float32)
    held = np.zeros(size, np.int64)
    least = np.full(size, np.inf, np.float32)
    for one in parts:
        has = one.impacts > 0
        score += (one.rarity * one.impacts.astype(np.float64)).astype(np.float32)
        held += has
        np.minimum(least, one.impacts, out=least, where=has)
    score *= 1 + _COVERAGE * (held / max(1, len(parts))).astype(np.float32)
    return Combined(score, held, least, len(parts))


def in_either(made: Combined, other: Combined) -> Combined:
    """Of every document the better of both, where the other is the query in other words."""
    held = other.held * made.terms // max(1, other.terms)
    least = np.float32(_SYNONYM) * other.least
    return Combined(
        score=np.maximum(made.score, np.float32(_SYNONYM) * other.score),
        held=np.maximum(made.held, held),
        least=np.where(
            held == made.held,
            np.maximum(made.least, least),
            np.where(held > made.held, least, made.least),
        ),
        terms=made.terms,
    )


def ranked(made: Combined) -> tuple[Places, NDArray[np.bool_]]:
    """The documents in order, and of every document whether it holds enough of the terms."""
    is_short = 0 < made.terms <= FEW
    enough = made.terms if made.terms <= FEW else int(np.ceil(made.terms * _ENOUGH))
    whole = made.held >= enough
    found = np.flatnonzero(made.score > 0)
    tier = np.where(whole & is_short, made.least, np.float32(0))
    order = np.lexsort((found, -made.score[found], -tier[found]))
    return found[order], whole
