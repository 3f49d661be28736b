"""What was written, and where: the untyped side of the house."""

from casebook.record.node import Entry, Items, Node, Scalar, Table
from casebook.record.place import Place
from casebook.record.raw import Places, RawFile, RawRecord

__all__ = ["Entry", "Items", "Node", "Place", "Places", "RawFile", "RawRecord", "Scalar", "Table"]
