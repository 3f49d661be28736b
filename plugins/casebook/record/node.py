"""The tree of a YAML text, every scalar still a string, every node with its place."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Scalar(NamedTuple):
    """A single value as written; plain if it stood without quotes."""

    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written; YAML's own words for that count as nothing."""
        return not self.text.strip() or (self.plain and self.text in {"~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: "tuple[Node, ...]"
    line: int
    column: int


class Entry(NamedTuple):
    """A key of a mapping and what it holds."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; of a key written twice the first is kept."""

    entries: dict[str, Entry] = field(default_factory=dict)
    line: int = 1
    column: int = 1


Node = Scalar | Items | Table
