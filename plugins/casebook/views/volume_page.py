"""What the pages of the volumes show."""

from dataclasses import dataclass

from casebook.model.volume import Volume
from casebook.views.since import FrozenView


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of a compiled volume; `size` in bytes, `sha256` in hexadecimal."""

    url: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumePart:
    """A part on the page of its volume: for each text its title, a fact of it and its address.

    The fact is the unit of a case, and the issue and day of an article.
    """

    name: str
    note: str
    chapters: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumePage:
    """One volume: its contents, and its files where they are there and still true."""

    volume: Volume
    parts: tuple[VolumePart, ...]
    downloads: tuple[Download, ...]
    frozen: tuple[FrozenView, ...] = ()


@dataclass(frozen=True, slots=True)
class VolumesView:
    """Every volume, the newest first: its address, the number of its cases and of its articles."""

    lines: tuple[tuple[Volume, str, int, int], ...]
