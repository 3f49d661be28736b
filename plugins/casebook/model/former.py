"""Former numbers and ids: which of them is given an address, and whose it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, NamedTuple, Protocol

from casebook.model.article import Article, ArticleId
from casebook.text.filenames import folded, is_address

# What stands below the address of a column besides its articles, and besides the pages of its list.
_ARCHIVES: Final = frozenset(("year", "month", "series", "unit"))


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


class _Numbered(NamedTuple):
    """An article as its column numbers it."""

    id: str
    former_ids: tuple[str, ...]


def former_numbers(articles: Mapping[ArticleId, Article]) -> Iterator[Former]:
    """Every former number of an article, as `former_ids` gives them within each column.

    The names are whole, such as `vanguard/2025-0003`, and so are owner and holder.
    """
    every = sorted(articles.values(), key=lambda one: one.column)
    for column, group in groupby(every, key=lambda one: one.column):
        for one in former_ids(_Numbered(row.number, row.former_ids) for row in group):
            is_free = not one.name.isdigit() and folded(one.name) not in _ARCHIVES
            holder = f"{column}/{one.holder}" if one.holder and is_free else None
            owner, name = f"{column}/{one.owner}", f"{column}/{one.name}"
            yield replace(one, name=name, owner=owner, holder=holder)
