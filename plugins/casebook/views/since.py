"""What changed since an edition was frozen: on the page of a case, and as errata of a volume."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casebook.audience import reduced
from casebook.model.body import Outline
from casebook.model.case import Case
from casebook.model.frozen import ERRATA, Frozen, Parts, changed, parts_of
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.method import Erratum
from casebook.model.terms import State
from casebook.model.volume import Volume


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A frozen edition that holds a case, and what changed in the case since then.

    `parts` are the names (`frozen.parts_of`) of what says something else now, `errata` what an
    editor says of it.
    """

    name: str
    day: date
    parts: tuple[str, ...]
    errata: tuple[Erratum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A line of the errata of an edition; a case that was taken down since says its state."""

    case: Case
    state: str
    parts: tuple[str, ...]
    errata: tuple[Erratum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenView:
    """A frozen edition on the page of its volume, with its errata in the order of numbers."""

    number: int
    day: date
    corrections: tuple[Correction, ...]


def since(case: Case, body: Outline | None, library: Library) -> tuple[Since, ...]:
    """The frozen editions that hold a case, the newest first; none for one taken down."""
    if case.state is State.WITHDRAWN:
        return ()
    holding = [one for one in library.frozen if case.id in one.parts]
    return tuple(
        Since(
            name=one.name,
            day=one.day,
            parts=_changed(one, case, body, library),
            errata=_later(one.parts[case.id], case),
        )
        for one in reversed(holding)
    )


def frozen_views(
    volume: Volume, library: Library, bodies: Mapping[CaseId, Outline]
) -> tuple[FrozenView, ...]:
    """The frozen editions of a volume, the newest first.

    Cases that this audience may not know of, or no longer, stand in no errata.
    """
    editions = [one for one in library.frozen if one.volume == volume.id]
    return tuple(
        FrozenView(
            number=one.number,
            day=one.day,
            corrections=tuple(_corrections(one, library, bodies)),
        )
        for one in reversed(editions)
    )


def _corrections(
    edition: Frozen, library: Library, bodies: Mapping[CaseId, Outline]
) -> Iterator[Correction]:
    for key, before in sorted(edition.parts.items()):
        case = library.cases.get(key)
        if case is None:
            continue
        if case.state is State.WITHDRAWN:
            stage = library.stages.get(case.state)
            state = stage.name if stage else str(case.state)
            yield Correction(case=case, state=state, parts=(), errata=())
            continue
        parts = _changed(edition, case, bodies.get(key), library)
        errata = _later(before, case)
        if parts or errata:
            yield Correction(case=case, state="", parts=parts, errata=errata)


def _changed(
    edition: Frozen, case: Case, body: Outline | None, library: Library
) -> tuple[str, ...]:
    """The parts of a case that say something else now to those whom the edition was made for."""
    before = edition.parts[case.id]
    found = changed(before, parts_of(case, body, edition.format))
    if not found:
        return ()
    theirs = reduced(case, library, edition.audience)
    return changed(before, parts_of(theirs, body, edition.format))


def _later(before: Parts, case: Case) -> tuple[Erratum, ...]:
    """The errata that were not there yet."""
    known = before.get(ERRATA, "0")
    return case.errata[int(known) if known.isdecimal() else 0 :]
