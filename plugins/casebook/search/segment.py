"""The shards of one segment: which of them differ from those of the last build, and their bytes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np

from casebook.search.gathering import Gathering
from casebook.search.layout import Layout, layout
from casebook.search.memory import Shelf, digest
from casebook.search.numbering import SLOTS, Block, Name
from casebook.search.packing import FOLDER, IndexFile, Standing, content_name, packed
from casebook.search.shards import shards
from casebook.search.terms import FIRST_HAN, Numbers, places
from casebook.search.vocabulary import Vocabulary, changed_terms, exchanged, vocabulary

_SHARD_BYTES: Final = 8000
# In a small segment, where what a reader looks for is but a small part of a shard.
_SMALL_BYTES: Final = 2000
_SMALL_BLOCKS: Final = 24
_POSTINGS_AT_ONCE: Final = 300_000


class Shard(msgspec.Struct, frozen=True, array_like=True):
    """A shard: the name of its content, and a hash of it."""

    name: str
    key: bytes


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A segment as it was: its blocks with their keys, its terms with their records, its shards.

    Shards are known by where they begin and how often the room was halved.
    """

    names: tuple[Name, ...] = ()
    keys: tuple[bytes, ...] = ()
    averages: tuple[float, ...] = ()
    terms: bytes = b""
    counts: bytes = b""
    shards: dict[tuple[int, int], Shard] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """A segment: its number, the names of its blocks, and the keys of their counts on a shelf."""

    number: int
    names: tuple[Name, ...]
    keys: tuple[bytes, ...]
    averages: tuple[float, ...]
    shelf: Shelf

    @classmethod
    def of(
        cls, number: int, blocks: Sequence[Block], averages: tuple[float, ...], shelf: Shelf
    ) -> "Segment":
        """The segment of some blocks of a shelf."""
        return cls(
            number=number,
            names=tuple(block.name for block in blocks),
            keys=tuple(map(shelf.key, blocks)),
            averages=averages,
            shelf=shelf,
        )

    @property
    def size(self) -> int:
        """The number of slots."""
        return SLOTS * len(self.names)

    @property
    def shard_bytes(self) -> int:
        """How large a shard may be."""
        return _SMALL_BYTES if len(self.names) <= _SMALL_BLOCKS else _SHARD_BYTES


class SegmentFiles:
    """The shards of a segment; `known` tells of the last build.

    A shard that has not changed is asked for with `standing`, by path and hash; what does not
    stand any more is made as well.
    """

    def __init__(self, segment: Segment, known: Known, standing: Standing) -> None:
        self._segment = segment
        self.vocabulary, changed = _compared(segment, known)
        terms, counts = self.vocabulary.terms, self.vocabulary.counts
        self._layout = layout(terms, counts, segment.size, segment.shard_bytes)
        self._shards = {
            at: one
            for at, one in _unchanged(self._layout, known, changed)
            if standing(self._path(at, one), one.key)
        }

    def made(self) -> Iterator[IndexFile]:
        """The shards that do not stand already."""
        for number, parts in self._unpacked():
            data = packed(*parts)
            one = self._shards[number] = Shard(content_name(data), digest(data))
            yield IndexFile(self._path(number, one), data, b"".join(parts), one.key)

    @property
    def told(self) -> Mapping[str, Any]:
        """What the manifest tells of the shards, once they are made."""
        names = "".join(self._shards[at].name for at in sorted(self._shards))
        return {"size": self._segment.size, "depths": self._layout.told, "names": names}

    def known(self) -> Known:
        """What the next build is to know, once the shards are made."""
        segment, parts = self._segment, self._layout
        return Known(
            names=segment.names,
            keys=segment.keys,
            averages=segment.averages,
            terms=self.vocabulary.terms.tobytes(),
            counts=self.vocabulary.counts.tobytes(),
            shards={
                (int(parts.begins[at]), int(parts.depths[at])): one
                for at, one in self._shards.items()
            },
        )

    def _path(self, at: int, one: Shard) -> str:
        return f"{FOLDER}terms/{self._segment.number}-{self._layout.begins[at]:x}-{one.name}.bin"

    def _unpacked(self) -> Iterator[tuple[int, tuple[bytes, ...]]]:
        """The shards to be made, in batches that bound the memory they take."""
        segment, parts = self._segment, self._layout
        batches = list(_batches(parts, self.vocabulary, self._shards))
        if not batches:
            return
        stretches = [(int(parts.at[some[0]]), int(parts.to[some[-1]])) for some in batches]
        blocks = [segment.shelf.counts(key) for key in segment.keys]
        gathering = Gathering(blocks, segment.averages, self.vocabulary.terms, stretches)
        for batch, numbers in enumerate(batches):
            made, words = gathering.postings(batch), gathering.words(batch)
            said = [words[term] for term in made.terms.tolist() if term < FIRST_HAN]
            begins = [int(parts.at[number]) - stretches[batch][0] for number in numbers]
            yield from zip(numbers, shards(made, said, segment.size, begins), strict=True)


def _compared(segment: Segment, known: Known) -> tuple[Vocabulary, Numbers | None]:
    """All terms of a segment, and those whose postings have changed; None where any may have."""
    shelf = segment.shelf
    is_same = (known.names, known.averages) == (segment.names, segment.averages)
    pairs = [pair for pair in zip(known.keys, segment.keys, strict=False) if pair[0] != pair[1]]
    former = [shelf.former(old) for old, _ in pairs if is_same]
    if not is_same or None in former:
        return vocabulary(map(shelf.counts, segment.keys)), None
    made = Vocabulary(np.frombuffer(known.terms, np.uint64), np.frombuffer(known.counts, np.int64))
    changed = [np.zeros(0, np.uint64)]
    for old, (_, key) in zip(former, pairs, strict=True):
        if old is not None:
            new = shelf.counts(key)
            made = exchanged(made, old, new)
            changed.append(changed_terms(old, new, segment.averages))
    return made, np.concatenate(changed)


def _unchanged(parts: Layout, known: Known, changed: Numbers | None) -> Iterator[tuple[int, Shard]]:
    """The parts that hold what they held in the last build, with their shards."""
    if changed is None:
        return
    touched = set(parts.part_of(places(changed)).tolist())
    places_of = zip(parts.begins.tolist(), parts.depths.tolist(), strict=True)
    for at, place in enumerate(places_of):
        if at not in touched and (one := known.shards.get(place)):
            yield at, one


def _batches(
    parts: Layout, vocabulary: Vocabulary, made: Mapping[int, Shard]
) -> Iterator[list[int]]:
    """The parts that are not made yet, those that follow one another together, up to a size."""
    filled = np.append(0, np.cumsum(vocabulary.counts))
    batch: list[int] = []
    end = postings = 0
    for number in np.flatnonzero(parts.at < parts.to).tolist():
        if number in made:
            continue
        at, to = int(parts.at[number]), int(parts.to[number])
        own = int(filled[to] - filled[at])
        if batch and (at != end or postings + own > _POSTINGS_AT_ONCE):
            yield batch
            batch, postings = [], 0
        batch.append(number)
        end, postings = to, postings + own
    if batch:
        yield batch
