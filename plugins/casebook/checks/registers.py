"""References between the registers lead somewhere, and no tree bites its tail."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from casebook.checks.relations import unknown_reference
from casebook.findings import Finding
from casebook.model.ids import BrandId, ProjectId, TermId, UnitId
from casebook.model.registers import Brand, Project, Term, Unit
from casebook.record import Places


class Registers(Protocol):
    """The registers that refer to one another, and the places of their rows by path."""

    @property
    def units(self) -> Mapping[UnitId, Unit]:
        """The units."""

    @property
    def brands(self) -> Mapping[BrandId, Brand]:
        """The brands."""

    @property
    def projects(self) -> Mapping[ProjectId, Project]:
        """The projects."""

    @property
    def taxonomies(self) -> Mapping[str, Mapping[TermId, Term]]:
        """The taxonomies by name."""

    @property
    def places(self) -> Mapping[str, Places]:
        """The places of every file of the settings."""


def register_findings(registers: Registers) -> Iterator[Finding]:
    """Unknown units, levels and parents in the registers, and trees that are none."""
    levels = registers.taxonomies.get("levels", {})
    tables: tuple[tuple[str, Mapping[Any, Any], Mapping[str, Mapping[Any, Any]]], ...] = (
        ("units", registers.units, {"level": levels, "parent": registers.units}),
        ("brands", registers.brands, {"unit": registers.units}),
        ("projects", registers.projects, {"unit": registers.units, "parent": registers.projects}),
    )
    for name, rows, references in tables:
        places = next(
            (
                one
                for path, one in registers.places.items()
                if path.endswith(f"registry/{name}.yml")
            ),
            Places("", {}),
        )
        for index, row in enumerate(rows.values()):
            yield from _row(row, f"{name}.{index}", references, places)
            if "parent" in references and _stands_above_itself(row, rows):
                params = {"field": "parent", "value": str(row.id)}
                yield Finding(code="CB304", at=places.at(f"{name}.{index}.parent"), params=params)


def _row(
    row: Any,  # noqa: ANN401 (a row of any register)
    name: str,
    references: Mapping[str, Mapping[Any, Any]],
    places: Places,
) -> Iterator[Finding]:
    for field, known in references.items():
        value = getattr(row, field)
        if value is not None and value not in known:
            yield unknown_reference(field, str(value), known, places.at(f"{name}.{field}"))


def _stands_above_itself(row: Any, rows: Mapping[Any, Any]) -> bool:  # noqa: ANN401
    seen: set[str] = set()
    above = row.parent
    while above in rows and above not in seen:
        if above == row.id:
            return True
        seen.add(above)
        above = rows[above].parent
    return False
