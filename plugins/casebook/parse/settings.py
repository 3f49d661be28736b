"""The settings and registers to typed values; any error in them stops the build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from casebook.findings import Finding
from casebook.model import register_fields
from casebook.model.fields import CASE, Fields
from casebook.model.ids import (
    BatchId,
    BrandId,
    CallId,
    IndicatorId,
    ProjectId,
    TermId,
    UnitId,
)
from casebook.model.library import Site
from casebook.model.registers import (
    Batch,
    Brand,
    Call,
    Indicator,
    Project,
    Stage,
    Synonyms,
    Term,
    Unit,
)
from casebook.model.terms import State
from casebook.parse.values import Reading, duplicates
from casebook.record import Places, RawRecord


class Written(Protocol):
    """Settings as written, however they were read."""

    def calls(self) -> Mapping[str, RawRecord]:
        """The calls, by the name of their file."""

    def record(self, name: str) -> RawRecord | None:
        """The record of that name, such as `site` or `registry/units`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All settings as typed values; `places` tells where each record of a register stands."""

    site: Site
    units: Mapping[UnitId, Unit]
    batches: Mapping[BatchId, Batch]
    calls: Mapping[CallId, Call]
    brands: Mapping[BrandId, Brand]
    projects: Mapping[ProjectId, Project]
    indicators: Mapping[IndicatorId, Indicator]
    taxonomies: Mapping[str, Mapping[TermId, Term]]
    stages: Mapping[State, Stage]
    synonyms: tuple[Synonyms, ...]
    places: Mapping[str, Places]


class _Reader:
    """Reads the tables of one set of settings, gathering findings and places."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.places: dict[str, Places] = {}

    def values(self, raw: RawRecord | None, table: Fields) -> dict[str, Any]:
        if raw is None:
            return {}
        reading = Reading(raw.path)
        values = reading.table(raw.values, table)
        self.findings += reading.findings
        self.places[raw.path] = Places(raw.path, reading.places)
        return values

    def rows(self, raw: RawRecord | None, table: Fields, key: str) -> dict[Any, Any]:
        """The rows of a register by id, in the order of the file."""
        rows: Sequence[Any] = self.values(raw, table).get(key, ())
        if raw is not None:
            for index in duplicates([row.id for row in rows]):
                at = self.places[raw.path].at(f"{key}.{index}.id")
                self.findings.append(
                    Finding(code="CB111", at=at, params={"value": str(rows[index].id)})
                )
        return {row.id: row for row in rows}


def parse_settings(written: Written) -> tuple[Registers, list[Finding]]:
    """Every register; what is missing is empty, what is wrong is a finding."""
    reader = _Reader()
    calls: dict[CallId, Call] = {}
    for name, raw in written.calls().items():
        values = reader.values(raw, register_fields.CALL)
        if "name" in values:
            calls[CallId(name)] = Call(id=CallId(name), **values)
            reader.findings += _unknown_fields(calls[CallId(name)], reader.places[raw.path])
    site = reader.values(written.record("site"), register_fields.SITE)
    registers = Registers(
        site=Site(**site),
        units=reader.rows(written.record("registry/units"), register_fields.UNITS, "units"),
        batches=reader.rows(written.record("registry/batches"), register_fields.BATCHES, "batches"),
        calls=calls,
        brands=reader.rows(written.record("registry/brands"), register_fields.BRANDS, "brands"),
        projects=reader.rows(
            written.record("registry/projects"), register_fields.PROJECTS, "projects"
        ),
        indicators=reader.rows(
            written.record("registry/indicators"), register_fields.INDICATORS, "indicators"
        ),
        taxonomies={
            name: reader.rows(written.record(f"taxonomies/{name}"), register_fields.TERMS, "terms")
            for name in ("themes", "kinds", "scenes", "levels")
        },
        synonyms=reader.values(written.record("lexicon"), register_fields.LEXICON).get(
            "synonyms", ()
        ),
        stages=reader.rows(written.record("lifecycle"), register_fields.STAGES, "states"),
        places=reader.places,
    )
    return registers, reader.findings


def _unknown_fields(call: Call, places: Places) -> list[Finding]:
    return [
        Finding(
            code="CB106",
            at=places.at(f"requires.{index}"),
            params={"field": "requires", "value": name, "known": "、".join(CASE)},
        )
        for index, name in enumerate(call.requires)
        if name not in CASE
    ]
