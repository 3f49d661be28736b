"""The values of a case that are not for the public, as strings to look for."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Final, NamedTuple

from casebook.model.case import Case
from casebook.model.fields import CASE
from casebook.model.library import Library
from casebook.model.terms import Audience

# Shorter values (a surname, a score) stand in any text by chance.
_SHORTEST_VALUE: Final = 7
_SHORTEST_LINE: Final = 16
_MOST_LINES: Final = 5
_MARKS: Final = frozenset("*_[]()`|<>&\\~!")


class Secret(NamedTuple):
    """A value, the case that holds it, and the field it stands in."""

    text: str
    path: str
    field: str


def internal_values(case: Case) -> Iterator[Secret]:
    """The values of the fields that the table marks as internal.

    The name of the office that recommends a case is no secret: it often is the unit itself.
    """
    office = case.recommendation.by if case.recommendation else ""
    for name, field in CASE.items():
        if field.audience is Audience.INTRANET:
            for text in _strings(getattr(case, name)):
                if len(text) >= _SHORTEST_VALUE and text != office:
                    yield Secret(text, case.path, name)


def open_strings(case: Case) -> Iterator[str]:
    """Every text of a case that is not internal: its fields, and its body as written."""
    for name, field in CASE.items():
        if field.audience is Audience.PUBLIC:
            yield from _strings(getattr(case, name))
    yield case.markdown


def register_strings(library: Library) -> Iterator[str]:
    """Every text in the registers of a gated library: pages show it whatever the cases hold."""
    for register in (
        library.units,
        library.branches,
        library.batches,
        library.brands,
        library.projects,
        library.indicators,
        library.standards,
        library.awards,
        library.targets,
        library.volumes,
    ):
        yield from _strings(tuple(register.values()))
    yield from _strings((library.indicators_head, library.honours))


def telling_lines(case: Case) -> Iterator[Secret]:
    """The title of a case, and stretches of plain text that only it holds."""
    if len(case.title) >= _SHORTEST_VALUE:
        yield Secret(case.title, case.path, "title")
    method = case.method
    texts = (
        ("summary", case.summary),
        ("method", "\n".join((method.problem, *method.steps, *method.lessons)) if method else ""),
        ("body", case.markdown),
    )
    for name, text in texts:
        stretches = (line.strip("#>-0123456789.、 \t") for line in text.split("\n"))
        telling = [one for one in stretches if len(one) >= _SHORTEST_LINE and not _MARKS & set(one)]
        yield from (Secret(one, case.path, name) for one in telling[:_MOST_LINES])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value.strip()
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
