"""The index holds what the analyzer says, and one change touches little of it."""

import json
import zlib
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.search.document import FIELDS
from casebook.search.index import FOLDER, MANIFEST, index_files
from casebook.search.packing import rice, varints
from casebook.search.pinyin import sounds
from casebook.search.postings import average_lengths, postings
from casebook.text.tokens import HAN_RANGES, compatible, fold, tokens
from make import make_case, make_library

TEXTS = ["燈光亮", "1+N工程，5G", "夜校\n夜", "a\u0301b 〇一", "𠮷野", ""]


def is_han(term: str) -> bool:
    return any(first <= term[0] <= last for first, last in HAN_RANGES)


def kept(text: str) -> set[str]:
    """The terms of a text that an index keeps: of single characters those that end a run."""
    found = tokens(text)
    paired = {begin for term, begin, _ in found if is_han(term) and len(term) == 2}
    return {term for term, begin, _ in found if len(term) > 1 or begin not in paired}


def naive(documents: list[tuple[str, ...]]) -> Mapping[str, set[int]]:
    made: dict[str, set[int]] = defaultdict(set)
    for place, texts in enumerate(documents):
        for text in texts:
            for term in kept(text):
                made[term].add(place)
        for term in sounds(fold(texts[0])):
            made[term].add(place)
    return made


def agree(documents: list[tuple[str, ...]]) -> None:
    folded = [(fold(one[0]), *(compatible(text) for text in one[1:])) for one in documents]
    made = postings(folded, average_lengths(folded))
    found = {
        term: set(made.documents[made.starts[at] : made.starts[at + 1]].tolist())
        for at, term in enumerate(made.terms)
    }
    assert found == naive(documents)
    assert list(made.terms) == sorted(made.terms, key=lambda term: (is_han(term), term))


def padded(*texts: str) -> tuple[str, ...]:
    return (*texts, *[""] * (len(FIELDS) - len(texts)))


def test_postings_hold_the_terms_of_the_analyzer() -> None:
    agree([padded(text, text[::-1]) for text in TEXTS])


def test_postings_of_several_chunks_are_joined() -> None:
    agree([padded(f"项目{number}", "甲厅") for number in range(1100)])


@given(st.lists(st.text(st.sampled_from("夜校燈a1+ é\n，"), max_size=12), min_size=1, max_size=5))
def test_postings_of_any_texts_hold_their_terms(texts: list[str]) -> None:
    agree([padded("", text) for text in texts])


def library_of(count: int, change: int = -1) -> dict[str, bytes]:
    cases: list[Case] = []
    bodies: dict[CaseId, Body] = {}
    for number in range(1, count + 1):
        case = make_case(f"2025-{number:04}")
        cases.append(case)
        text = f"第{number}个窗口的做法" + ("改了一处" if number == change else "")
        bodies[case.id] = Body(text)
    return {file.path: file.data for file in index_files(make_library(cases), bodies, {})}


def test_files_named_by_content_never_change() -> None:
    before, after = library_of(600), library_of(600, change=590)
    same = before.keys() & after.keys()
    changed = {path for path in same if before[path] != after[path]}
    assert changed == {MANIFEST, f"{FOLDER}records/2025-73.bin"}


def test_one_change_of_a_new_case_leaves_the_bulk_alone() -> None:
    before, after = library_of(600), library_of(600, change=590)
    bulk = f"{FOLDER}terms/0-"
    assert {one for one in before if one.startswith(bulk)} == {
        one for one in after if one.startswith(bulk)
    }


def test_the_manifest_comes_last_and_names_every_shard() -> None:
    files = library_of(40)
    assert list(files)[-1] == MANIFEST
    told = json.loads(zlib.decompress(files[MANIFEST]))
    (segment,) = told["segments"]
    names = [segment["names"][at : at + 8] for at in range(0, len(segment["names"]), 8)]
    paths = {f"{FOLDER}terms/0-{at}-{name}.bin" for at, name in enumerate(names)}
    assert paths == {path for path in files if "/terms/" in path}


def test_an_empty_library_has_an_index() -> None:
    files = {file.path: file for file in index_files(make_library(), {}, {})}
    assert json.loads(files[MANIFEST].plain)["size"] == 0


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 6))))
def test_rice_is_read_back(pairs: list[tuple[int, int]]) -> None:
    numbers = np.array([number for number, _ in pairs], np.int64)
    low = np.array([bits for _, bits in pairs], np.int64)
    bits = "".join(f"{byte:08b}" for byte in rice(numbers, low))
    for number, plain in pairs:
        high = bits.index("1")
        rest = bits[high + 1 : high + 1 + plain]
        assert (high << plain) + int(rest or "0", 2) == number
        bits = bits[high + 1 + plain :]


@given(st.lists(st.integers(0, (1 << 28) - 1)))
def test_varints_are_read_back(numbers: list[int]) -> None:
    data = varints(np.array(numbers, np.int64))
    found, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            found.append(value)
            value = shift = 0
    assert found == numbers
