"""What the help pages show: findings by code, fields by table, guides by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from casebook.model.body import Body
from casebook.record import Example

HELP: Final = "help/"


def help_url(name: str) -> str:
    """The stable address of a help page: of a code, a guide, `codes` or `fields`.

    >>> help_url("CB003")
    'help/CB003/'
    """
    return f"{HELP}{name}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """One code: what it says, what to do, why, and an example where there is one."""

    code: str
    severity: str
    severity_name: str
    words: Mapping[str, str]
    example: Example | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return help_url(self.code)


@dataclass(frozen=True, slots=True)
class Family:
    """The codes that have to do with one matter."""

    anchor: str
    name: str
    codes: tuple[CodeView, ...]


@dataclass(frozen=True, slots=True)
class CodesView:
    """All codes by family."""

    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One field in words: how it is written, who sees it, which calls ask for it."""

    name: str
    label: str
    writing: str
    required: bool
    audience: str
    help: str
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """A field of the first level with those within it, and how it looks in a file."""

    anchor: str
    field: FieldLine
    parts: tuple[FieldLine, ...]
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTable:
    """The fields of one kind of file; `sample` is a whole such file, where it is short.

    Only a case's fields differ in who may read them, so only there it is said (`is_case`).
    """

    anchor: str
    name: str
    place: str
    groups: tuple[FieldGroup, ...]
    is_case: bool
    sample: str = ""


@dataclass(frozen=True, slots=True)
class FieldsView:
    """Every field of a case, of the settings and of the registers."""

    tables: tuple[FieldTable, ...]


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide for users; what it says is its body."""

    body: Body


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A help page among all of them."""

    name: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class HelpView:
    """The first page of the help."""

    lines: tuple[HelpLine, ...]


AnyHelp = CodeView | CodesView | FieldsView | GuideView | HelpView
