"""References between records lead somewhere."""

from collections.abc import Collection, Iterator, Mapping

from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.ids import CaseId, UnitId
from casebook.model.library import Library
from casebook.model.registers import Unit
from casebook.record import Place, Places
from casebook.text.suggestion import nearest


def relation_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """References of a case to registers, taxonomies and its own folder."""
    for field, value, known in _references(case, library):
        if value not in known:
            yield _unknown(field, value, known, places.at(field))
    for index, attachment in enumerate(case.attachments):
        if case.file(attachment.file) is None:
            at = places.at(f"attachments.{index}.file")
            params = {"field": "attachments.file", "target": attachment.file}
            yield Finding(code="CB302", at=at, params=params)


def number_findings(
    cases: Mapping[CaseId, Case], places: Mapping[CaseId, Places]
) -> Iterator[Finding]:
    """Former numbers that another case has, or had."""
    owners: dict[str, CaseId] = {key: key for key in cases}
    for case in cases.values():
        for index, number in enumerate(case.former_ids):
            other = owners.setdefault(number, case.id)
            if other != case.id or number == case.id:
                at = places[case.id].at(f"former_ids.{index}")
                yield Finding(code="CB303", at=at, params={"value": number, "other": other})


def unit_findings(units: Mapping[UnitId, Unit], places: Places) -> Iterator[Finding]:
    """Units whose parent is unknown, or is below them."""
    for index, unit in enumerate(units.values()):
        at = places.at(f"units.{index}.parent")
        if unit.parent is not None and unit.parent not in units:
            yield _unknown("parent", unit.parent, units, at)
        elif _stands_above_itself(unit, units):
            params = {"field": "parent", "value": unit.id}
            yield Finding(code="CB304", at=at, params=params)


def _references(case: Case, library: Library) -> Iterator[tuple[str, str, Collection[str]]]:
    single = (
        ("unit", case.unit, library.units),
        ("kind", case.kind, library.kinds),
        ("call", case.call, library.calls),
        ("batch", case.batch, library.batches),
    )
    yield from ((field, value, known) for field, value, known in single if value is not None)
    for field, values, known in (
        ("themes", case.themes, library.themes),
        ("scenes", case.scenes, library.scenes),
    ):
        yield from ((f"{field}.{index}", value, known) for index, value in enumerate(values))


def _unknown(field: str, value: str, known: Collection[str], at: Place) -> Finding:
    meant = nearest(value, known)
    hint = {"meant": meant, "hint": "meant"} if meant else {"hint": "no_record"}
    return Finding(code="CB301", at=at, params={"field": field, "value": value, **hint})


def _stands_above_itself(unit: Unit, units: Mapping[UnitId, Unit]) -> bool:
    seen: set[UnitId] = set()
    above = unit.parent
    while above is not None and above in units and above not in seen:
        if above == unit.id:
            return True
        seen.add(above)
        above = units[above].parent
    return False
