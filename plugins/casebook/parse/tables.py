"""Reads the tables of the settings: values, rows by id, and ids given twice."""

from collections.abc import Sequence
from typing import Any

from casebook.findings import Finding
from casebook.model.fields import Fields
from casebook.parse.values import Reading, duplicates
from casebook.record import Places, RawRecord


class TableReader:
    """Reads the tables of one set of settings, gathering findings and places."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.places: dict[str, Places] = {}

    def values(self, raw: RawRecord | None, table: Fields) -> dict[str, Any]:
        """The typed values of one record, nothing where there is none."""
        if raw is None:
            return {}
        reading = Reading(raw.path)
        values = reading.table(raw.values, table)
        self.findings += reading.findings
        self.places[raw.path] = Places(raw.path, reading.places)
        return values

    def rows(self, raw: RawRecord | None, table: Fields, key: str) -> dict[Any, Any]:
        """The rows of a register by id, in the order of the file."""
        return self.by_id(raw, key, self.values(raw, table).get(key, ()))

    def by_id(self, raw: RawRecord | None, key: str, rows: Sequence[Any]) -> dict[Any, Any]:
        """Rows that were read, by id; an id given twice is told of."""
        if raw is not None:
            self.tell_of_ids_twice(raw.path, [(f"{key}.{n}", row) for n, row in enumerate(rows)])
        return {row.id: row for row in rows}

    def tell_of_ids_twice(self, path: str, rows: Sequence[tuple[str, Any]]) -> None:
        """Rows, each with its name in the file, that share one room of ids."""
        for index in duplicates([row.id for _, row in rows]):
            name, row = rows[index]
            at = self.places[path].at(f"{name}.id")
            self.findings.append(Finding(code="CB111", at=at, params={"value": str(row.id)}))
