"""All terms of a segment, how many records hold each, and which of them a change concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.counts import SLOT_BITS, Counts
from casebook.search.postings import Part, Places, postings, weights
from casebook.search.query import COMMON
from casebook.search.terms import CODE_POINT_BITS, FIRST_HAN, Numbers, spelled

_IMPACT_BITS: Final = 4
_AT_ONCE: Final = 32


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Terms in order, and how many records hold each."""

    terms: Numbers
    counts: Places


_NOTHING: Final = Vocabulary(np.zeros(0, np.uint64), np.zeros(0, np.int64))


def vocabulary(every: Iterable[Counts]) -> Vocabulary:
    """The terms of all blocks."""
    blocks = iter(every)
    made = _NOTHING
    while some := list(islice(blocks, _AT_ONCE)):
        made = _summed([made, *(_of(one) for one in some)])
    return made


def exchanged(made: Vocabulary, old: Counts, new: Counts) -> Vocabulary:
    """The terms after one block has taken the place of another."""
    gone = _of(old)
    return _summed([made, _of(new), Vocabulary(gone.terms, -gone.counts)])


def common_pairs(segments: Sequence[Vocabulary], size: int) -> list[str]:
    """The pairs of characters that most of all records hold."""
    made = _summed([_NOTHING, *segments])
    second = made.terms & np.uint64((1 << CODE_POINT_BITS) - 1)
    is_pair = (made.terms >= np.uint64(FIRST_HAN)) & (second > 0)
    return spelled(made.terms[is_pair & (made.counts > COMMON * size)])


def changed_terms(old: Counts, new: Counts, averages: Sequence[float]) -> Numbers:
    """The terms whose postings differ between two states of a block."""
    terms = np.union1d(old.terms, new.terms)
    one, other = (_told(counts, terms, averages) for counts in (old, new))
    differing = np.setxor1d(one, other, assume_unique=True)
    return terms[np.unique(differing >> (SLOT_BITS + _IMPACT_BITS))]


def _of(counts: Counts) -> Vocabulary:
    return Vocabulary(counts.terms, counts.holders.astype(np.int64))


def _summed(parts: Sequence[Vocabulary]) -> Vocabulary:
    terms = np.concatenate([part.terms for part in parts])
    counts = np.concatenate([part.counts for part in parts])
    if not len(terms):
        return Vocabulary(terms, counts)
    order = np.argsort(terms, kind="stable")
    terms, counts = terms[order], counts[order]
    begins = np.flatnonzero(np.append(np.True_, terms[1:] != terms[:-1]))
    total = np.add.reduceat(counts, begins)
    return Vocabulary(terms[begins][total > 0], total[total > 0])


def _told(counts: Counts, terms: Numbers, averages: Sequence[float]) -> NDArray[np.int64]:
    """Every posting as one number: the place of its term, its slot, its impact."""
    made = postings([Part.of(0, counts)], weights(counts.lengths, averages))
    at = np.repeat(np.searchsorted(terms, made.terms), np.diff(made.starts))
    return (at << SLOT_BITS | made.documents) << _IMPACT_BITS | made.impacts
