"""The last door: no byte of what is internal may stand in what goes out.

The gate already keeps internal records and fields from every view. This scan does not trust
it: it looks for the values themselves in all that was written, whoever wrote it.
"""

import io
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ahocorasick_rs

from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.record import Place

_SHORTEST_VALUE: Final = 7
_SHORTEST_LINE: Final = 20
_MOST_LINES: Final = 3
_MOST_UNPACKED: Final = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Secret:
    text: str
    path: str
    field: str


class LeakScan:
    """Knows what a gated library must not tell, and finds it in bytes."""

    def __init__(self, whole: Library, gated: Library) -> None:
        self._secrets = list(_secrets(whole, gated))
        needles = [secret.text.encode() for secret in self._secrets]
        self._finder = ahocorasick_rs.BytesAhoCorasick(needles) if needles else None

    def findings(self, name: str, data: bytes) -> Iterator[Finding]:
        """The leaks in one file of the output; the value itself is never repeated."""
        if self._finder is None:
            return
        told: set[int] = set()
        for part in _parts(data):
            for index, _, _ in self._finder.find_matches_as_indexes(part):
                if index not in told:
                    told.add(index)
                    secret = self._secrets[index]
                    params = {"field": secret.field, "target": secret.path}
                    yield Finding(code="CB501", at=Place(name), params=params)

    def folder_findings(self, folder: Path, scanned: Collection[str]) -> Iterator[Finding]:
        """The leaks in every file below a folder that was not scanned when it was written."""
        if self._finder is None:
            return
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if name not in scanned and path.is_file():
                yield from self.findings(name, path.read_bytes())


def _secrets(whole: Library, gated: Library) -> Iterator[_Secret]:
    hidden: list[_Secret] = []
    for case in whole.cases.values():
        seen = gated.cases.get(case.id)
        if seen is None or not seen.contacts:
            for contact in case.contacts:
                yield from _values(case, "contacts", contact.phone, contact.email)
        if seen is None or not seen.remarks:
            yield from _values(case, "remarks", *case.remarks)
            yield from _values(case, "scores", *(score.note for score in case.scores))
        if seen is None or not seen.markdown:
            hidden += _lines(case)
    yield from _not_public(hidden, gated)


def _not_public(hidden: list[_Secret], gated: Library) -> Iterator[_Secret]:
    """The stretches that no public case holds itself: a draft may take up a published text."""
    if not hidden:
        return
    finder = ahocorasick_rs.AhoCorasick([secret.text for secret in hidden])
    public = {
        index
        for case in gated.cases.values()
        for index, _, _ in finder.find_matches_as_indexes(case.markdown)
    }
    yield from (secret for index, secret in enumerate(hidden) if index not in public)


def _values(case: Case, field: str, *values: str) -> Iterator[_Secret]:
    for value in values:
        if len(value.strip()) >= _SHORTEST_VALUE:
            yield _Secret(value.strip(), case.path, field)


def _lines(case: Case) -> Iterator[_Secret]:
    """A few stretches of plain text in a hidden body, long enough to be its own."""
    found = 0
    for line in case.markdown.split("\n"):
        stretch = line.strip("#>*-|0123456789.、 \t")
        if len(stretch) >= _SHORTEST_LINE and not set("*_[]()`|<>&") & set(stretch):
            yield _Secret(stretch, case.path, "body")
            found += 1
            if found == _MOST_LINES:
                return


def _parts(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it."""
    yield data
    if not data.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                return
            for member in archive.infolist():
                yield archive.read(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return
