"""Results of small work by what they were made of: many of one kind are one entry of the cache.

This is the one way in which a build spares itself what an earlier one did: whoever can name all
that a result hangs on as a key asks here before making it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec

from casebook.caching import Cache, MemoryCache
from casebook.publish.cache import digest
from casebook.publish.jobs import spread, told
from casebook.publish.version import code_version

Value = TypeVar("Value")
_Item = TypeVar("_Item")


class Table(Generic[Value]):
    """The results that the last build had a use for; plain data of the given type."""

    def __init__(self, cache: Cache, name: str, kind: Any) -> None:  # noqa: ANN401 (any type)
        self._cache, self._name = cache, name
        self._type: Any = dict[bytes, kind]

    @cached_property
    def _values(self) -> Mapping[bytes, Value]:
        data = self._cache.get(self._key)
        return msgspec.msgpack.decode(data, type=self._type) if data else {}

    @cached_property
    def _key(self) -> bytes:
        return digest("table", code_version(), self._name)

    def get(self, key: bytes) -> Value | None:
        """The result for a key, if it is known."""
        return self._values.get(key) if key else None

    def keep(self, values: Mapping[bytes, Value]) -> None:
        """Hold these for the next build, and no others; what has no key is not held."""
        kept = {key: value for key, value in values.items() if key}
        if kept.keys() != self._values.keys():
            self._cache.put([(self._key, msgspec.msgpack.encode(kept))])
        self._values = kept

    def filled(
        self,
        items: Sequence[tuple[bytes, _Item]],
        make: Callable[[_Item], Value],
        jobs: int = 1,
        watched: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> list[Value]:
        """The result for each item, in order; `jobs` processes make those that are not known.

        What has no key cannot be written down, and is made each time.
        """
        has_keys = any(key for key, _ in items)
        known = self._values if has_keys else {}
        missing = [item for key, item in items if key not in known]
        new = told(spread(make, missing, jobs), len(missing), watched)
        if not has_keys:
            return list(new)
        values = [known[key] if key in known else next(new) for key, _ in items]
        self.keep(dict(zip((key for key, _ in items), values, strict=True)))
        return values


class Means:
    """With what a library is read: what earlier builds made, and how many processes share it.

    A preview keeps one from edit to edit, so it reads nothing twice: `held` are the records that
    its last build had a use for, by key.
    """

    def __init__(self, cache: Cache | None = None, jobs: int = 1) -> None:
        self.cache = MemoryCache() if cache is None else cache
        self.jobs = jobs
        self.held: dict[bytes, Any] = {}
        self._tables: dict[str, Table[Any]] = {}

    def table(self, name: str, kind: Any) -> Table[Any]:  # noqa: ANN401 (any type)
        """The table of that name, whose values are of the type `kind`."""
        if name not in self._tables:
            self._tables[name] = Table(self.cache, name, kind)
        return self._tables[name]
