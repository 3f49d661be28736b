"""How often the records of a block hold which terms: all that is kept of their texts.

Nothing in it depends on another record, so it is made once, kept, and made anew only when a
record of the block changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from casebook.search.document import FIELDS
from casebook.search.numbering import SLOTS
from casebook.search.pinyin import sounds
from casebook.search.terms import (
    CODE_POINT_BITS,
    FIRST_HAN,
    Numbers,
    Words,
    occurrences,
    spelled,
)
from casebook.text.points import Points
from casebook.text.tokens import compatible, fold

FIELD_BITS: Final = 3
TIMES_BITS: Final = 7
SLOT_BITS: Final = 6
_PLACE_BITS: Final = SLOT_BITS + FIELD_BITS
_TITLE: Final = 0
_MOST: Final = (1 << TIMES_BITS) - 1
Rows = NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Terms in order, and the rows of each: slot, field and times, in 6, 3 and 7 bits.

    `sizes` counts the rows of each term, `holders` the records; `lengths` are the characters by
    slot and field; `words` the terms that are no Han, in order.
    """

    terms: Numbers
    sizes: Rows
    holders: NDArray[np.uint8]
    rows: Rows
    lengths: NDArray[np.uint32]
    words: Sequence[str]

    @property
    def spelled(self) -> list[str]:
        """The terms as they are written."""
        return [*self.words, *spelled(self.terms[len(self.words) :])]


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    terms: memoryview
    sizes: memoryview
    holders: memoryview
    rows: memoryview
    lengths: memoryview
    words: str


def packed_counts(made: Counts) -> bytes:
    """Counts as bytes."""
    terms, sizes, holders, rows, lengths = (
        memoryview(one.tobytes())
        for one in (made.terms, made.sizes, made.holders, made.rows, made.lengths)
    )
    kept = _Kept(terms, sizes, holders, rows, lengths, "\n".join(made.words))
    return msgspec.msgpack.encode(kept)


def restored_counts(data: bytes) -> Counts:
    """Counts from their bytes, which they go on using."""
    kept = msgspec.msgpack.decode(data, type=_Kept)
    return Counts(
        terms=np.frombuffer(kept.terms, np.uint64),
        sizes=np.frombuffer(kept.sizes, np.uint16),
        holders=np.frombuffer(kept.holders, np.uint8),
        rows=np.frombuffer(kept.rows, np.uint16),
        lengths=np.frombuffer(kept.lengths, np.uint32).reshape(SLOTS, len(FIELDS)),
        words=kept.words.split("\n") if kept.words else [],
    )


def folded(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts by field in compatible form; the title, which is heard too, folded whole."""
    return (fold(texts[_TITLE]), *(compatible(text) for text in texts[_TITLE + 1 :]))


def counted(texts: Mapping[int, Sequence[str]]) -> Counts:
    """The counts of folded texts, given by slot in order, each by field."""
    keys, ordered, numbers = _keys(texts)
    begins = _begins(keys)
    found = keys[begins]
    times = np.minimum(np.diff(np.append(begins, len(keys))), _MOST).astype(np.uint16)
    terms = found >> np.uint64(_PLACE_BITS)
    rows = (found & np.uint64((1 << _PLACE_BITS) - 1)).astype(np.uint16)
    rows = rows << np.uint16(TIMES_BITS) | times
    needed = _needed(terms, rows)
    terms, rows = terms[needed], rows[needed]
    firsts = _begins(terms)
    lengths = np.zeros((SLOTS, len(FIELDS)), np.uint32)
    for slot, one in texts.items():
        lengths[slot] = [len(text) for text in one]
    own = terms[firsts]
    own[: len(ordered)] = numbers
    own[len(ordered) :] |= np.uint64(FIRST_HAN)
    sizes = np.diff(np.append(firsts, len(terms))).astype(np.uint16)
    return Counts(own, sizes, _holders(rows, firsts), rows, lengths, ordered)


def _keys(texts: Mapping[int, Sequence[str]]) -> tuple[Numbers, list[str], Numbers]:
    """Every occurrence as term, slot and field in one number, in order; the words, their numbers.

    A word is given by its place among the words, a pair by its characters.
    """
    words = Words()
    made = occurrences([text for one in texts.values() for text in one], words)
    heard, hearers = _heard(texts, words)
    slots = np.repeat(np.fromiter(texts, np.uint64, len(texts)), len(FIELDS))
    fields = np.tile(np.arange(len(FIELDS), dtype=np.uint64), len(texts))
    places = slots << np.uint64(FIELD_BITS) | fields
    ordered, numbers, ranks = words.ordered()
    word = ranks[np.concatenate((made.words, heard))]
    owners = np.concatenate((made.word_owners, hearers))
    word_keys = np.sort(word << np.uint64(_PLACE_BITS) | places[owners])
    order = _order(made.first, made.second)
    pairs = made.first[order].astype(np.uint64) << np.uint64(CODE_POINT_BITS) | made.second[order]
    han_keys = pairs << np.uint64(_PLACE_BITS) | places[made.owners[order]]
    return np.concatenate((word_keys, han_keys)), ordered, numbers


def _order(first: Points, second: Points) -> NDArray[np.int64]:
    """The places of pairs in order; those of the same pair stand as they did.

    Small numbers are ordered by their digits, which costs far less than to compare them.
    """
    small = np.uint16 if first.max(initial=0) < 1 << 16 > second.max(initial=0) else np.uint32
    order = np.argsort(second.astype(small), kind="stable")
    return order[np.argsort(first.astype(small)[order], kind="stable")]


def _heard(
    texts: Mapping[int, Sequence[str]], words: Words
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The titles by their sound: places of terms, and the numbers of the texts they belong to."""
    found = [[words[term] for term in sounds(one[_TITLE])] for one in texts.values()]
    titles = np.arange(len(texts)) * len(FIELDS) + _TITLE
    heard = np.array(list(chain.from_iterable(found)), np.int64)
    return heard, np.repeat(titles, [len(one) for one in found])


def _needed(terms: Numbers, rows: Rows) -> NDArray[np.bool_]:
    """Whether a row tells something: a character alone does not, where a pair begins with it."""
    first = (terms >> np.uint64(CODE_POINT_BITS)).astype(np.int64)
    slots = (rows >> np.uint16(FIELD_BITS + TIMES_BITS)).astype(np.int64)
    owners = first << SLOT_BITS | slots
    is_alone = (terms & np.uint64((1 << CODE_POINT_BITS) - 1) == 0) & (first > 0)
    begun = np.zeros(int(owners.max(initial=0)) + 1, np.bool_)
    begun[owners[~is_alone]] = True
    needed: NDArray[np.bool_] = ~(is_alone & begun[owners])
    return needed


def _holders(rows: Rows, firsts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """How many records the rows are of, from each of the first ones to the next."""
    slots = rows >> np.uint16(FIELD_BITS + TIMES_BITS)
    is_next = np.ones(len(slots), np.bool_)
    is_next[1:] = slots[1:] != slots[:-1]
    is_next[firsts] = True
    return np.add.reduceat(is_next, firsts, dtype=np.uint8)


def _begins(values: Numbers) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.append(np.True_, values[1:] != values[:-1]))
