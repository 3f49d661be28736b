"""Shards: files of some kilobytes, each with the postings of a stretch of the terms."""

from collections.abc import Sequence

import numpy as np

from casebook.search.layout import low_bits
from casebook.search.packing import rice, varints
from casebook.search.postings import Places, Postings
from casebook.search.terms import CODE_POINT_BITS, FIRST_HAN, Numbers

_HAN_BEGIN = 0x3000


def shard(made: Postings, words: Sequence[str], documents: int) -> tuple[bytes, ...]:
    """The parts of a shard of a segment with so many slots; `words` are its terms without Han.

    Names: varints: the number of words, their bytes, the numbers of first characters and of
    pairs; the words, one a line; varints: the steps from one first character to the next, how
    many pairs each begins, and of each pair the second character less 0x3000, or nought for
    none, as the step from the pair before with the same first; of each term the number of its
    postings. Then the impacts of all postings, two in a byte. Then in Rice code the steps from
    one document to the next, less one, the first counted from -1.
    """
    counts = np.diff(made.starts)
    low = low_bits(counts, documents)
    steps = np.diff(made.documents, prepend=np.int32(-1))
    steps[made.starts[:-1]] = made.documents[made.starts[:-1]] + 1
    impacts = np.append(made.impacts, np.zeros(len(made.impacts) % 2, np.uint8))
    halves = impacts[::2] << np.uint8(4) | impacts[1::2]
    names = _names(made.terms, words) + varints(counts)
    return names, halves.tobytes(), rice(steps - 1, np.repeat(low, counts))


def _names(terms: Numbers, words: Sequence[str]) -> bytes:
    pairs = terms[len(words) :] & np.uint64(FIRST_HAN - 1)
    first = (pairs >> np.uint64(CODE_POINT_BITS)).astype(np.int64)
    second = (pairs & np.uint64((1 << CODE_POINT_BITS) - 1)).astype(np.int64)
    second = np.maximum(second - _HAN_BEGIN, 0)
    begins = np.flatnonzero(np.diff(first, prepend=0))
    steps = np.diff(second, prepend=0)
    steps[begins] = second[begins]
    said = "\n".join(words).encode("utf-8", "surrogatepass")
    head = np.array([len(words), len(said), len(begins), len(pairs)])
    sizes = np.diff(np.append(begins, len(pairs)))
    firsts = np.diff(first[begins], prepend=_HAN_BEGIN)
    return varints(head) + said + varints(np.concatenate((firsts, sizes, steps)))


def stretch(made: Postings, at: int, to: int) -> Postings:
    """The postings of the terms from one place to another."""
    begin, end = made.starts[at], made.starts[to]
    starts: Places = made.starts[at : to + 1] - begin
    return Postings(made.terms[at:to], starts, made.documents[begin:end], made.impacts[begin:end])
