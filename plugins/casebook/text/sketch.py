"""Sketches of texts: a few numbers by which two long texts are compared at once.

The pairs of neighbouring characters in a text are its set of shingles, and how much two sets
share is their resemblance (Broder, “On the resemblance and containment of documents”, 1997).
Of all pairs those are kept whose first character is drawn by its hash value, one in four.
"""

import re
from functools import reduce
from operator import or_
from typing import Final

BIT_BYTES: Final = 256
KEYS: Final = 4
KEY_BYTES: Final = 4
SKETCH_BYTES: Final = BIT_BYTES + KEYS * KEY_BYTES
_BITS: Final = BIT_BYTES * 8
_DRAWN: Final = 4
# Pairs with these tell of Chinese, not of the matter.
_FUNCTION: Final = frozenset(
    "的了是在和有不为也就都而及与或一二三两这那个我们他她它上下中到对把被从以等之其来去会要能可没还再只"
    "年月日时第人"
)


def _mixed(value: int) -> int:
    """A number of 32 bits, scattered (the finaliser of MurmurHash3)."""
    value = ((value ^ value >> 16) * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ value >> 13) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ value >> 16


_TELLING: Final = [
    character for character in map(chr, range(0x4E00, 0xA000)) if character not in _FUNCTION
]
_PAIR = re.compile(
    f"[{''.join(one for one in _TELLING if _mixed(ord(one)) % _DRAWN == 0)}][{''.join(_TELLING)}]"
)


class Sketcher:
    """Makes sketches; the hash values of pairs are kept, so many texts cost little each."""

    def __init__(self) -> None:
        self._ranks = _Ranks()
        self._bits = _Bits()

    def sketch(self, text: str) -> bytes:
        """The sketch of a text, alike everywhere: a bit for every pair, and four MinHash values.

        The values are the least of each fourth of all hash values (“One Permutation Hashing”,
        Li, Owen and Zhang, 2012). Numbers are little-endian. A text without Chinese has an empty
        sketch.

        >>> sketch = Sketcher().sketch
        >>> sketch("夜校开班") == sketch("开班！夜校开班"), any(sketch("abc"))
        (True, False)
        """
        pairs = set(_PAIR.findall(text))
        bits = reduce(or_, map(self._bits.__getitem__, pairs), 0)
        keys: dict[int, int] = {}
        for rank in sorted(map(self._ranks.__getitem__, pairs)):
            keys.setdefault(rank % KEYS, rank)
            if len(keys) == KEYS:
                break
        values = (keys.get(number, 0).to_bytes(KEY_BYTES, "little") for number in range(KEYS))
        return b"".join((bits.to_bytes(BIT_BYTES, "little"), *values))


class _Ranks(dict[str, int]):
    """The hash value of a pair of characters."""

    def __missing__(self, pair: str) -> int:
        self[pair] = rank = _mixed(ord(pair[0]) << 16 | ord(pair[1]))
        return rank


class _Bits(dict[str, int]):
    """The bit of a pair of characters, as a number of 2048 bits."""

    def __missing__(self, pair: str) -> int:
        self[pair] = bit = 1 << _mixed(ord(pair[1]) << 16 | ord(pair[0])) % _BITS
        return bit
