"""What changed since an edition was frozen: on the page of a text, and as errata of a volume."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casebook.audience import reduced
from casebook.model.article import Article
from casebook.model.body import Outline
from casebook.model.case import Case
from casebook.model.frozen import ERRATA, Frozen, Parts, changed, parts_of
from casebook.model.library import Library
from casebook.model.method import Erratum
from casebook.model.terms import State
from casebook.model.volume import Volume

Record = Case | Article
# By the id of a case or of an article.
Outlines = Mapping[Any, Outline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A frozen edition that holds a case or an article, and what changed in it since then.

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

    record: Record
    state: str
    parts: tuple[str, ...]
    errata: tuple[Erratum, ...]

    @property
    def is_article(self) -> bool:
        """Whether it is about an article."""
        return isinstance(self.record, Article)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenView:
    """A frozen edition on the page of its volume, with its errata in the order of numbers."""

    number: int
    day: date
    corrections: tuple[Correction, ...]


def since(record: Record, body: Outline | None, library: Library) -> tuple[Since, ...]:
    """The frozen editions that hold a case or an article, the newest first.

    There are none for a case that was taken down.
    """
    if record.state is State.WITHDRAWN:
        return ()
    holding = [one for one in library.frozen if record.id in one.parts]
    return tuple(
        Since(
            name=one.name,
            day=one.day,
            parts=_changed(one, record, body, library),
            errata=_later(one.parts[record.id], record),
        )
        for one in reversed(holding)
    )


def frozen_views(volume: Volume, library: Library, bodies: Outlines) -> tuple[FrozenView, ...]:
    """The frozen editions of a volume, the newest first.

    What this audience may not know of, or no longer, stands in no errata.
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


def _corrections(edition: Frozen, library: Library, bodies: Outlines) -> Iterator[Correction]:
    known: Mapping[Any, Record] = {
        one.id: one for one in library.records if one.id in edition.parts
    }
    for key, before in sorted(edition.parts.items()):
        record = known.get(key)
        if record is None:
            continue
        if record.state is State.WITHDRAWN:
            stage = library.stages.get(record.state)
            state = stage.name if stage else str(record.state)
            yield Correction(record=record, state=state, parts=(), errata=())
            continue
        parts = _changed(edition, record, bodies.get(key), library)
        errata = _later(before, record)
        if parts or errata:
            yield Correction(record=record, state="", parts=parts, errata=errata)


def _changed(
    edition: Frozen, record: Record, body: Outline | None, library: Library
) -> tuple[str, ...]:
    """The parts of a text that say something else now to those whom the edition was made for."""
    before = edition.parts[record.id]
    found = changed(before, parts_of(record, body, edition.format))
    if not found:
        return ()
    theirs = reduced(record, library, edition.audience)
    return changed(before, parts_of(theirs, body, edition.format))


def _later(before: Parts, record: Record) -> tuple[Erratum, ...]:
    """The errata that were not there yet."""
    known = before.get(ERRATA, "0")
    return record.errata[int(known) if known.isdecimal() else 0 :]
