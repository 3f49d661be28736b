"""Front matter with groups and lists of groups, a value a line, each with its paragraph."""

import re
from collections.abc import Iterator, Mapping, Sequence

from casebook.intake.emit import scalar
from casebook.intake.word.body import Line
from casebook.intake.word.cells import Value
from casebook.intake.word.notes import NOWHERE
from casebook.model import shapes
from casebook.model.fields import Fields
from casebook.model.shapes import Shape

# The values of a field by its path; a group in a list has its number in the path.
Filled = Mapping[str, Sequence[Value]]
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_STEP = "  "


def front_lines(filled: Filled, table: Fields) -> Iterator[Line]:
    """The fields between their fences, in the order of the table."""
    yield Line("---")
    yield from _fields(filled, table, "", "")
    yield Line("---")


def _fields(filled: Filled, table: Fields, prefix: str, indent: str) -> Iterator[Line]:
    for name, field in table.items():
        path, shape = prefix + name, field.shape
        inner = shape.of if isinstance(shape, shapes.Many) else shape
        if not _has(filled, path):
            continue
        if not isinstance(inner, shapes.Group):
            yield from _values(filled[path], shape, f"{indent}{name}:")
            continue
        yield Line(f"{indent}{name}:")
        if not isinstance(shape, shapes.Many):
            yield from _fields(filled, inner.fields, f"{path}.", indent + _STEP)
            continue
        for number in sorted(_numbers(filled, path)):
            lines = list(_fields(filled, inner.fields, f"{path}.{number}.", indent + _STEP * 2))
            first = f"{indent}{_STEP}- {lines[0].text.lstrip()}"
            yield from (Line(first, lines[0].at), *lines[1:])


def _values(values: Sequence[Value], shape: Shape, head: str) -> Iterator[Line]:
    if not isinstance(shape, shapes.Many):
        yield Line(f"{head} {_scalar(values[0].text, shape)}", values[0].at)
    elif isinstance(shape.of, shapes.Prose):
        yield Line(head, values[0].at if values else NOWHERE)
        indent = " " * (len(head) - len(head.lstrip())) + _STEP
        yield from (Line(f"{indent}- {scalar(one.text)}", one.at) for one in values)
    else:
        texts = ", ".join(scalar(one.text) for one in values)
        yield Line(f"{head} [{texts}]", values[0].at)


def _scalar(text: str, shape: Shape) -> str:
    is_number = isinstance(shape, shapes.Number) and _NUMBER.fullmatch(text)
    is_flag = isinstance(shape, shapes.Flag) and text in {"true", "false"}
    return text if is_number or is_flag else scalar(text)


def _has(filled: Filled, path: str) -> bool:
    return bool(filled.get(path)) or any(one.startswith(f"{path}.") for one in filled)


def _numbers(filled: Filled, path: str) -> set[int]:
    start = len(path) + 1
    return {int(one[start:].partition(".")[0]) for one in filled if one.startswith(f"{path}.")}
