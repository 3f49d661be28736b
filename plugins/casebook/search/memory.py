"""What earlier builds made for the index, and what this build needs of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Final

import msgspec

from casebook.caching import Cache, MemoryCache
from casebook.model.article import Article
from casebook.model.body import Texts
from casebook.model.case import Case
from casebook.search.counts import Counts, counted, folded, packed_counts, restored_counts
from casebook.search.document import Collection
from casebook.search.numbering import Block

_BATCH: Final = 32
Each = Callable[[Callable[[Block], bytes], Sequence[Block]], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Where builds keep what they made, and how the work is divided.

    `body_key` stands for the body of a record, `version` for the program, `edition` names what is
    indexed; `each` does the same with many things, in order.
    """

    store: Cache
    body_key: Callable[[Case | Article], bytes]
    version: bytes
    edition: str
    each: Each = map

    @classmethod
    def of(cls, collection: Collection) -> "Memory":
        """A memory that knows nothing yet and lasts as long as this index is being made."""
        bodies = Texts(collection.bodies, collection.texts)

        def body_key(record: Case | Article) -> bytes:
            return digest(bodies[record.id].text if record.id in bodies else "")

        return cls(store=MemoryCache(), body_key=body_key, version=b"", edition="")

    @property
    def key(self) -> bytes:
        """The key of what is known of the last build of this edition."""
        return digest("index", self.version, self.edition)

    def key_of(self, *parts: object) -> bytes:
        """A hash of plain values and of the program."""
        return digest(self.version, *parts)

    def block_key(self, block: Block) -> bytes:
        """A hash of all that the counts of a block are made of."""
        parts: list[object] = ["counts", *block.name]
        for slot, document in block.documents.items():
            parts += (slot, *document.heads, self.body_key(document.record))
        return self.key_of(*parts)


def digest(*parts: object) -> bytes:
    """A hash of plain values."""
    return blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()


class Shelf:
    """The counts of the blocks of this build, made where an earlier one did not."""

    def __init__(self, memory: Memory, blocks: Sequence[Block]) -> None:
        self._memory = memory
        self._keys = {block.name: memory.block_key(block) for block in blocks}
        self.blocks = {self._keys[block.name]: block for block in blocks}

    def key(self, block: Block) -> bytes:
        """The key of the counts of a block of this build."""
        return self._keys[block.name]

    def prepare(self, keys: Iterable[bytes]) -> None:
        """Make the counts that are not kept yet, all at once."""
        store = self._memory.store
        missing = [key for key in keys if store.get(key) is None]
        blocks = [self.blocks[key] for key in missing]
        made = zip(missing, self._memory.each(_made, blocks), strict=True)
        while batch := list(islice(made, _BATCH)):
            store.put(batch)

    def counts(self, key: bytes) -> Counts:
        """The counts of a block of this build."""
        data = self._memory.store.get(key)
        return restored_counts(_made(self.blocks[key]) if data is None else data)

    def former(self, key: bytes) -> Counts | None:
        """The counts of a block of an earlier build, if they are still kept."""
        data = self._memory.store.get(key)
        return None if data is None else restored_counts(data)


def _made(block: Block) -> bytes:
    texts = {slot: folded(document.texts) for slot, document in block.documents.items()}
    return packed_counts(counted(texts))
