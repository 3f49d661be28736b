"""Numbers and texts as few bytes, and the names of files by what they hold."""

import codecs
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

FOLDER: Final = "search/"
# Whether a file stands, by its path and a key of what it was made of.
Standing = Callable[[str, bytes], bool]
_GROUP: Final = 7
_MORE: Final = 0x80
_ESCAPED: Final = "casebook.escaped"


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index: its path below `search/`, its bytes, the same before packing.

    The bytes before packing are in UTF-8, whatever code it has, since they are looked at for
    leaks. `key` stands for what it was made of, where an unchanged file need not be made again.
    """

    path: str
    data: bytes = field(repr=False)
    plain: bytes = field(repr=False)
    key: bytes = b""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Numbers in code, one after another: bytes or bits, and where the code of each ends."""

    data: NDArray[np.uint8]
    ends: NDArray[np.int64]

    def part(self, at: int, to: int) -> NDArray[np.uint8]:
        """The code of the numbers from one place to another."""
        begin, end = (int(self.ends[one - 1]) if one else 0 for one in (at, to))
        return self.data[begin:end]


def varints(numbers: NDArray[np.integer]) -> Coded:
    r"""Whole numbers below 2 ** 28, each in the fewest groups of seven bits, the lowest first.

    >>> varints(np.array([1, 300])).data.tobytes()
    b'\x01\xac\x02'
    """
    values = numbers.astype(np.uint32)
    sizes = 1 + (values >= 1 << 7).astype(np.int64) + (values >= 1 << 14) + (values >= 1 << 21)
    ends = np.cumsum(sizes)
    made = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    for group in range(int(sizes.max(initial=0))):
        held = sizes > group
        part = (values[held] >> np.uint32(_GROUP * group)) & np.uint32(0x7F)
        more = np.where(sizes[held] > group + 1, np.uint32(_MORE), np.uint32(0))
        made[(ends - sizes)[held] + group] = part | more
    return Coded(made, ends)


def rice(numbers: NDArray[np.integer], low: NDArray[np.integer]) -> Coded:
    """Whole numbers in Golomb-Rice code, a byte a bit, each with `low` plain bits (Rice, 1979).

    First as many noughts as its high part says and a one, then the low bits, the highest first.

    >>> rice(np.array([5]), np.array([1])).data.tolist()
    [0, 0, 1, 1]
    """
    ends = np.cumsum((numbers >> low) + 1 + low)
    bits = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    bits[ends - low - 1] = 1
    held = np.flatnonzero(low)
    for place in range(int(low.max(initial=0))):
        held = held[low[held] > place]
        bits[ends[held] - 1 - place] = (numbers[held] >> place) & 1
    return Coded(bits, ends)


def packed(*parts: bytes) -> bytes:
    """Bytes as a zlib stream, whose checksum tells a damaged file; each part has a code of its own.

    What was made of steps and counts repeats nothing but single bytes, so no more is looked for
    where there are several parts.
    """
    if len(parts) == 1:
        return zlib.compress(parts[0], 9)
    stream = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_RLE)
    made = [stream.compress(part) + stream.flush(zlib.Z_BLOCK) for part in parts]
    return b"".join(made) + stream.flush()


def content_name(data: bytes) -> str:
    """Eight digits that change with the content, so that a file of that name never does."""
    return f"{zlib.crc32(data):08x}"


def json_file(path: str, value: object, key: bytes = b"", code: str = "utf-8") -> IndexFile:
    """A file of JSON, packed; what its code of characters lacks stands in escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    coded = text.encode(code, _ESCAPED)
    return IndexFile(path, packed(coded), text.encode("utf-8", _ESCAPED), key)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Characters that cannot be encoded, as JSON writes them in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_ESCAPED, _escaped)
