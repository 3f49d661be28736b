"""Shapes: what a value of a field looks like. One table of fields is built of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casebook.model.terms import Audience


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, of at most so many characters."""

    most: int = 200


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph or more of plain text, of at most so many characters."""

    most: int = 2000


@dataclass(frozen=True, slots=True)
class Day:
    """A date written YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number, kept as written."""


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words on which code branches."""

    of: type[StrEnum]


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a record in a register; whether it is there is a check of its own."""

    to: str


@dataclass(frozen=True, slots=True)
class Slug:
    """An id: lower-case ASCII words joined by hyphens."""


@dataclass(frozen=True, slots=True)
class FileName:
    """The name of a file in the folder of the record."""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address with http or https, or one of mail; `{slots}` may stand in it."""

    slots: tuple[str, ...] = ()
    mail: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list; a single value is taken as a list of one."""

    of: "Shape"
    most: int = 50


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping that becomes one object of the type `to`."""

    to: type
    fields: "Mapping[str, Field]"


Shape = (
    Text
    | Prose
    | Day
    | Number
    | Count
    | Flag
    | Choice
    | Reference
    | Slug
    | FileName
    | Address
    | Many
    | Group
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its shape, whether it must be there, and for whom it is meant."""

    shape: Shape
    required: bool = False
    audience: Audience = Audience.PUBLIC
