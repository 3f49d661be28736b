"""Cases like this one: neighbours by shared terms and by like words, computed for all at once.

Every case stands in some orders: of all cases by the numbers of their sketches, and of the cases
of one term by their other terms. Only those near it in an order are looked at. So the cost grows
with the number of cases, and a case that changes touches only those that stood or come to stand
near it: in every order, `_REACH` on either side of its old place and of its new one. How two
cases are alike hangs on these two alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.terms import State
from casebook.text.sketch import BIT_BYTES, KEY_BYTES, KEYS, SKETCH_BYTES

_MOST: Final = 4
_REACH: Final = 2
# Tried on the sample library: what two cases share by chance is below `_LEAST`. Of two texts on
# different matters 6 % of the telling pairs are the same; of two in a hundred 11 % or more are.
_WEIGHTS: Final = {"brand": 1.5, "scene": 1.5, "theme": 1.0, "indicator": 0.5, "kind": 0.1}
_WORDS_WEIGHT: Final = 30.0
_COMMON_WORDS: Final = 0.06
_LIKE_WORDS: Final = 0.11
_LEAST: Final = 2.55
# Of a long body its beginning tells what it is about.
_MOST_TEXT: Final = 800
# How many pairs are compared at once, so that memory does not grow with the library.
_BATCH: Final = 20_000
_WORD_BITS: Final = 64
_TOLD: Final = ("brand", "words", "scene", "theme", "indicator")

Term = tuple[str, str]
Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A case like another, and in what: keys of the catalogue, the strongest first."""

    id: CaseId
    reasons: tuple[str, ...]


Near = Mapping[CaseId, Sequence[Neighbour]]


def matter(case: Case, body: Body | None) -> str:
    """What tells what a case is about: of this its sketch is made."""
    method = case.method
    parts = [case.title, case.summary]
    if method is not None:
        parts += (method.problem, *method.steps, *method.conditions, *method.lessons)
    parts.append(body.text[:_MOST_TEXT] if body is not None else "")
    return "\n".join(parts)


def compared(library: Library) -> list[Case]:
    """The cases that can be neighbours, in the order of their numbers."""
    cases = [case for case in library.cases.values() if case.state is not State.WITHDRAWN]
    return sorted(cases, key=lambda case: case.id)


def neighbours(library: Library, sketches: Sequence[bytes]) -> Near:
    """At most four neighbours of every case, the likest first.

    The sketches are those of the cases that are `compared`, in their order. Cases that the
    authors name themselves are left out. `library` is the gated one, so nothing hidden has a say.
    """
    cases = compared(library)
    found: dict[CaseId, list[Neighbour]] = {case.id: [] for case in cases}
    named = [_named(case, library) for case in cases]
    stands = _Stands(cases, sketches)
    for one, other, reasons in stands.alike():
        mine = found[cases[one].id]
        if len(mine) < _MOST and cases[other].id not in named[one]:
            mine.append(Neighbour(cases[other].id, reasons))
    return found


class _Stands:
    """What of the cases is compared, as columns: the bits and keys of sketches, and terms.

    `terms` has a row a case and a bit a term, and `words` says of each field which of the words
    of a row are its own. `held` are all pairs of a term and a case, as two columns.
    """

    def __init__(self, cases: Sequence[Case], sketches: Sequence[bytes]) -> None:
        raw = np.frombuffer(b"".join(sketches), np.uint8).reshape(-1, SKETCH_BYTES)
        self._bits = np.ascontiguousarray(raw[:, :BIT_BYTES]).view("<u8")
        self._keys = np.ascontiguousarray(raw[:, BIT_BYTES:]).view(f"<u{KEY_BYTES}")
        terms = [tuple(sorted(set(_terms(case)), reverse=True)) for case in cases]
        ranks = {profile: rank for rank, profile in enumerate(sorted(set(terms)))}
        self._profiles = np.array([ranks[profile] for profile in terms], np.int64)
        self._places = {term: at for at, term in enumerate(sorted({t for ts in terms for t in ts}))}
        self._held = np.array(
            [(self._places[term], at) for at, held in enumerate(terms) for term in held], np.int64
        ).reshape(-1, 2)

    def alike(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The cases that are alike, by place, and in what; by the first, the likest first."""
        pairs = self._pairs()
        parts = [self._likeness(pairs[at : at + _BATCH]) for at in range(0, len(pairs), _BATCH)]
        if not parts:
            return
        scores, reasons = (np.concatenate(column) for column in zip(*parts, strict=True))
        kept = scores >= _LEAST
        pairs, scores, reasons = pairs[kept], scores[kept], reasons[kept]
        ones, others = np.concatenate((pairs, pairs[:, ::-1])).T
        scores, reasons = np.tile(scores, 2), np.tile(reasons, 2)
        order = np.lexsort((others, -scores, ones))
        columns = (ones[order], others[order], reasons[order])
        for one, other, told in zip(*(column.tolist() for column in columns), strict=True):
            yield one, other, _REASONS[told]

    def _pairs(self) -> Numbers:
        """Every two cases that stand near each other in some order, each pair once."""
        size = len(self._bits)
        found = [np.zeros(0, np.int64)]
        for order, group in self._orders():
            for step in range(1, _REACH + 1):
                same = group[step:] == group[:-step]
                one, other = order[:-step][same], order[step:][same]
                found.append(np.minimum(one, other) * size + np.maximum(one, other))
        every = np.unique(np.concatenate(found))
        return np.column_stack((every // size, every % size))

    def _orders(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Orders of cases, each with the group of every place; nobody is near another group."""
        columns = self._keys.T
        everybody = np.zeros(len(self._bits), np.int64)
        for number in range(KEYS):
            # Among those that share one number, those that share the next stand together.
            keys = (*columns[number:], *columns[:number])
            yield np.lexsort(keys[::-1]), everybody
        telling = [at for (field, _), at in self._places.items() if field != "kind"]
        terms, cases = self._held[np.isin(self._held[:, 0], telling)].T
        keys = (cases, *columns[::-1, cases], self._profiles[cases], terms)
        order = np.lexsort(keys)
        yield cases[order], terms[order]

    def _likeness(self, pairs: Numbers) -> tuple[Numbers, Numbers]:
        """How much the two of each pair are alike, and in what: a bit for each of `_TOLD`."""
        one, other = self._bits[pairs[:, 0]], self._bits[pairs[:, 1]]
        shared, either = (np.bitwise_count(bits).sum(axis=1) for bits in (one & other, one | other))
        words = shared / np.maximum(either, 1)
        score = np.maximum(words - _COMMON_WORDS, 0.0) * _WORDS_WEIGHT
        reasons = (words >= _LIKE_WORDS) * (1 << _TOLD.index("words"))
        for field, weight in _WEIGHTS.items():
            held = self._field(field)
            count = np.bitwise_count(held[pairs[:, 0]] & held[pairs[:, 1]]).sum(axis=1)
            score += count * weight
            if field in _TOLD:
                reasons |= (count > 0) * (1 << _TOLD.index(field))
        return score, reasons

    def _field(self, field: str) -> Numbers:
        """The terms of one field: a row of bits a case."""
        own = [at for (name, _), at in self._places.items() if name == field]
        first = own[0] if own else 0
        terms, cases = self._held[np.isin(self._held[:, 0], own)].T
        bits = np.zeros((len(self._bits), -(-len(own) // _WORD_BITS)), np.uint64)
        words, places = np.divmod(terms - first, _WORD_BITS)
        np.bitwise_or.at(
            bits, (cases, words), np.left_shift(np.uint64(1), places.astype(np.uint64))
        )
        return bits


_REASONS: Final = tuple(
    tuple(name for at, name in enumerate(_TOLD) if told >> at & 1)
    for told in range(1 << len(_TOLD))
)


def _terms(case: Case) -> Iterator[Term]:
    for field, values in (
        ("theme", case.themes),
        ("scene", case.scenes),
        ("indicator", case.indicators),
        ("brand", (case.brand,)),
        ("kind", (case.kind,)),
    ):
        yield from ((field, value) for value in values if value)


def _named(case: Case, library: Library) -> frozenset[CaseId]:
    """The cases that its own page names already."""
    return frozenset((*case.related, *case.supersedes, *library.successors.get(case.id, ())))
