"""The index holds what the analyzer says, and one change touches little of it."""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.caching import MemoryCache
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.search.counts import counted, folded, packed_counts, restored_counts
from casebook.search.document import FIELDS, Collection, documents
from casebook.search.index import MANIFEST, Index
from casebook.search.memory import Memory
from casebook.search.packing import FOLDER, rice, varints
from casebook.search.pinyin import sounds
from casebook.search.postings import Part, average_lengths, postings, summed, weights
from casebook.text.tokens import HAN_RANGES, fold, tokens
from make import make_case, make_library

TEXTS = ["燈光亮", "1+N工程，5G", "夜校\n夜", "a\u0301b 〇一", "𠮷野", ""]


def is_han(term: str) -> bool:
    return any(first <= term[0] <= last for first, last in HAN_RANGES)


def kept(text: str) -> set[str]:
    """The terms of a text that an index may keep: of single characters those that end a run."""
    found = tokens(text)
    paired = {begin for term, begin, _ in found if is_han(term) and len(term) == 2}
    return {term for term, begin, _ in found if len(term) > 1 or begin not in paired}


def naive(documents: list[tuple[str, ...]]) -> Mapping[str, set[int]]:
    made: dict[str, set[int]] = defaultdict(set)
    for place, texts in enumerate(documents):
        terms = {term for text in texts for term in kept(text)}
        begun = {term[0] for term in terms if is_han(term) and len(term) == 2}
        for term in terms - begun:
            made[term].add(place)
        for term in sounds(fold(texts[0])):
            made[term].add(place)
    return made


def agree(documents: list[tuple[str, ...]]) -> None:
    every = counted({slot: folded(texts) for slot, texts in enumerate(documents)})
    counts = restored_counts(packed_counts(every))
    averages = average_lengths([summed(counts.lengths)])
    made = postings([Part.of(0, counts)], weights(counts.lengths, averages))
    found = {
        term: set(made.documents[made.starts[at] : made.starts[at + 1]].tolist())
        for at, term in enumerate(counts.spelled)
    }
    assert found == naive(documents)
    assert list(made.terms) == sorted(made.terms)


def padded(*texts: str) -> tuple[str, ...]:
    return (*texts, *[""] * (len(FIELDS) - len(texts)))


def test_postings_hold_the_terms_of_the_analyzer() -> None:
    agree([padded(text, text[::-1]) for text in TEXTS])


@given(st.lists(st.text(st.sampled_from("夜校燈a1+ é\n，"), max_size=12), min_size=1, max_size=5))
def test_postings_of_any_texts_hold_their_terms(texts: list[str]) -> None:
    agree([padded("", text) for text in texts])


class Library:
    """A library that may be changed, and the index that builds make of it."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.texts = {CaseId(key): f"{key}号窗口的做法" for key in ids}
        self.store = MemoryCache()
        self.files: dict[str, tuple[bytes, bytes]] = {}
        self.written: set[str] = set()

    def collection(self) -> Collection:
        """What an index is made of."""
        bodies = {key: Body(text) for key, text in self.texts.items()}
        return Collection(make_library(map(make_case, bodies)), bodies)

    def build(self) -> None:
        """Bring the files up to date from what the last build left."""
        memory = Memory(
            store=self.store,
            body_key=lambda record: self.texts[CaseId(record.id)].encode(),
            version=b"",
            edition="",
        )
        standing: set[str] = set()

        def stands(path: str, key: bytes) -> bool:
            if self.files.get(path, (b"", b""))[1] != key:
                return False
            standing.add(path)
            return True

        made = {
            one.path: (one.data, one.key)
            for one in Index(self.collection(), {}, memory, stands).files()
        }
        self.written = {path for path, file in made.items() if self.files.get(path) != file}
        self.files = {path: self.files[path] for path in standing} | made

    def clean(self) -> dict[str, bytes]:
        """The files of a build that knows of no other."""
        return {one.path: one.data for one in Index(self.collection(), {}).files()}

    def check(self) -> None:
        """Build, and compare with a clean build."""
        self.build()
        assert {path: data for path, (data, _) in self.files.items()} == self.clean()


def numbered(*ranges: range) -> list[str]:
    return [f"{2020 + at}-{number:04}" for at, one in enumerate(ranges) for number in one]


def test_one_edit_writes_few_files() -> None:
    library = Library(numbered(range(1, 900), range(1, 40)))
    library.check()
    library.texts[CaseId("2020-0100")] += "，改了一处"
    library.check()
    assert MANIFEST in library.written
    assert f"{FOLDER}records/2020-12.bin" in library.written
    assert len(library.written) < len(library.files) / 5


def test_files_named_by_content_never_change() -> None:
    library = Library(numbered(range(1, 900)))
    library.build()
    before = dict(library.files)
    library.texts[CaseId("2020-0100")] += "，改了一处"
    library.build()
    changed = {
        path for path in before.keys() & library.files if before[path] != library.files[path]
    }
    assert changed == {MANIFEST, f"{FOLDER}records/2020-12.bin"}


def test_a_new_case_leaves_the_bulk_alone() -> None:
    library = Library(numbered(range(1, 900)))
    library.build()
    library.texts[CaseId("2020-0900")] = "新添的一篇"
    library.check()
    assert not [path for path in library.written if path.startswith(f"{FOLDER}terms/0-")]


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(
            ("2020-0007", "2020-0099", "2020-0700", "2021-0001", "2021-10001", "2022-0001")
        ),
        st.sampled_from(("", "夜校开班", "周末窗口" * 40, "5G 1+N")),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=3), st.sampled_from(("kept", "lost")))
def test_after_any_changes_the_index_equals_a_clean_one(
    steps: list[list[tuple[str, str]]], output: str
) -> None:
    library = Library(numbered(range(1, 600), range(1, 20)))
    library.build()
    for step in steps:
        for key, text in step:
            library.texts.pop(CaseId(key), None)
            if text:
                library.texts[CaseId(key)] = text
        if output == "lost":
            library.files.clear()
        library.check()


def test_the_manifest_comes_last_and_names_every_shard() -> None:
    files = Library(numbered(range(1, 41))).clean()
    assert list(files)[-1] == MANIFEST
    told = json.loads(zlib.decompress(files[MANIFEST]))
    (segment,) = told["segments"]
    names = [segment["names"][at : at + 8] for at in range(0, len(segment["names"]), 8)]
    paths = [path for path in files if "/terms/" in path]
    assert names == [path[-12:-4] for path in paths]


def test_the_manifest_tells_the_pairs_that_most_records_hold() -> None:
    library = Library(numbered(range(1, 900)))
    for at, key in enumerate(library.texts):
        library.texts[key] += f"\n{'夜校' * (at % 4)}\n{'周末' * (at % 3)}"
    held = Counter(
        term
        for document in documents(library.collection())
        for term in set().union(*map(kept, document.texts))
        if is_han(term) and len(term) == 2
    )
    told = json.loads(zlib.decompress(library.clean()[MANIFEST]))
    assert told["common"] == sorted(term for term, count in held.items() if count * 3 > 2 * 899)
    assert {"夜校", "项目"} <= {*told["common"]}
    assert "周末" not in told["common"]


def test_an_empty_library_has_an_index() -> None:
    files = list(Index(Collection(make_library(), {}), {}).files())
    assert json.loads(files[-1].plain)["segments"] == []


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 6))))
def test_rice_is_read_back(pairs: list[tuple[int, int]]) -> None:
    numbers = np.array([number for number, _ in pairs], np.int64)
    low = np.array([bits for _, bits in pairs], np.int64)
    bits = "".join(str(bit) for bit in rice(numbers, low).data.tolist())
    for number, plain in pairs:
        high = bits.index("1")
        rest = bits[high + 1 : high + 1 + plain]
        assert (high << plain) + int(rest or "0", 2) == number
        bits = bits[high + 1 + plain :]


@given(st.lists(st.integers(0, (1 << 28) - 1)))
def test_varints_are_read_back(numbers: list[int]) -> None:
    data = varints(np.array(numbers, np.int64)).data.tolist()
    found, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            found.append(value)
            value = shift = 0
    assert found == numbers
