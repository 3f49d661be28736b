"""The submissions, read and prepared: each from the cache where it was prepared before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from time import time_ns
from typing import Final

import msgspec

from casebook.findings import Finding
from casebook.model.body import NO_BODY, NO_OUTLINE, Body, Outline
from casebook.model.case import Case
from casebook.model.fields import CASE
from casebook.model.ids import CaseId
from casebook.parse import Registers, parse_case, unread_fields
from casebook.publish.bodies import Origin, outline_of, packed, restored
from casebook.publish.cache import digest
from casebook.publish.jobs import spread
from casebook.publish.settled import is_settled
from casebook.publish.tables import Means
from casebook.publish.version import code_version
from casebook.record import Places
from casebook.render.markdown import body
from casebook.source.tree import Folder, Gathered, Signature, case_folders, gather, read_gathered

_BATCH: Final = 500
Watched = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One submission, read and parsed: its case as far as it could be typed, or None.

    `key` stands for everything that went into it and into its body, and is empty where that
    cannot be written down; `unread` are the fields that could not be read, `front` the lines of the
    front matter.
    """

    key: bytes
    path: str
    places: Places
    case: Case | None = None
    findings: tuple[Finding, ...] = ()
    unread: frozenset[str] = frozenset()
    front: tuple[str, ...] = ()
    outline: Outline = NO_OUTLINE


class _Preparation:
    """How one submission of a library becomes a case and a body."""

    def __init__(self, registers: Registers, labels: Mapping[str, str]) -> None:
        self._registers, self._labels = registers, labels

    def made(self, folder: Folder, gathered: Gathered, key: bytes) -> tuple[Prepared, Body]:
        """One submission from what lies in its folder."""
        record, findings = read_gathered(folder, gathered)
        if record is None:
            nowhere = Places(folder.path, {})
            told = tuple(findings)
            return Prepared(key=key, path=folder.path, places=nowhere, findings=told), NO_BODY
        site = self._registers.site
        parsed = parse_case(record, folder.id, self._registers.calls, site.audience)
        made = self.body(parsed.case)
        prepared = Prepared(
            key=key,
            path=folder.path,
            case=parsed.case,
            places=parsed.places,
            findings=(*findings, *parsed.findings),
            unread=unread_fields(record, CASE, (*findings, *parsed.findings)),
            front=parsed.front,
            outline=outline_of(made),
        )
        return prepared, made

    def body(self, case: Case) -> Body:
        """The body of a case."""
        return body(case.markdown, case.path, case.body_line, self._labels)


class FreshRecords:
    """Prepares the submissions of one library for one look at it, which needs no keys."""

    def __init__(self, registers: Registers, labels: Mapping[str, str]) -> None:
        self._preparation = _Preparation(registers, labels)
        self._bodies: dict[CaseId, Body] = {}

    def read(self, root: Path, watched: Watched) -> tuple[list[Prepared], list[Finding]]:
        """Every submission in the order of paths, and the findings about stray things."""
        items = list(case_folders(root))
        folders = [item for item in items if isinstance(item, Folder)]
        prepared = []
        for folder in folders:
            one, self._bodies[folder.id] = self._preparation.made(folder, gather(folder), b"")
            prepared.append(one)
            if not len(prepared) % _BATCH:
                watched(len(prepared), len(folders))
        watched(len(folders), len(folders))
        return prepared, [item for item in items if isinstance(item, Finding)]

    def body(self, case: Case, _origin: Origin) -> Body:
        """The body of a case."""
        return self._bodies[case.id]


class Records:
    """Prepares the submissions of one library.

    A submission whose folder has not changed since is not opened; one whose bytes are known is
    not parsed. `jobs` processes share the rest.
    """

    def __init__(self, registers: Registers, labels: Mapping[str, str], means: Means) -> None:
        self._preparation = _Preparation(registers, labels)
        self._means, self._cache = means, means.cache
        self._states = means.table("states", bytes)
        self._last = b"", NO_BODY
        self._around = digest(code_version(), registers.calls, registers.site.audience, labels)

    def read(self, root: Path, watched: Watched) -> tuple[list[Prepared], list[Finding]]:
        """Every submission in the order of paths, and the findings about stray things."""
        items = list(case_folders(root))
        folders = [item for item in items if isinstance(item, Folder)]
        signatures = [folder.signature() for folder in folders]
        began = time_ns()
        states = list(map(self._state, folders, signatures))
        prepared: dict[str, Prepared] = {}
        for folder, state in zip(folders, states, strict=True):
            if (key := self._states.get(state)) and (one := self._facts(key)):
                prepared[folder.path] = one
        rest = [folder for folder in folders if folder.path not in prepared]
        made = iter(spread(self._prepare, rest, self._means.jobs))
        while batch := list(islice(made, _BATCH)):
            prepared.update((one.path, one) for one in self._kept(batch))
            watched(len(prepared), len(folders))
        ordered = [prepared[folder.path] for folder in folders]
        self._hold(ordered)
        self._states.keep(
            {
                state: one.key
                for state, signature, one in zip(states, signatures, ordered, strict=True)
                if one.key and _is_settled(signature, began)
            }
        )
        return ordered, [item for item in items if isinstance(item, Finding)]

    def body(self, case: Case, origin: Origin) -> Body:
        """The body of a case; made anew where the cache has lost it."""
        # Who looks at a case asks for its body several times.
        if not origin.key or origin.key != self._last[0]:
            data = self._cache.get(_body_key(origin.key))
            made = restored(origin.outline, data) if data else self._preparation.body(case)
            self._last = origin.key, made
        return self._last[1]

    def _state(self, folder: Folder, signature: Signature) -> bytes:
        """What stands for a folder while nothing in it changes; nothing if it cannot be told."""
        # A name that is no Unicode cannot be written down.
        if not signature or not all(name.isprintable() for name, *_ in signature):
            return b""
        return digest(self._around, folder.path, signature)

    def _hold(self, prepared: Sequence[Prepared]) -> None:
        """Hold what was prepared for the next build, and the bodies that nobody may ask for."""
        self._means.held = {one.key: one for one in prepared if one.key}
        self._cache.spare(chain(self._means.held, map(_body_key, self._means.held)))

    def _facts(self, key: bytes) -> Prepared | None:
        one: Prepared | None = self._means.held.get(key)
        if one is not None:
            return one
        data = self._cache.get(key)
        return _FACTS.decode(data) if data else None

    def _kept(self, batch: list["_Made"]) -> list[Prepared]:
        self._cache.put(entry for made in batch for entry in made.entries)
        return [made.prepared or _FACTS.decode(made.entries[0][1]) for made in batch]

    def _prepare(self, folder: Folder) -> "_Made":
        gathered = gather(folder)
        try:
            key = digest(self._around, folder.path, gathered)
            if one := self._facts(key):
                return _Made(one)
            prepared, made = self._preparation.made(folder, gathered, key)
            facts = _ENCODER.encode(prepared)
            return _Made(None, ((key, facts), (_body_key(key), packed(made))))
        except UnicodeEncodeError:
            # A name that is no Unicode cannot be written down; its folder has an error anyway.
            return _Made(self._preparation.made(folder, gathered, b"")[0])


@dataclass(frozen=True, slots=True)
class _Made:
    """What a process hands back: what was known, or the entries of what was not."""

    prepared: Prepared | None
    entries: tuple[tuple[bytes, bytes], ...] = ()


def _is_settled(signature: Signature, moment: int) -> bool:
    """Whether nothing in a folder changed shortly before a moment."""
    return all(is_settled(max(mtime, ctime), moment) for *_, mtime, ctime in signature)


def _body_key(key: bytes) -> bytes:
    return key + b"body" if key else b""


_ENCODER: Final = msgspec.msgpack.Encoder()
_FACTS: Final = msgspec.msgpack.Decoder(Prepared)
