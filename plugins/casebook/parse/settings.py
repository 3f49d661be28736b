"""The settings and registers to typed values; any error in them stops the build."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from casebook.findings import Finding
from casebook.model import (
    appraisal_fields,
    article_fields,
    register_fields,
    rule_fields,
    volume_fields,
)
from casebook.model.appraisal import Award, Honour, Indicators, Rubric, Standard, Target
from casebook.model.article import Column, ColumnId
from casebook.model.calendar import Holiday
from casebook.model.fields import CASE, Fields
from casebook.model.ids import (
    AwardId,
    BatchId,
    BranchId,
    BrandId,
    CallId,
    IndicatorId,
    ProjectId,
    RubricId,
    StandardId,
    TargetId,
    TermId,
    UnitId,
    VolumeId,
)
from casebook.model.library import Site
from casebook.model.registers import (
    Batch,
    Branch,
    Brand,
    Call,
    Indicator,
    Project,
    Stage,
    Term,
    Unit,
)
from casebook.model.rules import Expression, Synonyms
from casebook.model.settings_files import TAXONOMIES
from casebook.model.terms import State
from casebook.model.volume import Volume
from casebook.parse.rules import contradictions, crossed_limits
from casebook.parse.tables import TableReader
from casebook.parse.values import Reading
from casebook.record import Places, RawRecord


class Written(Protocol):
    """Settings as written, however they were read."""

    def folder(self, name: str) -> Mapping[str, RawRecord]:
        """The records of a folder such as `calls`, by the name of their file."""

    def record(self, name: str) -> RawRecord | None:
        """The record of that name, such as `site` or `registry/units`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All settings as typed values; `places` tells where each record of a register stands."""

    site: Site
    units: Mapping[UnitId, Unit]
    branches: Mapping[BranchId, Branch]
    batches: Mapping[BatchId, Batch]
    calls: Mapping[CallId, Call]
    brands: Mapping[BrandId, Brand]
    projects: Mapping[ProjectId, Project]
    indicators: Mapping[IndicatorId, Indicator]
    indicators_head: Indicators
    standards: Mapping[StandardId, Standard]
    awards: Mapping[AwardId, Award]
    honours: tuple[Honour, ...]
    rubrics: Mapping[RubricId, Rubric]
    targets: Mapping[TargetId, Target]
    columns: Mapping[ColumnId, Column]
    taxonomies: Mapping[str, Mapping[TermId, Term]]
    stages: Mapping[State, Stage]
    wording: tuple[Expression, ...]
    notice_days: int
    holidays: Mapping[date, Holiday]
    synonyms: tuple[Synonyms, ...]
    volumes: Mapping[VolumeId, Volume]
    places: Mapping[str, Places]


def parse_settings(written: Written) -> tuple[Registers, list[Finding]]:
    """Every register; what is missing is empty, what is wrong is a finding."""
    reader = TableReader()

    def rows(name: str, table: Fields) -> dict[Any, Any]:
        return reader.rows(written.record(f"registry/{name}"), table, name)

    head, indicators = _indicators(reader, written)
    wording = reader.values(written.record("wording"), rule_fields.WORDING).get("wording", ())
    if (raw := written.record("wording")) is not None:
        reader.findings += contradictions(wording, reader.places[raw.path])
    lexicon = reader.values(written.record("lexicon"), rule_fields.LEXICON)
    lifecycle = reader.values(written.record("lifecycle"), register_fields.STAGES)
    holidays = reader.values(written.record("registry/holidays"), register_fields.HOLIDAYS)
    registers = Registers(
        site=Site(**reader.values(written.record("site"), register_fields.SITE)),
        units=rows("units", register_fields.UNITS),
        branches=rows("branches", register_fields.BRANCHES),
        batches=rows("batches", register_fields.BATCHES),
        calls=_calls(reader, written),
        brands=rows("brands", register_fields.BRANDS),
        projects=rows("projects", register_fields.PROJECTS),
        indicators=indicators,
        indicators_head=head,
        standards=_standards(reader, written),
        awards=rows("awards", appraisal_fields.AWARDS),
        honours=_honours(reader, written),
        rubrics=_rubrics(reader, written),
        targets=rows("targets", appraisal_fields.TARGETS),
        columns=_columns(reader, written),
        taxonomies={
            name: reader.rows(written.record(f"taxonomies/{name}"), register_fields.TERMS, "terms")
            for name in TAXONOMIES
        },
        stages=reader.by_id(written.record("lifecycle"), "states", lifecycle.get("states", ())),
        notice_days=lifecycle.get("notice_days", 0),
        holidays={row.date: row for row in holidays.get("holidays", ())},
        wording=wording,
        synonyms=lexicon.get("synonyms", ()),
        volumes=_volumes(reader, written),
        places=reader.places,
    )
    return registers, reader.findings


def _calls(reader: TableReader, written: Written) -> dict[CallId, Call]:
    calls: dict[CallId, Call] = {}
    for name, raw in written.folder("calls").items():
        values = reader.values(raw, register_fields.CALL)
        if "name" in values:
            calls[CallId(name)] = Call(id=CallId(name), **values)
            reader.findings += _unknown_fields(calls[CallId(name)], reader.places[raw.path])
            reader.findings += crossed_limits(calls[CallId(name)], reader.places[raw.path])
    return calls


def _volumes(reader: TableReader, written: Written) -> dict[VolumeId, Volume]:
    volumes: dict[VolumeId, Volume] = {}
    for name, raw in written.folder("volumes").items():
        values = reader.values(raw, volume_fields.VOLUME)
        if {"name", "select"} <= values.keys():
            volumes[VolumeId(name)] = Volume(id=VolumeId(name), **values)
    return volumes


def _rubrics(reader: TableReader, written: Written) -> dict[RubricId, Rubric]:
    rubrics: dict[RubricId, Rubric] = {}
    for name, raw in written.folder("rubrics").items():
        values = reader.values(raw, appraisal_fields.RUBRIC)
        if {"name", "criteria"} <= values.keys():
            rubric = Rubric(id=RubricId(name), **values)
            rubrics[rubric.id] = rubric
            groups = {"criteria": rubric.criteria, "conditions": rubric.conditions}
            named = [
                (f"{key}.{number}", row)
                for key, rows in groups.items()
                for number, row in enumerate(rows)
            ]
            reader.tell_of_ids_twice(raw.path, named)
    return rubrics


def _columns(reader: TableReader, written: Written) -> dict[ColumnId, Column]:
    columns: dict[ColumnId, Column] = {}
    for name, raw in written.folder("columns").items():
        values = reader.values(raw, article_fields.COLUMN)
        if "name" in values:
            columns[ColumnId(name)] = Column(id=ColumnId(name), **values)
            rows = enumerate(values.get("series", ()))
            reader.tell_of_ids_twice(raw.path, [(f"series.{at}", row) for at, row in rows])
    return columns


def _standards(reader: TableReader, written: Written) -> dict[StandardId, Standard]:
    """The standards; their items share one room of ids, since cases name the item alone."""
    raw = written.record("registry/standards")
    standards: dict[StandardId, Standard] = reader.rows(
        raw, appraisal_fields.STANDARDS, "standards"
    )
    if raw is not None:
        items = [
            (f"standards.{first}.parts.{second}.items.{third}", item)
            for first, standard in enumerate(standards.values())
            for second, part in enumerate(standard.parts)
            for third, item in enumerate(part.items)
        ]
        reader.tell_of_ids_twice(raw.path, items)
    return standards


def _honours(reader: TableReader, written: Written) -> tuple[Honour, ...]:
    values = reader.values(written.record("registry/honours"), appraisal_fields.HONOURS)
    return tuple(values.get("honours", ()))


def _indicators(
    reader: TableReader, written: Written
) -> tuple[Indicators, dict[IndicatorId, Indicator]]:
    """What stands above the indicators, and the indicators."""
    raw = written.record("registry/indicators")
    values = reader.values(raw, register_fields.INDICATORS)
    indicators = reader.by_id(raw, "indicators", values.pop("indicators", ()))
    return Indicators(**values), indicators


def parse_stages(raw: RawRecord) -> Mapping[State, Stage]:
    """The states in a file of the lifecycle, without what is wrong in it."""
    rows = Reading(raw.path).table(raw.values, register_fields.STAGES).get("states", ())
    return {row.id: row for row in rows}


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
