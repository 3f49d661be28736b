"""References between the registers lead somewhere, and no tree bites its tail."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Protocol

from casebook.checks.dates import call_findings
from casebook.checks.relations import unknown_reference
from casebook.findings import Finding
from casebook.model.ids import BrandId, CallId, ProjectId, TermId, UnitId
from casebook.model.registers import Brand, Call, Project, Term, Unit
from casebook.record import Places

# No organisation and no plan has so many levels.
DEEPEST: Final = 12


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
    def calls(self) -> Mapping[CallId, Call]:
        """The calls."""

    @property
    def taxonomies(self) -> Mapping[str, Mapping[TermId, Term]]:
        """The taxonomies by name."""

    @property
    def places(self) -> Mapping[str, Places]:
        """The places of every file of the settings."""


def register_findings(registers: Registers) -> Iterator[Finding]:
    """Unknown units, levels and parents in the registers; trees and calls that are none."""
    yield from call_findings(registers.calls, registers.places)
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
            if "parent" in references and (code := _tree_problem(row, rows)):
                params = {"field": "parent", "value": str(row.id), "limit": str(DEEPEST)}
                yield Finding(code=code, at=places.at(f"{name}.{index}.parent"), params=params)


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


def _tree_problem(row: Any, rows: Mapping[Any, Any]) -> str:  # noqa: ANN401
    """The code of what is wrong with the way up from a row, or an empty string."""
    above = row.parent
    for _ in range(DEEPEST):
        if above == row.id:
            return "CB304"
        if above not in rows:
            return ""
        above = rows[above].parent
    return "CB306"
