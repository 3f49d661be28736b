"""Postings cut into shards: files of some kilobytes, each a stretch of the terms in order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from casebook.search.packing import rice, varints
from casebook.search.postings import Places, Postings

# What a term takes, packed, and a posting beside the bits of its step, in bytes.
_TERM: float = 3.0
_IMPACT: float = 0.25


@dataclass(frozen=True, slots=True)
class Shard:
    """A stretch of terms: the first of them, and the plain bytes.

    Varints: the number of terms, the bytes of their names; the names, one a line; varints: of
    each term the number of its postings; the impacts of all postings, two in a byte; then in
    Rice code the steps from one document to the next, less one, the first counted from -1.
    """

    first: str
    plain: bytes


def shards(made: Postings, size: int, documents: int) -> Iterator[Shard]:
    """The shards of a segment of so many documents, each of about `size` bytes when packed.

    A term is never cut, so the shard of a frequent one is larger.
    """
    counts = np.diff(made.starts)
    low = low_bits(counts, documents)
    filled = np.cumsum(counts * ((low + 1.6) / 8 + _IMPACT) + _TERM)
    begin = 0
    while begin < len(counts):
        before = filled[begin - 1] if begin else 0.0
        end = max(begin + 1, int(np.searchsorted(filled, before + size, "right")))
        yield Shard(made.terms[begin], _plain(made, counts, low, slice(begin, end)))
        begin = end


def low_bits(counts: Places, documents: int) -> Places:
    """The plain bits in the Rice code of a term: the logarithm of 0.69 times its usual step."""
    usual = np.maximum(documents * 11 // (counts * 16), 1)
    return np.floor(np.log2(usual)).astype(np.int64)


def _plain(made: Postings, counts: Places, low: Places, part: slice) -> bytes:
    at, to = made.starts[part.start], made.starts[part.stop]
    names = "\n".join(made.terms[part]).encode()
    head = varints(np.array([part.stop - part.start, len(names)]))
    documents = made.documents[at:to]
    steps = np.diff(documents, prepend=-1)
    firsts = made.starts[part] - at
    steps[firsts] = documents[firsts] + 1
    impacts = made.impacts[at:to]
    if len(impacts) % 2:
        impacts = np.append(impacts, np.uint8(0))
    halves = impacts[::2] << np.uint8(4) | impacts[1::2]
    bits = rice(steps - 1, np.repeat(low[part], counts[part]))
    return head + names + varints(counts[part]) + halves.tobytes() + bits
