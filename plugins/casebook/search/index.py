"""The whole index as files: a manifest, shards of postings, blocks of records, facets.

Shards and facets are named by their content, so a server may let browsers keep them for ever;
manifest and blocks keep their names. The newest cases stand in a segment of their own, so that
one more case rewrites little.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from casebook.model.article import ArticleId
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.search import facets, records
from casebook.search.document import Document, documents
from casebook.search.packing import content_name, packed
from casebook.search.postings import SATURATION, STEPS, average_lengths, postings
from casebook.search.shards import shards
from casebook.text.tokens import compatible, fold

FORMAT: Final = 1
FOLDER: Final = "search/"
MANIFEST: Final = f"{FOLDER}manifest.bin"
_TITLE: Final = 0
_TAIL: Final = 512
_SHARD_BYTES: Final = 6000
_SMALL_SHARD_BYTES: Final = 2500


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index: its path below the site, its bytes, and the same before packing."""

    path: str
    data: bytes = field(repr=False)
    plain: bytes = field(repr=False)


def index_files(
    library: Library,
    bodies: Mapping[CaseId, Body],
    words: Mapping[str, str],
    texts: Mapping[ArticleId, Body] = MappingProxyType({}),
) -> Iterator[IndexFile]:
    """Every file of the index of a gated library; `words` is what the browser says.

    `texts` are the bodies of the articles.

    The manifest comes last, since it names the others.
    """
    every = list(documents(library, bodies, texts))
    texts_of = [folded(one) for one in every]
    averages = average_lengths(texts_of)
    segments: list[Mapping[str, Any]] = []
    for number, part in enumerate(_segments(len(every))):
        files, told = _segment(number, every[part], texts_of[part], averages, library)
        yield from files
        segments.append(told)
    for name, block in records.blocks(every, library):
        yield _json(f"{FOLDER}records/{name}.bin", block)
    names = _named("names", facets.names(library, words.get("record_case", "")))
    yield names
    yield _json(
        MANIFEST,
        {
            "format": FORMAT,
            "size": len(every),
            "saturation": SATURATION,
            "steps": STEPS,
            "block": records.BLOCK,
            "segments": segments,
            "names": names.path.removeprefix(FOLDER),
            "synonyms": [group.words for group in library.synonyms],
            "words": {**words, **facets.notes(library, words)},
        },
    )


def _segments(size: int) -> Iterator[slice]:
    """The stretches of the library that are indexed together: the bulk, and the newest cases."""
    bulk = size // _TAIL * _TAIL
    yield from (part for part in (slice(0, bulk), slice(bulk, size)) if part.start < part.stop)


def _segment(
    number: int,
    part: Sequence[Document],
    texts: Sequence[Sequence[str]],
    averages: Sequence[float],
    library: Library,
) -> tuple[list[IndexFile], Mapping[str, Any]]:
    """The files of one segment, and what the manifest tells of it."""
    size = _SHARD_BYTES if len(part) > _TAIL else _SMALL_SHARD_BYTES
    cut = list(shards(postings(texts, averages), size, len(part)))
    files: list[IndexFile] = []
    for at, shard in enumerate(cut):
        data = packed(shard.plain)
        path = f"{FOLDER}terms/{number}-{at}-{content_name(data)}.bin"
        files.append(IndexFile(path, data, shard.plain))
    columns = _named(f"facets-{number}", facets.columns(part, library))
    return [*files, columns], {
        "size": len(part),
        "ids": _ids(part),
        "firsts": "\n".join(shard.first for shard in cut),
        "names": "".join(file.path[-12:-4] for file in files),
        "facets": columns.path.removeprefix(FOLDER),
    }


def folded(document: Document) -> tuple[str, ...]:
    """The texts of a document in compatible form; the title, which is heard too, folded whole."""
    texts = document.texts
    return (fold(texts[_TITLE]), *(compatible(text) for text in texts[_TITLE + 1 :]))


def _ids(part: Sequence[Document]) -> Mapping[str, Sequence[int | str]]:
    """The numbers by year: each as the step from the one before, or as written if it is odd.

    The year of an article is that of its column, `vanguard/2025`.
    """
    ids: dict[str, list[int | str]] = {}
    last: dict[str, int] = {}
    for document in part:
        year, written = document.record.id.rpartition("-")[::2]
        number = int(written)
        is_usual = written == f"{number:04}"
        ids.setdefault(year, []).append(number - last.get(year, 0) if is_usual else written)
        last[year] = number
    return ids


def _named(stem: str, value: object) -> IndexFile:
    """A file of JSON named by its content."""
    made = _json("", value)
    return IndexFile(f"{FOLDER}{stem}-{content_name(made.data)}.bin", made.data, made.plain)


def _json(path: str, value: object) -> IndexFile:
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return IndexFile(path, packed(plain), plain)
