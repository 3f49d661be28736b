"""Submissions that share passages: which two, how much of the shorter, and where.

Candidates are pairs that have sampled fingerprints in common; of these two the passages are then
compared in full, so that nothing is told that does not stand in both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
_KEPT: Final = 256
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


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A text with its letters, its fingerprints in order, and the places where these begin."""

    text: Text
    letters: Letters
    values: Numbers
    places: Places

    @classmethod
    def of(cls, text: Text) -> "_Read":
        made = letters(text.text)
        values = fingerprints(made.points)
        order = np.argsort(values, kind="stable")
        return cls(text, made, values[order], order)

    @property
    def size(self) -> tuple[int, str]:
        """By what the shorter of two is known, whichever comes first."""
        return len(self.letters.points), self.text.text


def duplicates(texts: Sequence[Text], only: int | None = None) -> Iterator[Duplicate]:
    """The pairs that share nearly half of the shorter text, in the order given.

    With `only`, the place of one text, those pairs alone that it is part of.
    """
    samples = [drawn(fingerprints(letters(one.text).points)) for one in texts]
    # The pairs of one text follow one another, and neighbours are often alike.
    read = lru_cache(_KEPT)(lambda at: _Read.of(texts[at]))
    for one, other in _candidates(samples, only):
        if found := _compared(read(one), read(other)):
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


def _compared(one: _Read, other: _Read) -> Duplicate | None:
    """What two texts share, if that is enough of the shorter one; the same in either order."""
    if one.size > other.size:
        return _turned(_compared(other, one))
    ours, theirs = _shared(one, other)
    # Of letters that several fingerprints cover each counts once.
    covered = WIDTH + int(np.minimum(np.diff(ours), WIDTH).sum()) if len(ours) else 0
    share = covered / max(1, len(one.letters.points))
    if share < LEAST:
        return None
    passages = tuple(
        Passage(_lines(one, a, length), _lines(other, b, length), length)
        for a, b, length in _longest(ours, theirs)
    )
    return Duplicate(one.text, other.text, share, passages)


def _shared(one: _Read, other: _Read) -> tuple[Places, Places]:
    """The fingerprints that stand in both: their places in one, and each its first in the other."""
    places = np.full(len(one.values), -1, np.int64)
    if len(other.values):
        at = np.minimum(np.searchsorted(other.values, one.values), len(other.values) - 1)
        same = other.values[at] == one.values
        places[one.places[same]] = other.places[at[same]]
    ours = np.flatnonzero(places >= 0)
    return ours, places[ours]


def _longest(ours: Places, theirs: Places) -> list[tuple[int, int, int]]:
    """The longest stretches: where they begin in each, and their letters."""
    breaks = (np.diff(ours) != 1) | (np.diff(theirs) != 1)
    begins = np.append(0, np.flatnonzero(breaks) + 1)
    lengths = np.diff(np.append(begins, len(ours))) + WIDTH - 1
    longest = np.argsort(-lengths, kind="stable")[:_MOST_SHOWN]
    firsts = begins[longest]
    stretches = np.stack((ours[firsts], theirs[firsts], lengths[longest]), axis=1)
    return [(a, b, length) for a, b, length in stretches.tolist()]


def _lines(read: _Read, begin: int, length: int) -> tuple[int, int]:
    lines = read.letters.lines[[begin, begin + length - 1]] + read.text.line
    return int(lines[0]), int(lines[1])
