"""The table of fields, the dataclasses, the schema and the labels say the same."""

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from casebook.findings import Catalogue
from casebook.model import fields, register_fields, shapes
from casebook.model.case import Case
from casebook.model.library import Site
from casebook.model.registers import Call
from casebook.parse.schema import json_schema

REGISTERS = (
    "UNITS",
    "BATCHES",
    "BRANDS",
    "PROJECTS",
    "INDICATORS",
    "TERMS",
    "CALL",
    "STAGES",
    "SITE",
)
TABLES = {"CASE": fields.CASE} | {name: getattr(register_fields, name) for name in REGISTERS}
# What a case is beside what its front matter says.
OWN = {"id", "path", "markdown", "body_line", "files"}


def groups(table: fields.Fields, prefix: str = "") -> Iterator[tuple[str, shapes.Group]]:
    for name, field in table.items():
        shape = field.shape.of if isinstance(field.shape, shapes.Many) else field.shape
        if isinstance(shape, shapes.Group):
            yield prefix + name, shape
            yield from groups(shape.fields, f"{prefix}{name}.")


def paths(table: fields.Fields, prefix: str = "") -> Iterator[str]:
    yield from (prefix + name for name in table)
    for name, group in groups(table):
        yield from (f"{prefix}{name}.{inner}" for inner in group.fields)


def attributes(of: type) -> dict[str, Any]:
    return {field.name: field for field in dataclasses.fields(of)}


@pytest.mark.parametrize(
    ("table", "to", "own"), [("CASE", Case, OWN), ("SITE", Site, set()), ("CALL", Call, {"id"})]
)
def test_every_field_is_an_attribute_in_the_same_order(table: str, to: type, own: set[str]) -> None:
    assert list(TABLES[table]) == [name for name in attributes(to) if name not in own]


@pytest.mark.parametrize("table", TABLES)
def test_every_group_is_its_dataclass(table: str) -> None:
    for name, group in groups(TABLES[table]):
        known = attributes(group.to)
        assert list(group.fields) == list(known), name
        for field, spec in group.fields.items():
            needed = (
                known[field].default is dataclasses.MISSING
                and known[field].default_factory is dataclasses.MISSING
            )
            assert spec.required is needed, f"{name}.{field}"


@pytest.mark.parametrize("table", TABLES)
def test_every_field_has_a_label(table: str, catalogue: Catalogue) -> None:
    for path in paths(TABLES[table]):
        assert catalogue.label(path) not in {path, ""}, path


def test_every_field_of_a_case_has_words_of_its_own(catalogue: Catalogue) -> None:
    assert [name for name in fields.CASE if name not in catalogue.fields] == []
    nested = [path for path in paths(fields.CASE) if "." in path]
    assert [path for path in nested if path not in catalogue.fields] == []


def objects(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema and every schema in it."""
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]
    inner += [schema["items"]] if "items" in schema else []
    for one in inner:
        yield from objects(one)


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_is_one(table: str, catalogue: Catalogue) -> None:
    schema = json_schema(TABLES[table], catalogue.label)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == list(TABLES[table])
    for one in objects(schema):
        kinds = {"type", "enum", "anyOf"} & set(one)
        assert len(kinds) == 1, one
        if "type" in one:
            assert one["type"] in {"object", "array", "string", "number", "integer", "boolean"}
        if one.get("type") == "object":
            assert set(one["required"]) <= set(one["properties"])
            assert one["additionalProperties"] is False
        if "pattern" in one:
            re.compile(one["pattern"])


def test_the_schema_asks_for_what_the_reader_asks_for(catalogue: Catalogue) -> None:
    schema = json_schema(fields.CASE, catalogue.label)
    assert schema["required"] == ["title"]
    title = schema["properties"]["title"]
    assert (title["title"], title["maxLength"]) == ("案例名称", 100)
    assert schema["properties"]["contacts"]["x-audience"] == "intranet"
    assert "withdrawn" in schema["properties"]["state"]["enum"]
    single, several = schema["properties"]["metrics"]["anyOf"]
    assert single == several["items"]
    assert single["required"] == ["name", "after"]
    assert several["maxItems"] == 20
