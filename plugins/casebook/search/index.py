"""The whole index as files: a manifest, shards of postings, blocks of records, facets.

Shards and facets are named by their content, so a server may let browsers keep them for ever;
manifest and blocks keep their names. What is written is the same whatever earlier builds left;
with a memory of them, what has not changed is not made again.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

import msgspec
import numpy as np

from casebook.search import facets, records
from casebook.search.document import Collection, documents
from casebook.search.memory import Memory, Shelf
from casebook.search.numbering import Block, blocks, runs, segments
from casebook.search.packing import FOLDER, IndexFile, Standing, content_name, json_file
from casebook.search.postings import SATURATION, STEPS, Lengths, average_lengths, summed
from casebook.search.segment import Known, Segment, SegmentFiles
from casebook.search.vocabulary import Vocabulary, common_pairs

FORMAT: Final = 4
MANIFEST: Final = f"{FOLDER}manifest.bin"


class _KnownIndex(msgspec.Struct, frozen=True, array_like=True):
    """An index as it was: the lengths of its blocks by their keys, and its segments."""

    lengths: dict[bytes, list[list[int]]] = msgspec.field(default_factory=dict)
    segments: tuple[Known, ...] = ()


def nothing_stands(_path: str, _key: bytes) -> bool:
    """No file of an earlier build is there."""
    return False


class Index:
    """The index of a gated library; `words` is what the browser says.

    Files for which `standing` is true, by path and key, are left out.
    """

    def __init__(
        self,
        collection: Collection,
        words: Mapping[str, str],
        memory: Memory | None = None,
        standing: Standing = nothing_stands,
    ) -> None:
        self._library, self._words, self._standing = collection.library, words, standing
        self._memory = memory or Memory.of(collection)
        self._blocks = blocks(documents(collection))
        self._shelf = Shelf(self._memory, self._blocks)
        data = self._memory.store.get(self._memory.key)
        self._known = msgspec.msgpack.decode(data, type=_KnownIndex) if data else _KnownIndex()

    def files(self) -> Iterator[IndexFile]:
        """Every file that does not stand; the manifest, which names the others, comes last."""
        lengths = self._lengths()
        averages = average_lengths(lengths.values())
        told: list[Mapping[str, Any]] = []
        learnt: list[Known] = []
        terms: list[Vocabulary] = []
        for part, known in zip_longest(segments(self._blocks), self._known.segments):
            if part is None:
                break
            segment = Segment.of(len(told), part, averages, self._shelf)
            made = SegmentFiles(segment, known or Known(), self._standing)
            yield from made.made()
            columns = self._facets(len(told), part)
            yield columns
            told.append(
                {"runs": runs(part), "facets": columns.path.removeprefix(FOLDER), **made.told}
            )
            learnt.append(made.known())
            terms.append(made.vocabulary)
        yield from records.files(self._blocks, self._library, self._memory, self._standing)
        size = sum(len(block.documents) for block in self._blocks)
        yield from self._ends(told, common_pairs(terms, size))
        self._remember(lengths, learnt)

    def _lengths(self) -> dict[bytes, Lengths]:
        """Of each block how many texts and characters each field has."""
        known = self._known.lengths
        keys = list(self._shelf.blocks)
        self._shelf.prepare(key for key in keys if key not in known)
        return {
            key: np.array(known[key]) if key in known else summed(self._shelf.counts(key).lengths)
            for key in keys
        }

    def _facets(self, number: int, part: list[Block]) -> IndexFile:
        every = [document for block in part for document in block.documents.values()]
        made = facets.columns(every, self._library)
        told = {key: one if key == "day" else facets.shortened(one) for key, one in made.items()}
        return _named(f"facets-{number}", told)

    def _ends(
        self, segments_told: list[Mapping[str, Any]], common: Sequence[str]
    ) -> Iterator[IndexFile]:
        """The names of the facets' values, and the manifest."""
        case_word = self._words.get("record_case", "")
        names = _named("names", facets.names(self._library, case_word))
        yield names
        told = {
            "format": FORMAT,
            "saturation": SATURATION,
            "steps": STEPS,
            "block": records.BLOCK,
            "segments": segments_told,
            "common": common,
            "names": names.path.removeprefix(FOLDER),
            "synonyms": [group.words for group in self._library.synonyms],
            "words": {**self._words, **facets.notes(self._library, self._words)},
        }
        yield json_file(MANIFEST, told)

    def _remember(self, lengths: Mapping[bytes, Lengths], learnt: list[Known]) -> None:
        known = _KnownIndex({key: one.tolist() for key, one in lengths.items()}, tuple(learnt))
        store = self._memory.store
        store.put([(self._memory.key, msgspec.msgpack.encode(known))])
        store.spare(self._shelf.blocks)


def _named(stem: str, value: object) -> IndexFile:
    """A file of JSON named by its content."""
    made = json_file("", value)
    return IndexFile(f"{FOLDER}{stem}-{content_name(made.data)}.bin", made.data, made.plain)
