"""What earlier builds made, by the hash of all that it was made of.

One SQLite file of plain data in MessagePack: nothing in it can run. A damaged entry or file is
made anew; the whole may be deleted at any time, or carried from one machine to another.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from stat import S_IWGRP, S_IWOTH
from typing import Any, Final

import msgspec

from casebook.caching import Cache, MemoryCache
from casebook.source.user_cache import user_cache

_FILE: Final = "cache.sqlite3"
_SUM_BYTES: Final = 8
_PATIENCE: Final = 30.0
# What the last build did not use may take up as much room as what it used, and this much more.
_SPARE: Final = 64 * 1024 * 1024
_TABLE: Final = "CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, data BLOB)"


class FileCache:
    """A cache in one file; a process that was forked off opens it anew, as SQLite asks for."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._opened: tuple[int, sqlite3.Connection | None] = (os.getpid(), connection)
        self._used: set[bytes] = set()
        self.is_damaged = False

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if self._opened[0] != os.getpid():
            self._opened = (os.getpid(), _connection(self._folder))
        connection = self._opened[1]
        return [] if connection is None else connection.execute(statement, values).fetchall()

    def get(self, key: bytes) -> bytes | None:
        """The bytes of a key, if they are what was put there."""
        self._used.add(key)
        with self._watched():
            for (data,) in self._run("SELECT data FROM entry WHERE key = ?", (key,)):
                if isinstance(data, bytes) and data[:_SUM_BYTES] == _sum(key + data[_SUM_BYTES:]):
                    return data[_SUM_BYTES:]
                self.is_damaged = True
        return None

    def put(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep these; where the disk is full or the file is damaged, the build goes on without."""
        with self._watched():
            self._run("BEGIN")
            for key, data in entries:
                self._used.add(key)
                row = key, _sum(key + data) + data
                self._run("INSERT OR REPLACE INTO entry VALUES (?, ?)", row)
            self._run("COMMIT")

    def spare(self, keys: Iterable[bytes]) -> None:
        """Count these as used."""
        self._used.update(keys)

    def trim(self) -> None:
        """Delete what this process did not use, once it takes up too much room."""
        with self._watched():
            sizes = self._run("SELECT key, length(data) FROM entry")
            idle = [(key, size) for key, size in sizes if key not in self._used]
            kept = sum(size for _, size in sizes) - (spare := sum(size for _, size in idle))
            if spare > kept + _SPARE:
                self._run("BEGIN")
                for key, _ in idle:
                    self._run("DELETE FROM entry WHERE key = ?", (key,))
                self._run("COMMIT")

    def is_empty(self) -> bool:
        """Whether nothing is kept at all."""
        with self._watched():
            return not self._run("SELECT 1 FROM entry LIMIT 1")
        return False

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """What the file cannot give or take is as if it were not there."""
        try:
            yield
        except sqlite3.OperationalError:
            # Locked for long, or a full disk: the file itself is sound.
            with suppress(sqlite3.Error):
                self._run("ROLLBACK")
        except (sqlite3.Error, TypeError):
            self.is_damaged = True


def folder_of(root: Path) -> Path | None:
    """Where the cache of a library lies, apart from what contributors can write; None if nowhere.

    Its entries are believed, so an entry that came with a submission would be published unread.
    """
    return user_cache(root, "builds")


def is_own(folder: Path) -> bool:
    """Whether this user alone can write into a folder that is there."""
    found = folder.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & (S_IWGRP | S_IWOTH)


@contextmanager
def opened(folder: Path | None) -> Iterator[Cache]:
    """The cache in a folder, for one build; one in memory where there is none to be had."""
    connection = None if folder is None else _connection(folder)
    if folder is None or connection is None:
        yield MemoryCache()
        return
    cache = FileCache(folder, connection)
    try:
        yield cache
        cache.trim()
    finally:
        is_empty = cache.is_empty()
        connection.close()
        if cache.is_damaged or is_empty:
            (folder / _FILE).unlink(missing_ok=True)
        if is_empty:
            # A build that was refused before it made anything leaves nothing behind.
            with suppress(OSError):
                folder.rmdir()


def _connection(folder: Path) -> sqlite3.Connection | None:
    """The database, made anew where it is damaged; None where it cannot be written."""
    file = folder / _FILE
    for _ in range(2):
        try:
            # It holds what is internal: nobody else reads it.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
            # Most entries take up a page or two of this size.
            connection.execute("PRAGMA page_size = 8192")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
            file.chmod(0o600)
        except (sqlite3.OperationalError, OSError):
            return None
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)
        else:
            return connection
    return None


def digest(*parts: object) -> bytes:
    """A hash of plain values and records; sets are taken in order, bytes as they are."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else _encoder.encode(part)
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.digest()


def _named(value: Any) -> str:  # noqa: ANN401 (whatever the encoder does not know)
    """A function by its name; there is nothing else that is no plain value."""
    return str(value.__qualname__)


_encoder = msgspec.msgpack.Encoder(order="deterministic", enc_hook=_named)


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM_BYTES).digest()
