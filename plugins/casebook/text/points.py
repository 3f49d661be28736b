"""Texts as arrays of code points, for what is done with many of them at once."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.text.tokens import SIMPLIFIED

Points = NDArray[np.uint32]

MOST: Final = 0x3FFFF
SIMPLIFIED_POINTS: Final = np.arange(MOST + 1, dtype=np.uint32)
SIMPLIFIED_POINTS[[ord(old) for old in SIMPLIFIED]] = [ord(new) for new in SIMPLIFIED.values()]


def points(text: str) -> Points:
    """The code points of a text; what lies behind the characters of Chinese is all one."""
    every = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    clipped: Points = np.minimum(every, np.uint32(MOST))
    return clipped


def folded_points(text: str) -> Points:
    """The code points of a text in compatible form, with simplified characters.

    >>> "".join(map(chr, folded_points("燈光")))
    '灯光'
    """
    folded: Points = SIMPLIFIED_POINTS[points(text)]
    return folded
