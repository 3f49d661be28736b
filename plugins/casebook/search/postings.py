"""The inverted index of one segment: which case holds which term, and how much it tells there.

How much is BM25F (Robertson, Zaragoza and Taylor, CIKM 2004) without the part that depends on
the number of cases with the term, which the browser knows: tf / (k1 + tf), where tf is the sum
over fields of w * count / (1 - b + b * length / average). It is kept in steps of 1/15.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.document import FIELDS
from casebook.search.pinyin import sounds
from casebook.search.terms import FIRST_PAIR, Numbers, Words, occurrences, spelled

SATURATION: Final = 1.5
STEPS: Final = 15
_CHUNK: Final = 512
_DOCUMENT_BITS: Final = np.uint64(9)
_FIELD_BITS: Final = np.uint64(3)
_TITLE: Final = 0
Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Documents = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Terms in order; of term t the documents and impacts from `starts[t]` to `starts[t + 1]`."""

    terms: Sequence[str]
    starts: Places
    documents: Documents
    impacts: Bytes


@dataclass(frozen=True, slots=True, eq=False)
class _Chunk:
    terms: Numbers
    counts: Places
    documents: Documents
    impacts: Bytes


def postings(folded: Sequence[Sequence[str]], averages: Sequence[float]) -> Postings:
    """The postings of folded documents, each given by its fields; averages by field."""
    words = Words()
    chunks = [
        _chunk(folded[at : at + _CHUNK], at, averages, words)
        for at in range(0, len(folded), _CHUNK)
    ]
    return _merged(chunks, words)


def average_lengths(folded: Sequence[Sequence[str]]) -> list[float]:
    """The usual length of each field, rounded so that one more case seldom changes it."""
    averages = []
    for field in range(len(FIELDS)):
        lengths = [len(one[field]) for one in folded if one[field]]
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        averages.append(2.0 ** (round(np.log2(mean) * 4) / 4))
    return averages


def _chunk(
    folded: Sequence[Sequence[str]], first: int, averages: Sequence[float], words: Words
) -> _Chunk:
    """The postings of up to 512 documents, by term and then by document."""
    flat = [text for one in folded for text in one]
    terms, texts = occurrences(flat, words)
    heard, titles = _sounds(folded, words)
    documents = np.concatenate((texts // len(FIELDS), titles)).astype(np.uint64)
    fields = np.concatenate((texts % len(FIELDS), np.full(len(titles), _TITLE))).astype(np.uint64)
    every = np.concatenate((terms, heard))
    keys = ((every << _DOCUMENT_BITS | documents) << _FIELD_BITS) | fields
    keys.sort()
    weights = _weights(folded, averages)
    slots = (keys & np.uint64(0xFFF)).astype(np.int64)
    pairs = keys >> _FIELD_BITS
    begins = _begins(pairs)
    if not len(keys):
        return _Chunk(every, begins, begins.astype(np.int32), np.zeros(0, np.uint8))
    counted = np.add.reduceat(weights[slots], begins)
    kept = pairs[begins]
    firsts = _begins(kept >> _DOCUMENT_BITS)
    return _Chunk(
        terms=(kept >> _DOCUMENT_BITS)[firsts],
        counts=np.diff(np.append(firsts, len(kept))),
        documents=(kept & np.uint64(_CHUNK - 1)).astype(np.int32) + np.int32(first),
        impacts=_impacts(counted),
    )


def _impacts(counted: NDArray[np.float64]) -> Bytes:
    steps = np.rint(counted / (SATURATION + counted) * STEPS)
    return np.clip(steps, 1, STEPS).astype(np.uint8)


def _sounds(folded: Sequence[Sequence[str]], words: Words) -> tuple[Numbers, Numbers]:
    numbers: list[int] = []
    documents: list[int] = []
    for place, texts in enumerate(folded):
        for term in sounds(texts[_TITLE]):
            numbers.append(words.number(term))
            documents.append(place)
    return np.array(numbers, np.uint64), np.array(documents, np.uint64)


def _weights(folded: Sequence[Sequence[str]], averages: Sequence[float]) -> NDArray[np.float64]:
    """What one occurrence counts, by document and field in the low bits of a key."""
    made = np.zeros((_CHUNK, 1 << int(_FIELD_BITS)))
    for field, weight in enumerate(FIELDS.values()):
        lengths = np.array([len(texts[field]) for texts in folded])
        ratio = lengths / averages[field]
        made[: len(folded), field] = weight.weight / (1 - weight.length + weight.length * ratio)
    return made.ravel()


def _begins(values: Numbers) -> Places:
    """Where each run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.append(np.True_, values[1:] != values[:-1]))


def _merged(chunks: Sequence[_Chunk], words: Words) -> Postings:
    """The postings of all chunks, words before pairs, each in order."""
    ordered, ranks = words.ranks()
    terms = np.concatenate([chunk.terms for chunk in chunks])
    is_word = terms < FIRST_PAIR
    terms[is_word] = ranks[terms[is_word].astype(np.int64)]
    counts = np.concatenate([chunk.counts for chunk in chunks])
    froms = np.cumsum(counts) - counts
    order = np.argsort(terms, kind="stable")
    terms, counts, froms = terms[order], counts[order], froms[order]
    ends = np.cumsum(counts)
    gather = np.repeat(froms - (ends - counts), counts) + np.arange(counts.sum())
    begins = _begins(terms)
    found = terms[begins]
    split = int(np.searchsorted(found, FIRST_PAIR))
    return Postings(
        terms=[
            *(ordered[term] for term in found[:split].astype(np.int64)),
            *spelled(found[split:]),
        ],
        starts=np.append((ends - counts)[begins], counts.sum()),
        documents=np.concatenate([chunk.documents for chunk in chunks])[gather],
        impacts=np.concatenate([chunk.impacts for chunk in chunks])[gather],
    )
