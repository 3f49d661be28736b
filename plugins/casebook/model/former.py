"""Former numbers and ids: which of them is given an address, and whose it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from casebook.text.filenames import folded, is_address


class Renamed(Protocol):
    """A record that had other ids before."""

    @property
    def id(self) -> str:
        """The id of today."""

    @property
    def former_ids(self) -> tuple[str, ...]:
        """The ids of before, as they were written."""


@dataclass(frozen=True, slots=True)
class Former:
    """A former id: the record that names it, its index there, and the record it leads to.

    `holder` is None where the id cannot be part of an address.
    """

    name: str
    owner: str
    index: int
    holder: str | None

    @property
    def is_led(self) -> bool:
        """Whether the address of this id leads to the record that names it."""
        return self.holder == self.owner


def former_ids(records: Iterable[Renamed]) -> Iterator[Former]:
    """Every former id in order; an address belongs to the living, then to who names it first."""
    records = tuple(records)
    holders = {folded(one.id): one.id for one in records}
    for one in records:
        for index, name in enumerate(one.former_ids):
            holder = holders.setdefault(folded(name), one.id) if is_address(name) else None
            # An id that a record still has is no former one, whatever its letters.
            if folded(name) != folded(one.id):
                yield Former(name, one.id, index, holder)
