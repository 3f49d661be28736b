"""What was written, and where: the untyped side of the house."""

from casebook.record.example import Example, Excerpt, Line
from casebook.record.node import Entry, Items, Node, Scalar, Table
from casebook.record.place import Place
from casebook.record.raw import Places, RawFile, RawRecord

__all__ = [
    "Entry",
    "Example",
    "Excerpt",
    "Items",
    "Line",
    "Node",
    "Place",
    "Places",
    "RawFile",
    "RawRecord",
    "Scalar",
    "Table",
]
