"""A volume prints something, and nothing that is not meant for its readers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from casebook.audience import gate, is_visible
from casebook.checks.registers import places_of
from casebook.checks.relations import unknown_reference
from casebook.checks.volume_articles import (
    asked_issues,
    empty_columns,
    stray_articles,
    unknown_columns,
)
from casebook.checks.volume_words import volume_word_findings
from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.counts import ONCE_ADMITTED
from casebook.model.ids import SLUG, CaseId, VolumeId
from casebook.model.library import Library
from casebook.model.selecting import chosen, chosen_articles, is_meant
from casebook.model.terms import Audience
from casebook.model.volume import Publication, Selection, Volume
from casebook.record import Place, Places

# What an internal print has to say of itself: 内部资料性出版物管理办法 (2015), article 13.
# Millimetres a leaf: from bible paper to stout card.
_THINNEST, _THICKEST = Decimal("0.03"), Decimal("0.5")
_PARTICULARS = ("permit", "by", "recipients", "printer", "date", "copies")


def volume_findings(library: Library, registers: Mapping[str, Places]) -> Iterator[Finding]:
    """References of every volume, what it prints and says, and for whom.

    `registers` as for other checks.
    """
    # What is printed is judged on what the readers may know: an internal unit selects nothing.
    readers = {volume.readers for volume in library.volumes.values()}
    known = {audience: gate(library, audience) for audience in readers}
    yield from volume_word_findings(library, known, registers)
    for volume in library.volumes.values():
        places = places_of(registers, f"volumes/{volume.id}")
        unknown = list(_unknown(volume, library, places))
        yield from unknown
        yield from _named(volume, library, places)
        yield from _imprint(volume, places)
        yield from _paper(volume, places)
        gated = known[volume.readers]
        for name, selection in _selections(volume):
            yield from asked_issues(name, selection, library, gated, places)
        shown, articles = chosen(volume, gated), chosen_articles(volume, gated)
        if shown or articles:
            yield from empty_columns(volume, gated, places)
        elif not unknown:
            yield Finding(code="CB901", at=places.at("select"))
        yield from _stray(volume, shown, gated, places)
        yield from stray_articles(volume, articles, places)


def volume_name_findings(volumes: Iterable[VolumeId]) -> Iterator[Finding]:
    """Volumes whose name cannot be an address; on the shelf it is that of a folder, too."""
    for name in volumes:
        if not SLUG.fullmatch(name):
            path = f"site_config/volumes/{name}.yml"
            yield Finding(code="CB945", at=Place(path), params={"value": name})


def _paper(volume: Volume, places: Places) -> Iterator[Finding]:
    if volume.paper is not None and not _THINNEST <= volume.paper <= _THICKEST:
        yield Finding(code="CB907", at=places.at("paper"), params={"value": str(volume.paper)})


def _stray(
    volume: Volume, shown: Sequence[Case], gated: Library, places: Places
) -> Iterator[Finding]:
    """Cases that stand in none of the parts."""
    stray = [
        case.id
        for case in shown
        if volume.parts and not any(is_meant(case, one.select, gated) for one in volume.parts)
    ]
    if stray:
        params = {"value": "、".join(stray), "count": str(len(stray))}
        yield Finding(code="CB905", at=places.at("parts"), params=params)


def _selections(volume: Volume) -> Iterator[tuple[str, Selection]]:
    yield "select", volume.select
    yield from ((f"parts.{row}.select", one.select) for row, one in enumerate(volume.parts))


def _unknown(volume: Volume, library: Library, places: Places) -> Iterator[Finding]:
    for name, selection in _selections(volume):
        for field in ("batches", "awards", "themes", "scenes", "kinds", "units", "cases"):
            known = getattr(library, field)
            for index, key in enumerate(getattr(selection, field)):
                if key not in known:
                    full = f"{name}.{field}.{index}"
                    yield unknown_reference(full, key, known, places.at(full))
        yield from unknown_columns(name, selection, library, places)


def _named(volume: Volume, library: Library, places: Places) -> Iterator[Finding]:
    """Cases that are named one by one and cannot be printed."""
    for name, selection in _selections(volume):
        for index, key in enumerate(selection.cases):
            at = places.at(f"{name}.cases.{index}")
            if key in library.cases and (found := _unprintable(key, volume, library, at)):
                yield found


def _unprintable(key: CaseId, volume: Volume, library: Library, at: Place) -> Finding | None:
    case = library.cases[key]
    if case.state not in ONCE_ADMITTED:
        return Finding(code="CB902", at=at, params={"value": key, "state": str(case.state)})
    if not is_visible(case, library, volume.readers):
        return Finding(code="CB903", at=at, params={"value": key})
    return None


def _imprint(volume: Volume, places: Places) -> Iterator[Finding]:
    if volume.imprint.kind is not Publication.INTERNAL_MATERIAL:
        return
    if volume.audience is Audience.PUBLIC and "audience" in places.fields:
        yield Finding(code="CB904", at=places.at("audience"))
    for field in _PARTICULARS:
        if not getattr(volume.imprint, field):
            params = {"field": f"imprint.{field}"}
            yield Finding(code="CB906", at=places.at("imprint"), params=params)
