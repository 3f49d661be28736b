"""The last door: no byte of what is internal may stand in what goes out.

The gate already keeps internal records and fields from every view. This scan does not trust
it: it looks for internal values, and for a few lines of every hidden case, in all that was
written, whoever wrote it, and in what is packed in documents.
"""

import html
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

import ahocorasick_rs
from markupsafe import escape as markup

from casebook.audience.secrets import (
    Secret,
    open_settings,
    open_strings,
    own_words,
    withheld_lines,
    withheld_values,
)
from casebook.findings import Finding
from casebook.model.library import Library
from casebook.publish.cache import digest
from casebook.publish.version import code_version
from casebook.record import Place
from casebook.render import offline

# How a file of the search index begins: a zlib stream, packed much or little.
_DEFLATED: Final = (b"\x78\xda", b"\x78\x01")
_MOST_UNPACKED: Final = 50 * 1024 * 1024


class LeakScan:
    """Knows what a gated library must not tell, and finds it in bytes.

    `open_text` is what is public by itself, such as the settings and the hand-written pages: a
    value that stands there (the number of the office) is no secret.
    """

    def __init__(self, whole: Library, gated: Library, open_text: str) -> None:
        self._secrets = [
            Secret(spelling, *secret[1:])
            for secret in _secrets(whole, gated, open_text)
            for spelling in sorted(_spellings(secret.text))
        ]
        needles = [secret.text.encode() for secret in self._secrets]
        # What was searched for these need not be searched again for the same ones.
        self.version = digest(code_version(), sorted(needles))
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

    def file_findings(self, folder: Path, names: Iterable[str]) -> Iterator[Finding]:
        """The leaks in these files of a folder."""
        if self._finder is None:
            return
        for name in sorted(names):
            yield from self.findings(name, (folder / name).read_bytes())


def open_text(library: Library, written: Iterable[str]) -> str:
    """What is public whatever the cases hold: the settings' names, the hand-written pages."""
    return "\n".join((*open_settings(library), *written))


def _spellings(text: str) -> set[str]:
    """A value as it is written in text, in HTML by either way of escaping, and in JSON."""
    as_json = {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    return {text, html.escape(text), html.escape(text, quote=False), str(markup(text)), *as_json}


def _secrets(whole: Library, gated: Library, open_text: str) -> Iterator[Secret]:
    """What the gate took away: internal values, and lines of the bodies that nobody may see."""
    yield from _not_in(withheld_values(whole, gated), [open_text])
    # A draft may take up a published text, so a line of it may stand in a public case.
    published = ("\n".join(open_strings(one)) for one in gated.records)
    # A volume that is here passed its check (CB946): what it names is held back by errors alone.
    named = (text for one in gated.volumes.values() for _, text in own_words(one))
    yield from _not_in(withheld_lines(whole, gated), chain([open_text], published, named))


def _not_in(secrets: list[Secret], texts: Iterable[str]) -> Iterator[Secret]:
    """The secrets that stand in none of the texts; these are not looked at for nothing."""
    if not secrets:
        return
    finder = ahocorasick_rs.AhoCorasick([secret.text for secret in secrets])
    told = {
        index
        for text in texts
        for index, _, _ in finder.find_matches_as_indexes(text, overlapping=True)
    }
    yield from (secret for index, secret in enumerate(secrets) if index not in told)


def _parts(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it."""
    yield data
    data = offline.packed(data)
    if data.startswith(_DEFLATED):
        with suppress(zlib.error):
            plain = zlib.decompressobj().decompress(data, _MOST_UNPACKED)
            yield from (plain, *_from_gbk(plain))
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


def _from_gbk(plain: bytes) -> Iterator[bytes]:
    """JSON in GBK, as the search index keeps what its lists show, in the code of the secrets."""
    with suppress(ValueError, RecursionError):
        told = json.loads(plain.decode("gbk"))
        yield json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
