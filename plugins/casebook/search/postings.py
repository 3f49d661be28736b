"""From counts to postings: which record holds which term, and how much it tells there.

How much is BM25F (Robertson, Zaragoza and Taylor, CIKM 2004) without the part that depends on
the number of records with the term, which the browser knows: tf / (k1 + tf), where tf is the sum
over fields of w * count / (1 - b + b * length / average). It is kept in steps of 1/7, from two to
five of them: what lies outside tells nothing more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.counts import FIELD_BITS, SLOT_BITS, TIMES_BITS, Counts, Rows
from casebook.search.document import FIELDS
from casebook.search.terms import Numbers

SATURATION: Final = 1.5
STEPS: Final = 7
LEAST: Final = 2
MOST: Final = 5
_SLOT_AND_FIELD: Final = SLOT_BITS + FIELD_BITS
Places = NDArray[np.int64]
Lengths = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Terms in order; of term t the documents and impacts from `starts[t]` to `starts[t + 1]`.

    A document is the number of its block in the segment, 64 times, and its slot.
    """

    terms: Numbers
    starts: Places
    documents: NDArray[np.int32]
    impacts: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stretch of the terms of one block, the block's number in its segment, and their rows."""

    block: int
    terms: Numbers
    sizes: Rows
    rows: Rows

    @classmethod
    def of(cls, block: int, counts: Counts) -> "Part":
        """All terms of a block."""
        return cls(block, counts.terms, counts.sizes, counts.rows)


def summed(lengths: NDArray[np.integer]) -> Lengths:
    """Of each field the number of texts that are not empty, and of their characters."""
    return np.stack((np.count_nonzero(lengths, axis=0), lengths.sum(axis=0, dtype=np.int64)))


def average_lengths(sums: Iterable[Lengths]) -> tuple[float, ...]:
    """The usual length of each field, rounded so that one more record seldom changes it."""
    total = sum(sums, np.zeros((2, len(FIELDS)), np.int64))
    means = np.maximum(total[1], 1) / np.maximum(total[0], 1)
    return tuple((2.0 ** (np.rint(np.log2(means) * 4) / 4)).tolist())


def weights(lengths: NDArray[np.integer], averages: Sequence[float]) -> NDArray[np.float64]:
    """What one occurrence counts, by slot and field as they stand in a row."""
    weight = np.array([one.weight for one in FIELDS.values()])
    length = np.array([one.length for one in FIELDS.values()])
    made = np.zeros((len(lengths), 1 << FIELD_BITS))
    made[:, : len(FIELDS)] = weight / (1 - length + length * (lengths / np.array(averages)))
    return made.ravel()


def postings(parts: Sequence[Part], weighed: NDArray[np.float64]) -> Postings:
    """The postings of parts in the order of their blocks, by the weights of all blocks."""
    terms, sizes, rows, bases = _ordered(parts)
    slots = (rows >> np.uint16(TIMES_BITS)).astype(np.int64) + np.repeat(bases, sizes)
    times = (rows & np.uint16((1 << TIMES_BITS) - 1)).astype(np.float64)
    counted = weighed[slots] * times
    documents = (slots >> FIELD_BITS).astype(np.int32)
    is_first = np.ones(len(documents), np.bool_)
    is_first[1:] = documents[1:] != documents[:-1]
    begins = np.cumsum(sizes) - sizes
    is_first[begins] = True
    firsts = np.flatnonzero(is_first)
    runs = np.ones(len(terms), np.bool_)
    runs[1:] = terms[1:] != terms[:-1]
    # Where a term begins, counted in postings: one block may tell of it after another.
    starts = np.searchsorted(firsts, begins[runs])
    return Postings(
        terms=terms[runs],
        starts=np.append(starts, len(firsts)),
        documents=documents[firsts],
        impacts=_impacts(np.add.reduceat(counted, firsts) if len(firsts) else counted),
    )


def _ordered(parts: Sequence[Part]) -> tuple[Numbers, Places, Rows, Places]:
    """All runs of rows by term and block: terms, sizes, rows, and what to add to their slots."""
    terms = np.concatenate([part.terms for part in parts])
    sizes = np.concatenate([part.sizes for part in parts]).astype(np.int64)
    rows = np.concatenate([part.rows for part in parts])
    bases = np.repeat(
        np.array([part.block << _SLOT_AND_FIELD for part in parts], np.int64),
        [len(part.terms) for part in parts],
    )
    froms = np.cumsum(sizes) - sizes
    order = np.argsort(terms, kind="stable")
    terms, sizes, froms, bases = terms[order], sizes[order], froms[order], bases[order]
    ends = np.cumsum(sizes)
    gather = np.repeat(froms - (ends - sizes), sizes) + np.arange(len(rows))
    return terms, sizes, rows[gather], bases


def _impacts(counted: NDArray[np.float64]) -> NDArray[np.uint8]:
    steps = np.rint(counted / (SATURATION + counted) * STEPS)
    return np.clip(steps, LEAST, MOST).astype(np.uint8)
