"""How often the records of a block hold which terms: all that is kept of their texts.

Nothing in it depends on another record, so it is made once, kept, and made anew only when a
record of the block changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from casebook.text.tokens import compatible, fold

FIELD_BITS: Final = 3
TIMES_BITS: Final = 7
SLOT_BITS: Final = 6
_TITLE: Final = 0
_MOST: Final = (1 << TIMES_BITS) - 1
Rows = NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Terms in order, and the rows of each: slot, field and times, in 6, 3 and 7 bits.

    `sizes` counts the rows of each term; `lengths` are the characters by slot and field; `words`
    the terms that are no Han, in order.
    """

    terms: Numbers
    sizes: Rows
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
    rows: memoryview
    lengths: memoryview
    words: str


def packed_counts(made: Counts) -> bytes:
    """Counts as bytes."""
    terms, sizes, rows, lengths = (
        memoryview(one.tobytes()) for one in (made.terms, made.sizes, made.rows, made.lengths)
    )
    return msgspec.msgpack.encode(_Kept(terms, sizes, rows, lengths, "\n".join(made.words)))


def restored_counts(data: bytes) -> Counts:
    """Counts from their bytes, which they go on using."""
    kept = msgspec.msgpack.decode(data, type=_Kept)
    return Counts(
        terms=np.frombuffer(kept.terms, np.uint64),
        sizes=np.frombuffer(kept.sizes, np.uint16),
        rows=np.frombuffer(kept.rows, np.uint16),
        lengths=np.frombuffer(kept.lengths, np.uint32).reshape(SLOTS, len(FIELDS)),
        words=kept.words.split("\n") if kept.words else [],
    )


def folded(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts by field in compatible form; the title, which is heard too, folded whole."""
    return (fold(texts[_TITLE]), *(compatible(text) for text in texts[_TITLE + 1 :]))


def counted(texts: Mapping[int, Sequence[str]]) -> Counts:
    """The counts of folded texts, given by slot, each by field."""
    keys, ordered, numbers = _keys(texts)
    begins = _begins(keys)
    found = keys[begins]
    times = np.minimum(np.diff(np.append(begins, len(keys))), _MOST).astype(np.uint16)
    terms = found >> np.uint64(SLOT_BITS + FIELD_BITS)
    rows = (found & np.uint64((1 << SLOT_BITS + FIELD_BITS) - 1)).astype(np.uint16)
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
    return Counts(own, sizes, rows, lengths, ordered)


def _keys(texts: Mapping[int, Sequence[str]]) -> tuple[Numbers, list[str], Numbers]:
    """Every occurrence as term, slot and field in one number, in order; the words, their numbers.

    A word is given by its place among the words, a pair by its characters.
    """
    words = Words()
    flat = [text for one in texts.values() for text in one]
    terms, owners = occurrences(flat, words)
    slots = np.fromiter(texts, np.uint64, len(texts))
    heard, hearers = _heard(texts, words)
    every = np.concatenate((terms, heard))
    slot = np.concatenate((slots[owners // len(FIELDS)], hearers))
    field = np.concatenate((owners % len(FIELDS), np.full(len(heard), _TITLE))).astype(np.uint64)
    ordered, numbers, ranks = words.ordered()
    is_word = every < np.uint64(len(ranks))
    every[is_word] = ranks[every[is_word].astype(np.int64)]
    keys = (every << np.uint64(SLOT_BITS) | slot) << np.uint64(FIELD_BITS) | field
    keys.sort()
    return keys, ordered, numbers


def _heard(texts: Mapping[int, Sequence[str]], words: Words) -> tuple[Numbers, Numbers]:
    """The titles by their sound: terms, and the slots they belong to."""
    found = [(words.place(term), at) for at, one in texts.items() for term in sounds(one[_TITLE])]
    terms, slots = np.array(found, np.uint64).reshape(-1, 2).T
    return terms, slots


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


def _begins(values: Numbers) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.append(np.True_, values[1:] != values[:-1]))
