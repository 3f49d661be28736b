"""The library in a Whoosh index: what a build of the static index says, document by document."""

import hashlib
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh import fields, index

from casebook import __version__
from casebook.model.article import ArticleId
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.retrieval.folder import Card, emptied, forget_card, read_card, sizes_of, write_card
from casebook.search import facets, records
from casebook.search.document import Document, documents
from casebook.search.index import folded
from casebook.search.postings import average_lengths, postings

VERSION: Final = f"{__version__}/2"
_CHUNK: Final = 512
_MEMORY: Final = 256


class Impacts(fields.ID):
    """A field whose terms are given with their weights: the analyzer is the library's own."""

    def index(
        self,
        value: Sequence[tuple[str, int]],
        **_: object,
    ) -> Generator[tuple[bytes, int, float, bytes]]:
        """Of every term its bytes, a count that is not used, its weight, and no more."""
        for term, impact in value:
            yield term.encode("utf-8", "surrogatepass"), 1, float(impact), b""


SCHEMA: Final = fields.Schema(
    key=fields.ID(unique=True, stored=True),
    terms=Impacts(),
    facets=fields.COLUMN(),
    record=fields.STORED(),
    text=fields.STORED(),
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A gated library with the bodies of its cases and articles."""

    library: Library
    bodies: Mapping[CaseId, Body]
    texts: Mapping[ArticleId, Body]


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A document with what is kept of it: a record to show, and the values of its facets."""

    document: Document
    record: str
    facets: str

    @property
    def digest(self) -> str:
        told = "\x1f".join((*self.document.texts, self.record, self.facets))
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def update(folder: Path, collection: Collection, sources: str, case_word: str) -> Card:
    """Make the index hold exactly this collection; what has not changed is left alone.

    Killed at any moment it leaves an index whose card does not fit, which is made anew.
    """
    names = facets.names(collection.library, case_word)
    entries = {str(one.document.record.id): one for one in _entries(collection, names)}
    texts = {key: folded(one.document) for key, one in entries.items()}
    averages = tuple(average_lengths(list(texts.values())))
    old = _continued(folder, averages)
    digests = {key: one.digest for key, one in entries.items()}
    changed = [key for key, digest in digests.items() if old.get(key) != digest]
    gone = [key for key, digest in old.items() if digests.get(key) != digest]
    store = index.open_dir(str(folder))
    if changed or gone:
        forget_card(folder)
        with store.writer(limitmb=_MEMORY) as writer:
            for key in gone:
                writer.delete_by_term("key", key)
            for key, terms in _terms({key: texts[key] for key in changed}, averages):
                writer.add_document(key=key, terms=terms, **_kept(entries[key]))
    card = Card(
        version=VERSION,
        sources=sources,
        averages=averages,
        names=names,
        synonyms=[list(group.words) for group in collection.library.synonyms],
        digests=digests,
        sizes=sizes_of(folder),
    )
    write_card(folder, card)
    return card


def _continued(folder: Path, averages: Sequence[float]) -> Mapping[str, str]:
    """The digests of what the index holds; none, and an empty index, where it cannot go on."""
    card = read_card(folder)
    if card is not None and (card.version, tuple(card.averages)) == (VERSION, tuple(averages)):
        return card.digests
    emptied(folder)
    index.create_in(str(folder), SCHEMA)
    return {}


def _entries(collection: Collection, names: Mapping[str, Any]) -> Iterator[_Entry]:
    every = list(documents(collection.library, collection.bodies, collection.texts))
    placed = facets.columns(every, collection.library)
    for at, document in enumerate(every):
        values = {
            key: [named[place][0] for place in placed[key][at]] for key, named in names.items()
        }
        yield _Entry(
            document,
            json.dumps(records.record(document, collection.library)),
            json.dumps({**values, "day": placed["day"][at]}),
        )


def _terms(
    texts: Mapping[str, Sequence[str]], averages: Sequence[float]
) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Of every document its terms, each with its impact; in portions, to spare memory."""
    keys = list(texts)
    for first in range(0, len(keys), _CHUNK):
        part = keys[first : first + _CHUNK]
        made = postings([texts[key] for key in part], averages)
        owners = np.repeat(np.arange(len(made.terms)), np.diff(made.starts))
        order = np.argsort(made.documents, kind="stable")
        ends = np.searchsorted(made.documents[order], np.arange(len(part) + 1))
        for at, key in enumerate(part):
            own = order[ends[at] : ends[at + 1]]
            said = (made.terms[owner] for owner in owners[own].tolist())
            yield key, list(zip(said, made.impacts[own].tolist(), strict=True))


def _kept(entry: _Entry) -> dict[str, Any]:
    return {
        "record": entry.record,
        "text": entry.document.reading,
        "facets": entry.facets.encode(),
    }
