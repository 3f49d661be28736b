"""The JSON Schema (2020-12) of a table of fields, for editors that complete and check."""

from collections.abc import Callable, Mapping
from typing import Any

from casebook.model import shapes
from casebook.model.fields import Fields
from casebook.model.ids import SLUG

Labels = Callable[[str], str]
Json = dict[str, Any]


def json_schema(table: Fields, label: Labels) -> Json:
    """A schema whose titles are the labels of the fields in the reader's language."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object(table, label, ""),
    }


def _object(table: Fields, label: Labels, prefix: str) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "title": label(prefix + name),
                "x-audience": str(field.audience),
                **_shape(field.shape, label, f"{prefix}{name}."),
            }
            for name, field in table.items()
        },
        "required": [name for name, field in table.items() if field.required],
    }


def _shape(shape: shapes.Shape, label: Labels, prefix: str) -> Json:
    if isinstance(shape, shapes.Many):
        item = _shape(shape.of, label, prefix)
        return {"anyOf": [item, {"type": "array", "items": item, "maxItems": shape.most}]}
    if isinstance(shape, shapes.Group):
        return _object(shape.fields, label, prefix)
    return _SIMPLE[type(shape)](shape)


_SIMPLE: Mapping[type, Callable[[Any], Json]] = {
    shapes.Text: lambda shape: {"type": "string", "maxLength": shape.most},
    shapes.Prose: lambda shape: {"type": "string", "maxLength": shape.most},
    shapes.Day: lambda _: {"type": "string", "format": "date"},
    shapes.Number: lambda _: {"type": "number"},
    shapes.Count: lambda shape: {
        "type": "integer",
        "minimum": shape.least,
        "maximum": shape.most,
    },
    shapes.Flag: lambda _: {"type": "boolean"},
    shapes.Choice: lambda shape: {"enum": [str(word) for word in shape.of]},
    shapes.Reference: lambda _: {"type": "string", "pattern": f"^{SLUG.pattern}$"},
    shapes.Slug: lambda _: {"type": "string", "pattern": f"^{SLUG.pattern}$"},
    shapes.FileName: lambda _: {"type": "string", "pattern": r"^[^/\\]+$"},
    shapes.Address: lambda _: {"type": "string", "format": "uri"},
}
