"""Submissions that share passages: which two, how much of the shorter, and where.

Candidates are pairs that have sampled fingerprints in common; of these two the passages are then
compared in full, so that nothing is told that does not stand in both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.text.fingerprints import WIDTH, Letters, Numbers, drawn, fingerprints, letters

# A text of which three lines in ten were replaced still has two thirds of its letters.
LEAST: Final = 0.45
_LEAST_DRAWN: Final = 0.2
# What stands in many texts pairs each with so many others; a copy shares rarer ones too.
_REACH: Final = 8
_MOST_SHOWN: Final = 5
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Text:
    """The body of a submission; `line` is the first of it in the file."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What two texts share: the first and last line in each file, and the number of letters."""

    one: tuple[int, int]
    other: tuple[int, int]
    letters: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two texts, the share of the shorter that stands in both, the longest passages first."""

    one: Text
    other: Text
    share: float
    passages: tuple[Passage, ...]


def duplicates(texts: Sequence[Text], only: int | None = None) -> Iterator[Duplicate]:
    """The pairs that share nearly half of the shorter text, in the order given.

    With `only`, the place of one text, those pairs alone that it is part of.
    """
    samples = [drawn(fingerprints(letters(one.text).points)) for one in texts]
    for one, other in _candidates(samples, only):
        if found := _compared(texts[one], texts[other]):
            yield found


def _candidates(samples: Sequence[Numbers], only: int | None) -> Iterator[tuple[int, int]]:
    sizes = np.array([len(one) for one in samples], np.int64)
    owners = np.repeat(np.arange(len(samples)), sizes)
    values = np.concatenate(samples) if samples else np.zeros(0, np.uint64)
    if only is not None:
        kept = np.isin(values, samples[only])
        values, owners = values[kept], owners[kept]
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    pairs, counts = np.unique(_keys(values, owners, len(samples), only), return_counts=True)
    ones, others = pairs // max(1, len(samples)), pairs % max(1, len(samples))
    enough = counts >= np.minimum(sizes[ones], sizes[others]) * _LEAST_DRAWN
    yield from zip(ones[enough].tolist(), others[enough].tolist(), strict=True)


def _keys(values: Numbers, owners: Places, size: int, only: int | None) -> Places:
    """The pairs of texts with the same value, each as one number, as often as they share one."""
    if only is not None:
        rest = owners[owners != only]
        alone: Places = np.minimum(rest, only) * size + np.maximum(rest, only)
        return alone
    made: list[Places] = []
    for step in range(1, _REACH + 1):
        same = values[step:] == values[:-step]
        made.append(owners[:-step][same] * size + owners[step:][same])
    return np.concatenate(made)


def _turned(found: Duplicate | None) -> Duplicate | None:
    if found is None:
        return None
    passages = tuple(Passage(one.other, one.one, one.letters) for one in found.passages)
    return Duplicate(found.other, found.one, found.share, passages)


def _compared(one: Text, other: Text) -> Duplicate | None:
    """What two texts share, if that is enough of the shorter one; the same in either order."""
    ours, theirs = letters(one.text), letters(other.text)
    if (len(ours.points), one.text) > (len(theirs.points), other.text):
        return _turned(_compared(other, one))
    runs = list(_runs(fingerprints(ours.points), fingerprints(theirs.points)))
    covered = np.zeros(len(ours.points) + 1, np.int64)
    for begin, _, length in runs:
        covered[begin : begin + length] = 1
    share = min(1.0, float(covered.sum()) / max(1, len(ours.points)))
    if share < LEAST:
        return None
    runs.sort(key=lambda run: -run[2])
    passages = tuple(
        Passage(_lines(one, ours, a, length), _lines(other, theirs, b, length), length)
        for a, b, length in runs[:_MOST_SHOWN]
    )
    return Duplicate(one, other, share, passages)


def _runs(ours: Numbers, theirs: Numbers) -> Iterator[tuple[int, int, int]]:
    """Stretches that stand in both: where they begin in each, and their letters."""
    order = np.argsort(theirs, kind="stable")
    at = np.searchsorted(theirs[order], ours)
    at = np.minimum(at, max(0, len(theirs) - 1))
    places = order[at] if len(theirs) else at
    shared = np.flatnonzero(theirs[places] == ours) if len(theirs) else at[:0]
    if not len(shared):
        return
    steps = (np.diff(shared) != 1) | (np.diff(places[shared]) != 1)
    edges = [0, *(np.flatnonzero(steps) + 1).tolist(), len(shared)]
    for begin, end in pairwise(edges):
        first = int(shared[begin])
        yield first, int(places[first]), end - begin + WIDTH - 1


def _lines(text: Text, made: Letters, begin: int, length: int) -> tuple[int, int]:
    lines = made.lines[[begin, begin + length - 1]] + text.line
    return int(lines[0]), int(lines[1])
