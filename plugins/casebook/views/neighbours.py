"""Cases like this one: neighbours by shared terms and by like words, computed for all at once.

Every case stands in some orders: of all cases by the numbers of their sketches, and of the cases
of one term by their other terms. Only those near it in an order are looked at. So the cost grows
with the number of cases, and a case that changes touches only those that stood or come to stand
near it: in every order, `_REACH` on either side of its old place and of its new one. How two
cases are alike hangs on these two alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.terms import State
from casebook.text.sketch import Sketch, Sketcher, resemblance

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


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A case like another, and in what: keys of the catalogue, the strongest first."""

    id: CaseId
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stand:
    """What of a case is compared: its terms as (field, id), and its sketch."""

    id: CaseId
    terms: frozenset[tuple[str, str]]
    sketch: Sketch


def neighbours(
    library: Library, bodies: Mapping[CaseId, Body]
) -> Mapping[CaseId, tuple[Neighbour, ...]]:
    """At most four neighbours of every case that is not withdrawn, the likest first.

    Cases that the authors name themselves are left out. `library` is the gated one, so nothing
    hidden has a say.
    """
    cases = [case for case in library.cases.values() if case.state is not State.WITHDRAWN]
    cases.sort(key=lambda case: case.id)
    sketcher = Sketcher()
    stands = [_stand(case, bodies.get(case.id), sketcher) for case in cases]
    best: list[list[tuple[float, int]]] = [[] for _ in cases]
    for one, other in _pairs(stands):
        score = _likeness(stands[one], stands[other])
        if score >= _LEAST:
            best[one].append((-score, other))
            best[other].append((-score, one))
    return {
        case.id: tuple(_chosen(stands, index, best[index], _named(case, library)))
        for index, case in enumerate(cases)
    }


def _stand(case: Case, body: Body | None, sketcher: Sketcher) -> _Stand:
    method = case.method
    parts = [case.title, case.summary]
    if method is not None:
        parts += (method.problem, *method.steps, *method.conditions, *method.lessons)
    parts.append(body.text[:_MOST_TEXT] if body is not None else "")
    return _Stand(case.id, frozenset(_terms(case)), sketcher.sketch("\n".join(parts)))


def _terms(case: Case) -> Iterator[tuple[str, str]]:
    for field, values in (
        ("theme", case.themes),
        ("scene", case.scenes),
        ("indicator", case.indicators),
        ("brand", (case.brand,)),
        ("kind", (case.kind,)),
    ):
        yield from ((field, value) for value in values if value)


def _pairs(stands: Sequence[_Stand]) -> Iterator[tuple[int, int]]:
    """Every two cases that stand near each other in some order, as indexes, each pair once."""
    near: list[set[int]] = [set() for _ in stands]
    for order in _orders(stands):
        for place, index in enumerate(order):
            near[index].update(order[place + 1 : place + 1 + _REACH])
    for one, others in enumerate(near):
        yield from ((one, other) for other in others if other > one or one not in near[other])


def _orders(stands: Sequence[_Stand]) -> Iterator[list[int]]:
    every = range(len(stands))
    for number in range(len(Sketch().keys)):
        # Among those that share one number, those that share the next stand together.
        keys = [(*one.sketch.keys[number:], *one.sketch.keys[:number]) for one in stands]
        yield sorted(every, key=keys.__getitem__)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    profiles = [sorted(stand.terms, reverse=True) for stand in stands]
    for index, stand in enumerate(stands):
        for term in stand.terms:
            if term[0] != "kind":
                groups[term].append(index)
    for group in groups.values():
        group.sort(key=lambda index: (profiles[index], stands[index].sketch.keys))
        yield group


def _likeness(one: _Stand, other: _Stand) -> float:
    score = max(0.0, resemblance(one.sketch, other.sketch) - _COMMON_WORDS) * _WORDS_WEIGHT
    for field, _ in one.terms & other.terms:
        score += _WEIGHTS[field]
    return score


def _named(case: Case, library: Library) -> frozenset[CaseId]:
    """The cases that its own page names already."""
    return frozenset((*case.related, *case.supersedes, *library.successors.get(case.id, ())))


def _chosen(
    stands: Sequence[_Stand],
    index: int,
    found: list[tuple[float, int]],
    named: frozenset[CaseId],
) -> Iterator[Neighbour]:
    others = [stands[other] for _, other in sorted(found) if stands[other].id not in named]
    for other in others[:_MOST]:
        yield Neighbour(other.id, tuple(_reasons(stands[index], other)))


def _reasons(one: _Stand, other: _Stand) -> Iterator[str]:
    fields = {field for field, _ in one.terms & other.terms}
    yield from (field for field in ("brand",) if field in fields)
    if resemblance(one.sketch, other.sketch) >= _LIKE_WORDS:
        yield "words"
    yield from (field for field in ("scene", "theme", "indicator") if field in fields)
