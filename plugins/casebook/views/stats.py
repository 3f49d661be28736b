"""Figures of a library: of cases and what they hold, never of persons, and no table of units."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Final

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.method import Method
from casebook.text.words import word_count
from casebook.views.ways import Way, ways

Phrase = Callable[..., str]
# The order of the report; a unit is only named, since a table of units would be a ranking.
_WAYS: Final = ("state", "year", "theme", "kind", "scene", "batch")
_PARTS: Final = tuple(field.name for field in fields(Method))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many cases, and the words and pictures of their texts."""

    cases: int
    words: int
    images: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The figures of the cases with one value; the id is empty for those without any."""

    id: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The figures of one library.

    `groups` are by way, in the order of the registers; a case with two themes counts in both.
    `parts` says how many cases fill each part of the method card, `cards` how many fill all;
    `measured` how many have figures of their effect, `explained` how many say why they have
    none. `units` are the names of those that have submitted, in the order of the register.
    """

    total: Figures
    groups: Mapping[str, tuple[Group, ...]]
    parts: Mapping[str, int]
    cards: int
    measured: int
    explained: int
    units: tuple[str, ...]


def stats(library: Library, bodies: Mapping[CaseId, Body], phrase: Phrase) -> Stats:
    """The figures of a gated library and its bodies."""
    cases = tuple(library.cases.values())
    sizes = {case.id: _size(bodies.get(case.id)) for case in cases}
    by_key = {way.key: way for way in ways(library)}
    filled = [_filled(case.method) for case in cases]
    submitted = {case.unit for case in cases}
    return Stats(
        total=_figures(cases, sizes),
        groups={key: _groups(by_key[key], cases, sizes, phrase) for key in _WAYS},
        parts={part: sum(part in one for one in filled) for part in _PARTS},
        cards=sum(len(one) == len(_PARTS) for one in filled),
        measured=sum(bool(case.metrics) for case in cases),
        explained=sum(bool(case.effect_note) and not case.metrics for case in cases),
        units=tuple(unit.name for unit in library.units.values() if unit.id in submitted),
    )


def _size(body: Body | None) -> tuple[int, int]:
    return (word_count(body.text), len(body.images)) if body else (0, 0)


def _figures(cases: Iterable[Case], sizes: Mapping[CaseId, tuple[int, int]]) -> Figures:
    found = [sizes[case.id] for case in cases]
    return Figures(
        cases=len(found),
        words=sum(words for words, _ in found),
        images=sum(images for _, images in found),
    )


def _groups(
    way: Way, cases: Iterable[Case], sizes: Mapping[CaseId, tuple[int, int]], phrase: Phrase
) -> tuple[Group, ...]:
    members: dict[Hashable, list[Case]] = {value: [] for value in way.names}
    without: list[Case] = []
    for case in cases:
        known = [value for value in way.values(case) if value in members]
        for value in known:
            members[value].append(case)
        if not known:
            without.append(case)
    groups = [
        Group(id=f"{value}", name=way.names[value], figures=_figures(held, sizes))
        for value, held in members.items()
        if held
    ]
    if without:
        groups.append(Group(id="", name=phrase("stats_none"), figures=_figures(without, sizes)))
    return tuple(groups)


def _filled(method: Method | None) -> frozenset[str]:
    """The parts of a method card that hold something."""
    return frozenset(part for part in _PARTS if method is not None and getattr(method, part))
