"""The shelf of single cases in a library's folder: their files, and what they were made of."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from casebook.model.ids import CaseId
from casebook.model.offprint import Offprint, offprint_name
from casebook.model.terms import Audience
from casebook.press.shelf import SHELF
from casebook.source.writing import write_whole

_CASES: Final = "cases"
_CARD: Final = "offprints.json"


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a case; `size` in bytes, `sha256` in hexadecimal."""

    size: int
    sha256: str


class _Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of what a case was printed, what was asked for, and what came of it."""

    digest: str
    asked: tuple[Offprint, ...]
    files: dict[Offprint, Kept]


class OffprintShelf:
    """The files of single cases for one audience; nothing is believed of a folder that is a link.

    A file lies under the digest of what it was made of, and is told of only to whoever knows
    that digest.
    """

    def __init__(self, root: Path, audience: Audience) -> None:
        self.folder = root / SHELF / _CASES / str(audience)
        self._cases = self._read()

    @property
    def is_sound(self) -> bool:
        """Whether neither the folder nor what leads there from the library is a link."""
        return not any(one.is_symlink() for one in (self.folder, *self.folder.parents[:2]))

    def kept(
        self, case_id: CaseId, digest: str, kinds: Collection[Offprint]
    ) -> Mapping[Offprint, Kept] | None:
        """The files of a case that were made of just this, or None where they are to be made."""
        own = self._cases.get(case_id)
        if own is None or own.digest != digest or not set(kinds) <= set(own.asked):
            return None
        return {kind: own.files[kind] for kind in Offprint if kind in kinds and kind in own.files}

    def read(self, case_id: CaseId, kind: Offprint, kept: Kept) -> bytes | None:
        """The bytes of a file, or None where they are no longer those that were kept."""
        path = self.folder / offprint_name(case_id, kind)
        if path.is_symlink() or not path.is_file():
            return None
        data = path.read_bytes()
        return data if hashlib.sha256(data).hexdigest() == kept.sha256 else None

    def put(self, case_id: CaseId, digest: str, made: Mapping[Offprint, bytes | None]) -> None:
        """Keep the files of a case in place of those that were there; None for what it has not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        files = {kind: data for kind, data in made.items() if data is not None}
        for kind, data in files.items():
            self._write(offprint_name(case_id, kind), data)
        sums = {
            kind: Kept(len(data), hashlib.sha256(data).hexdigest()) for kind, data in files.items()
        }
        self._cases[case_id] = _Case(digest, tuple(made), sums)

    def save(self, known: Collection[CaseId]) -> None:
        """Write down what is here, and take away all that is of none of the known cases."""
        self._cases = {key: one for key, one in self._cases.items() if key in known}
        if self.folder.is_dir():
            self._write(_CARD, msgspec.json.encode(self._cases, order="deterministic"))
            here = {_CARD, *self._names()}
            for path in [one for one in self.folder.iterdir() if one.name not in here]:
                path.unlink()

    def _names(self) -> Iterator[str]:
        for key, one in self._cases.items():
            yield from (offprint_name(key, kind) for kind in one.files)

    def _write(self, name: str, data: bytes) -> None:
        write_whole(self.folder / name, data)

    def _read(self) -> dict[CaseId, _Case]:
        try:
            data = (self.folder / _CARD).read_bytes() if self.is_sound else b"{}"
            return msgspec.json.decode(data, type=dict[CaseId, _Case])
        except (OSError, msgspec.MsgspecError):
            return {}
