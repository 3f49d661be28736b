"""A build that would change nothing is known by its sources and its output, unread."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISLNK
from time import time_ns

import msgspec

from casebook.caching import Cache
from casebook.findings import Finding
from casebook.model.terms import Audience
from casebook.publish.cache import digest
from casebook.publish.generations import Generations
from casebook.publish.settled import is_settled
from casebook.publish.version import code_version
from casebook.source.settings import HOST

State = tuple[str, int, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built: an edition of a library as of a day, in a folder or the usual one.

    An `offline` site is for reading from a folder, without a server.
    """

    root: Path
    audience: Audience
    output: Path | None
    today: date
    offline: bool = False


class Plan(msgspec.Struct, frozen=True):
    """The files and folders that an edition is made of, and where it goes.

    There are no `sources` where others may have a say in it. It follows from mkdocs.yml alone.
    """

    sources: tuple[str, ...]
    folder: str


class Result(msgspec.Struct, frozen=True):
    """What a build told when it was done, and the manifest of what it left."""

    manifest: bytes
    findings: tuple[Finding, ...]
    records: int
    cases: int
    articles: int
    has_errors: bool


class Plans:
    """The plan of one order, as long as mkdocs.yml is what it was."""

    def __init__(self, order: Order, cache: Cache) -> None:
        place = order.output.resolve() if order.output else ""
        asked = os.fsencode(order.root), order.audience, os.fsencode(place), order.offline
        host = order.root / HOST
        told = host.read_bytes() if host.is_file() else b""
        self._key = digest("plan", code_version(), told, asked)
        self._cache = cache

    def recall(self) -> Plan | None:
        """The plan, if it is known."""
        data = self._cache.get(self._key)
        return msgspec.msgpack.decode(data, type=Plan) if data else None

    def remember(self, plan: Plan) -> None:
        """Keep the plan of a build that has just been done; paths that are no text cannot be."""
        with suppress(UnicodeEncodeError):
            self._cache.put([(self._key, msgspec.msgpack.encode(plan))])


class Standing:
    """The result of the last build, as long as nothing that went into it has changed.

    Sources are compared by mode, size, inode and both times of change, as git does; `others`
    are the inputs that are no files: audience, day, language, the history of the states.
    """

    def __init__(self, plan: Plan, others: tuple[object, ...], cache: Cache) -> None:
        began, newest = time_ns(), 0
        total = blake2b(digest_size=16)
        for path, *numbers in _sources(plan.sources):
            newest = max(newest, *numbers[-2:])
            # What a link leads to may change unseen.
            newest = began if S_ISLNK(numbers[0]) else newest
            total.update(os.fsencode(path) + repr(numbers).encode())
        self._is_settled = bool(plan.sources) and is_settled(newest, began)
        self._key = digest(
            "standing", code_version(), os.fsencode(plan.folder), others, total.digest()
        )
        self._generations = Generations(Path(plan.folder))
        self._cache = cache

    def recall(self) -> Result | None:
        """The result, if sources and output are still what they were."""
        data = self._cache.get(self._key) if self._is_settled else None
        result = msgspec.msgpack.decode(data, type=Result) if data else None
        return result if result and result.manifest == self._generations.standing() else None

    def remember(self, result: Result) -> None:
        """Keep the result of the build that has just been done."""
        # Whether the files are still as it tells is looked at when it is recalled.
        manifest = self._generations.told() if self._is_settled else b""
        if manifest:
            kept = msgspec.structs.replace(result, manifest=manifest)
            self._cache.put([(self._key, msgspec.msgpack.encode(kept))])


def _sources(paths: Iterable[str]) -> Iterator[State]:
    """Everything at and below the paths, in order, with what the system says of it."""
    for path in paths:
        try:
            found = _state(path, os.lstat(path))
        except FileNotFoundError:
            continue
        yield found
        if S_ISDIR(found[1]):
            yield from _below(path)


def _below(folder: str) -> Iterator[State]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        yield _state(entry.path, entry.stat(follow_symlinks=False))
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)


def _state(path: str, stat: os.stat_result) -> State:
    times = stat.st_mtime_ns, stat.st_ctime_ns
    return path, stat.st_mode, stat.st_size, stat.st_ino, *times
