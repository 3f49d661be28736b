"""The library in a Whoosh index: what a build of the static index says, document by document."""

import hashlib
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, index

from casebook import __version__
from casebook.retrieval.folder import Card, emptied, forget_card, read_card, sizes_of, write_card
from casebook.search import facets, records
from casebook.search.counts import counted, folded
from casebook.search.document import Collection, Document, documents
from casebook.search.numbering import SLOTS
from casebook.search.postings import Part, average_lengths, postings, summed, weights

VERSION: Final = f"{__version__}/4"
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


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A document, its texts by field, and what is kept of it: a record to show, its facets."""

    document: Document
    texts: tuple[str, ...]
    record: str
    facets: str

    @property
    def lengths(self) -> NDArray[np.int64]:
        return np.array([[len(text) for text in self.texts]])

    @property
    def digest(self) -> str:
        told = "\x1f".join((*self.texts, self.record, self.facets))
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def update(folder: Path, collection: Collection, sources: str, case_word: str) -> Card:
    """Make the index hold exactly this collection; what has not changed is left alone.

    Killed at any moment it leaves an index whose card does not fit, which is made anew.
    """
    names = facets.names(collection.library, case_word)
    entries = {str(one.document.record.id): one for one in _entries(collection, names)}
    averages = average_lengths(summed(one.lengths) for one in entries.values())
    old = _continued(folder, averages)
    digests = {key: one.digest for key, one in entries.items()}
    changed = [one for key, one in entries.items() if old.get(key) != digests[key]]
    gone = [key for key, digest in old.items() if digests.get(key) != digest]
    if changed or gone:
        forget_card(folder)
        _write(folder, changed, gone, averages)
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


def _write(
    folder: Path, changed: Sequence[_Entry], gone: Sequence[str], averages: Sequence[float]
) -> None:
    store = index.open_dir(str(folder))
    with store.writer(limitmb=_MEMORY) as writer:
        for key in gone:
            writer.delete_by_term("key", key)
        for entry, terms in _terms(changed, averages):
            writer.add_document(key=entry.document.record.id, terms=terms, **_kept(entry))


def _continued(folder: Path, averages: Sequence[float]) -> Mapping[str, str]:
    """The digests of what the index holds; none, and an empty index, where it cannot go on."""
    card = read_card(folder)
    if card is not None and (card.version, tuple(card.averages)) == (VERSION, tuple(averages)):
        return card.digests
    emptied(folder)
    index.create_in(str(folder), SCHEMA)
    return {}


def _entries(collection: Collection, names: Mapping[str, Any]) -> Iterator[_Entry]:
    every = list(documents(collection))
    placed = facets.columns(every, collection.library)
    for at, document in enumerate(every):
        values = {
            key: [named[place][0] for place in placed[key][at]] for key, named in names.items()
        }
        yield _Entry(
            document,
            document.texts,
            json.dumps(records.record(document, collection.library)),
            json.dumps({**values, "day": placed["day"][at]}),
        )


def _terms(
    entries: Sequence[_Entry], averages: Sequence[float]
) -> Iterator[tuple[_Entry, list[tuple[str, int]]]]:
    """Of every document its terms, each with its impact; in portions, to spare memory."""
    for first in range(0, len(entries), SLOTS):
        some = entries[first : first + SLOTS]
        counts = counted({slot: folded(one.texts) for slot, one in enumerate(some)})
        made = postings([Part.of(0, counts)], weights(counts.lengths, averages))
        terms = counts.spelled
        owners = np.repeat(np.arange(len(terms)), np.diff(made.starts))
        order = np.argsort(made.documents, kind="stable")
        ends = np.searchsorted(made.documents[order], np.arange(len(some) + 1))
        for at, entry in enumerate(some):
            own = order[ends[at] : ends[at + 1]]
            said = (terms[owner] for owner in owners[own].tolist())
            yield entry, list(zip(said, made.impacts[own].tolist(), strict=True))


def _kept(entry: _Entry) -> dict[str, Any]:
    return {
        "record": entry.record,
        "text": entry.document.reading,
        "facets": entry.facets.encode(),
    }
