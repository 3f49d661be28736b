"""References between the registers lead somewhere, and no tree bites its tail."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from casebook.checks.former import former_unit_findings
from casebook.checks.relations import unknown_reference
from casebook.findings import Finding
from casebook.model.terms import Profile
from casebook.parse import Registers
from casebook.record import Places

# No organisation and no plan has so many levels.
DEEPEST: Final = 12
Known = Mapping[Any, Any]


def register_findings(registers: Registers) -> Iterator[Finding]:
    """Unknown units, levels, types and parents, trees that are none, samples, former names."""
    references = _references(registers)
    for name, rows in register_rows(registers).items():
        places = places_of(registers.places, f"registry/{name}")
        for index, row in enumerate(rows):
            yield from _row(row, f"{name}.{index}", references.get(name, {}), places)
            yield from _sample(row, places, f"{name}.{index}.sample", registers)
    for name, tree in (("units", registers.units), ("projects", registers.projects)):
        yield from _tree(name, tree, places_of(registers.places, f"registry/{name}"))
    for call in registers.calls.values():
        places = places_of(registers.places, f"calls/{call.id}")
        yield from _row(call, "", {"rubric": registers.rubrics}, places)
        yield from _sample(call, places, "sample", registers)
    for rubric in registers.rubrics.values():
        places = places_of(registers.places, f"rubrics/{rubric.id}")
        yield from _sample(rubric, places, "sample", registers)
    for volume in registers.volumes.values():
        places = places_of(registers.places, f"volumes/{volume.id}")
        yield from _sample(volume, places, "sample", registers)
    yield from _former_names(registers)
    units = places_of(registers.places, "registry/units")
    yield from former_unit_findings(registers.units.values(), units)


def register_rows(registers: Registers) -> Mapping[str, Sequence[Any]]:
    """The rows of every register, by the name of its file below registry/."""
    return {
        "units": tuple(registers.units.values()),
        "branches": tuple(registers.branches.values()),
        "batches": tuple(registers.batches.values()),
        "brands": tuple(registers.brands.values()),
        "projects": tuple(registers.projects.values()),
        "indicators": tuple(registers.indicators.values()),
        "standards": tuple(registers.standards.values()),
        "awards": tuple(registers.awards.values()),
        "honours": registers.honours,
        "targets": tuple(registers.targets.values()),
    }


def places_of(places: Mapping[str, Places], name: str) -> Places:
    """The places of the settings' file of that name, without its ending."""
    path = next((path for path in places if path.endswith(f"/{name}.yml")), "")
    return places.get(path, Places("", {}))


def _references(registers: Registers) -> Mapping[str, Mapping[str, Known]]:
    """What each register refers to: the field, and the rows that its value must be one of."""
    terms = registers.taxonomies
    return {
        "units": {"level": terms["levels"], "parent": registers.units},
        "branches": {"unit": registers.units},
        "batches": {"drawn_from": terms["titles"]},
        "brands": {"unit": registers.units, "type": terms["brand_types"]},
        "projects": {
            "unit": registers.units,
            "type": terms["project_types"],
            "parent": registers.projects,
        },
        "indicators": {"dimension": terms["dimensions"]},
        "honours": {
            "title": terms["titles"],
            "unit": registers.units,
            "branch": registers.branches,
        },
    }


def _row(
    row: Any,  # noqa: ANN401 (a row of any register)
    name: str,
    references: Mapping[str, Known],
    places: Places,
) -> Iterator[Finding]:
    for field, known in references.items():
        value = getattr(row, field)
        if value is not None and value not in known:
            at = places.at(f"{name}.{field}".lstrip("."))
            full = f"{name.partition('.')[0]}.{field}".lstrip(".")
            yield unknown_reference(full, str(value), known, at)


def _sample(
    row: Any,  # noqa: ANN401
    places: Places,
    name: str,
    registers: Registers,
) -> Iterator[Finding]:
    """Invented records have no place among real ones."""
    if row.sample and registers.site.profile is Profile.PRODUCTION:
        yield Finding(code="CB405", at=places.at(name))


def _tree(name: str, rows: Known, places: Places) -> Iterator[Finding]:
    for index, row in enumerate(rows.values()):
        if code := _tree_problem(row, rows):
            params = {"field": "parent", "value": str(row.id), "limit": str(DEEPEST)}
            yield Finding(code=code, at=places.at(f"{name}.{index}.parent"), params=params)


def _tree_problem(row: Any, rows: Known) -> str:  # noqa: ANN401
    """The code of what is wrong with the way up from a row, or an empty string."""
    above = row.parent
    for _ in range(DEEPEST):
        if above == row.id:
            return "CB304"
        if above not in rows:
            return ""
        above = rows[above].parent
    return "CB306"


def _former_names(registers: Registers) -> Iterator[Finding]:
    """Former names that a unit of today bears: a reader could not tell which one is meant."""
    living = {unit.name: unit.id for unit in registers.units.values()}
    living |= {unit.short: unit.id for unit in registers.units.values() if unit.short}
    places = places_of(registers.places, "registry/units")
    for row, unit in enumerate(registers.units.values()):
        for index, former in enumerate(unit.former_names):
            if former.name in living:
                params = {"value": former.name, "other": str(living[former.name])}
                at = places.at(f"units.{row}.former_names.{index}.name")
                yield Finding(code="CB328", at=at, params=params)
