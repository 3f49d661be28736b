"""What a step keeps of its work for the next time, by the hash of all that it was made of."""

from collections.abc import Iterable
from typing import Protocol


class Cache(Protocol):
    """Bytes by key; what was never put there, or is damaged, is None."""

    def get(self, key: bytes) -> bytes | None:
        """The bytes of a key."""

    def put(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep these; what a key held before is replaced."""

    def spare(self, keys: Iterable[bytes]) -> None:
        """Keep these though nobody asks for them: a later build may."""


class MemoryCache:
    """A cache that lasts as long as the process."""

    def __init__(self) -> None:
        self._entries: dict[bytes, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        """The bytes of a key."""
        return self._entries.get(key)

    def put(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep these."""
        self._entries.update(entries)

    def spare(self, keys: Iterable[bytes]) -> None:
        """All is kept."""
