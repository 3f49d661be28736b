"""Fingerprints of texts: hash values of every twelve letters in a row, to find shared passages.

Of all those whose value divides evenly a sample is drawn, by which two texts out of many are
found to be alike (Broder, “On the resemblance and containment of documents”, 1997: the sketch
modulo m). The whole of them tells which passages two texts share.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.text.points import MOST, folded_points
from casebook.text.tokens import compatible

WIDTH: Final = 12
_DRAWN: Final = np.uint64(8)
_BASE: Final = 0x9E3779B97F4A7C15
_BITS: Final = 64
_IS_LETTER: Final = np.array([chr(point).isalnum() for point in range(MOST + 1)], np.bool_)
Numbers = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """The letters, figures and characters of a folded text, and the line of each, from 0."""

    points: Numbers
    lines: NDArray[np.int64]


def letters(text: str) -> Letters:
    r"""What of a text is compared: neither marks nor spaces, width, case nor script.

    >>> made = letters("Ａ，夜\n間")
    >>> "".join(map(chr, made.points)), made.lines.tolist()
    ('a夜间', [0, 0, 1])
    """
    points = folded_points(compatible(text)).astype(np.uint64)
    kept = _IS_LETTER[points.astype(np.int64)]
    return Letters(points[kept], np.cumsum(points == ord("\n"))[kept])


def fingerprints(points: Numbers) -> Numbers:
    """The hash value of every twelve letters in a row; none for a shorter text.

    >>> len(fingerprints(letters("一二三四五六七八九十甲乙丙").points))
    2
    """
    if len(points) < WIDTH:
        return np.zeros(0, np.uint64)
    made = points
    # Of one letter two in a row, then three, six, twelve.
    made = _joined(made, made, 1)
    made = _joined(made, points, 2)
    made = _joined(made, made, 3)
    made = _joined(made, made, 6)
    made ^= made >> np.uint64(31)
    return made * np.uint64(0xBF58476D1CE4E5B9)


def drawn(values: Numbers) -> Numbers:
    """One in eight of the hash values, each once, the same in every text."""
    return np.unique(values[(values >> np.uint64(40)) % _DRAWN == 0])


def _joined(before: Numbers, after: Numbers, step: int) -> Numbers:
    factor = np.uint64(pow(_BASE, step, 1 << _BITS))
    size = min(len(before), len(after) - step)
    return before[:size] * factor + after[step : step + size]
