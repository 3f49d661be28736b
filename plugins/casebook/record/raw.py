"""A record as read, before anything is believed of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.record.node import Table
from casebook.record.place import Place


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file beside a record; width and height in pixels, 0 where it is no picture."""

    name: str
    kind: str
    size: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class RawRecord:
    """Front matter and body of one file.

    `front` are the lines between the fences, from line 2 on; `body_line` is the line on which
    the body starts.
    """

    path: str
    values: Table
    body: str = ""
    body_line: int = 1
    files: tuple[RawFile, ...] = ()
    front: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where the fields of one record were written; a nested field is `metrics.0.after`."""

    path: str
    fields: Mapping[str, tuple[int, int]]

    def at(self, field: str) -> Place:
        """The place of a field's value, or of the nearest thing that holds it."""
        name = field
        while name and name not in self.fields:
            name = name.rpartition(".")[0]
        line, column = self.fields.get(name, (1, 1))
        return Place(self.path, line, column)
