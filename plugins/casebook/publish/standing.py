"""A build that would change nothing is known by its sources and its output, unread."""

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from stat import S_ISLNK
from time import time_ns

import msgspec

from casebook.findings import Finding
from casebook.publish.cache import Cache, digest
from casebook.publish.generations import Generations
from casebook.publish.settled import is_settled
from casebook.publish.version import code_version


class Result(msgspec.Struct, frozen=True):
    """What a build told when it was done, and the manifest of what it left."""

    manifest: bytes
    findings: tuple[Finding, ...]
    records: int
    cases: int
    has_errors: bool


class Standing:
    """The result of the last build, as long as nothing that went into it has changed.

    Sources are compared by mode, size, inode and both times of change, as git does; `others`
    are the inputs that are no files: audience, day, language, the history of the states.
    """

    def __init__(
        self, sources: list[Path], others: tuple[object, ...], output: Path, cache: Cache
    ) -> None:
        began, newest = time_ns(), 0
        total = blake2b(digest_size=16)
        for path, *numbers in _sources(sources):
            newest = max(newest, *numbers[-2:])
            # What a link leads to may change unseen.
            newest = began if S_ISLNK(numbers[0]) else newest
            total.update(os.fsencode(path) + repr(numbers).encode())
        self._is_settled = is_settled(newest, began)
        self._key = digest("standing", code_version(), os.fsencode(output), others, total.digest())
        self._generations = Generations(output)
        self._cache = cache

    def recall(self) -> Result | None:
        """The result, if sources and output are still what they were."""
        data = self._cache.get(self._key) if self._is_settled else None
        result = msgspec.msgpack.decode(data, type=Result) if data else None
        return result if result and result.manifest == self._generations.standing() else None

    def remember(self, result: Result) -> None:
        """Keep the result of the build that has just been done."""
        manifest = self._generations.standing()
        if manifest and self._is_settled:
            kept = msgspec.structs.replace(result, manifest=manifest)
            self._cache.put([(self._key, msgspec.msgpack.encode(kept))])


def _sources(paths: list[Path]) -> Iterator[tuple[str, int, int, int, int, int]]:
    """Everything at and below the paths, in order, with what the system says of it."""
    for path in paths:
        stat = path.lstat()
        numbers = stat.st_mode, stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns
        yield str(path), *numbers
        if path.is_dir():
            yield from _below(str(path))


def _below(folder: str) -> Iterator[tuple[str, int, int, int, int, int]]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        stat = entry.stat(follow_symlinks=False)
        numbers = stat.st_mode, stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns
        yield entry.path, *numbers
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
