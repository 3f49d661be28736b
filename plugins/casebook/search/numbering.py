"""Where a record stands in the index: a place that edits, additions and removals leave alone.

An id is a stem and a number of four digits; 64 numbers of a stem in a row are a block, and each
number has its slot in it, whether a record has that number or not. Blocks stand in the order of
their stems, in two segments: the newest numbers of the cases and of each column, among which most
new records come, and all others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from casebook.search.document import Document

SLOTS: Final = 64
_DIGITS: Final = 4
# The newest records are those in the last stretch of so many blocks.
_SPAN: Final = 8


class Name(NamedTuple):
    """The name of a block: `2025-` and 1 for the numbers from 2025-0064 to 2025-0127."""

    stem: str
    group: int


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The records of 64 numbers, by their slots in order."""

    name: Name
    documents: dict[int, Document]


def placed(record_id: str) -> tuple[Name, int]:
    """The block of a record and its slot there.

    >>> placed("2025-0070")
    (Name(stem='2025-', group=1), 6)
    """
    group, slot = divmod(int(record_id[-_DIGITS:]), SLOTS)
    return Name(record_id[:-_DIGITS], group), slot


def blocks(documents: Iterable[Document]) -> list[Block]:
    """The documents in their blocks, in order."""
    made: dict[Name, dict[int, Document]] = {}
    for document in documents:
        name, slot = placed(document.record.id)
        made.setdefault(name, {})[slot] = document
    return [Block(name, dict(sorted(made[name].items()))) for name in sorted(made)]


def segments(every: Sequence[Block]) -> list[list[Block]]:
    """The blocks of the bulk and of the newest records; one segment where the bulk is small."""
    # The last of each column, and of the cases, since they are in order.
    last = {_collection(block.name): block.name for block in every}
    bulk: list[Block] = []
    newest: list[Block] = []
    for block in every:
        name = last[_collection(block.name)]
        is_new = (name.stem, name.group // _SPAN) == (block.name.stem, block.name.group // _SPAN)
        (newest if is_new else bulk).append(block)
    if len(bulk) < _SPAN:
        return [list(every)] if every else []
    return [bulk, newest]


def _collection(name: Name) -> str:
    """The column of a block; nothing for cases."""
    return name.stem.rpartition("/")[0]


def runs(segment: Sequence[Block]) -> list[tuple[str, list[int]]]:
    """The numbers of the records by stem: how many are missing, how many follow, and so on.

    A block without records counts for nothing: 64 missing numbers from its beginning on.
    """
    made: dict[str, list[int]] = {}
    ends: dict[str, int] = {}
    for block in segment:
        steps = made.setdefault(block.name.stem, [])
        for slot in block.documents:
            number = block.name.group * SLOTS + slot
            missing = number - ends.get(block.name.stem, 0)
            if missing or not steps:
                steps += [missing, 0]
            steps[-1] += 1
            ends[block.name.stem] = number + 1
    return list(made.items())
