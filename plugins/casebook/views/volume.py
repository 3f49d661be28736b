"""A volume as plain data: its parts, each case with the names behind its ids, its indexes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.selecting import chosen, is_meant
from casebook.model.volume import Volume
from casebook.views.case import case_page
from casebook.views.page import CaseView
from casebook.views.since import FrozenView, frozen_views


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part and its cases in order; a volume without parts has one without a name."""

    name: str
    note: str = ""
    cases: tuple[CaseView, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A heading of an index, and the cases whose first pages it gives."""

    name: str
    cases: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeView:
    """A volume as it is printed; indexes are in the order of the registers, not yet sorted."""

    volume: Volume
    parts: tuple[PartView, ...]
    units: tuple[IndexLine, ...]
    terms: tuple[IndexLine, ...]
    frozen: tuple[FrozenView, ...] = ()

    @property
    def cases(self) -> tuple[CaseView, ...]:
        """Every case, in the order of print."""
        return tuple(case for part in self.parts for case in part.cases)


def volume_view(
    volume: Volume,
    library: Library,
    bodies: Mapping[CaseId, Body],
    phrase: Callable[..., str],
) -> VolumeView:
    """What a volume prints of a gated library."""

    def seen(case: Case) -> CaseView:
        view = case_page(case, bodies.get(case.id), library, phrase).view
        if not isinstance(view, CaseView):
            raise TypeError(view)
        return view

    cases = chosen(volume, library)
    parts = tuple(
        PartView(name=name, note=note, cases=tuple(seen(case) for case in members))
        for name, note, members in _divided(volume, cases, library, phrase)
    )
    return VolumeView(
        volume=volume,
        parts=parts,
        units=_index(library.units, cases, lambda case: (case.unit,)),
        terms=_index(
            {**library.themes, **library.scenes}, cases, lambda case: (*case.themes, *case.scenes)
        ),
        frozen=frozen_views(volume, library, bodies),
    )


def _divided(
    volume: Volume, cases: Sequence[Case], library: Library, phrase: Callable[..., str]
) -> Iterator[tuple[str, str, list[Case]]]:
    """Each part with the cases that no part before it took; what is left comes last."""
    left = list(cases)
    for division in volume.parts:
        taken = [case for case in left if is_meant(case, division.select, library)]
        gone = {case.id for case in taken}
        left = [case for case in left if case.id not in gone]
        if taken:
            yield division.name, division.note, taken
    if left:
        yield (phrase("volume_rest") if volume.parts else "", "", left)


def _index(
    rows: Mapping[Any, Any], cases: Sequence[Case], values: Callable[[Case], Sequence[object]]
) -> tuple[IndexLine, ...]:
    lines = (
        IndexLine(
            row.name,
            tuple(case.id for case in cases if key in values(case)),
        )
        for key, row in rows.items()
    )
    return tuple(line for line in lines if line.cases)
