"""The values of a case or an article that are not for the public, as strings to look for."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Final, NamedTuple

from casebook.model.article import Article
from casebook.model.article_fields import ARTICLE
from casebook.model.case import Case
from casebook.model.fields import CASE, Fields
from casebook.model.library import Library
from casebook.model.terms import Audience
from casebook.model.volume import Volume

# Shorter values (a surname, a score) stand in any text by chance.
_SHORTEST_VALUE: Final = 7
_SHORTEST_LINE: Final = 16
_MOST_LINES: Final = 5
_MARKS: Final = frozenset("*_[]()`|<>&\\~!")


Record = Case | Article


def _named(table: Fields, audience: Audience) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
    """The fields for an audience, and what takes their values from a record in one go."""
    names = tuple(name for name, one in table.items() if one.audience is audience)
    return names, attrgetter(*names)


_INTERNAL: Final = {
    Case: _named(CASE, Audience.INTRANET),
    Article: _named(ARTICLE, Audience.INTRANET),
}
_OPEN: Final = {
    Case: _named(CASE, Audience.PUBLIC),
    Article: _named(ARTICLE, Audience.PUBLIC),
}


class Secret(NamedTuple):
    """A value, the record that holds it, and the field it stands in."""

    text: str
    path: str
    field: str


def internal_values(record: Record) -> Iterator[Secret]:
    """The values of the fields that the table marks as internal.

    The name of the office that recommends a case is no secret: it often is the unit itself.
    """
    recommended = record.recommendation if isinstance(record, Case) else None
    office = recommended.by if recommended else ""
    names, values = _INTERNAL[type(record)]
    for name, value in zip(names, values(record), strict=True):
        for text in _strings(value) if value else ():
            if len(text) >= _SHORTEST_VALUE and text != office:
                yield Secret(text, record.path, name)


def open_values(record: Record) -> Iterator[tuple[str, str]]:
    """Every text in the fields of a record that are not internal, each with its field."""
    names, values = _OPEN[type(record)]
    for name, value in zip(names, values(record), strict=True):
        for text in _strings(value) if value else ():
            yield name, text


def open_strings(record: Record) -> Iterator[str]:
    """Every text of a record that is not internal: its fields, and its body as written."""
    yield from (text for _, text in open_values(record))
    yield record.markdown


def own_words(volume: Volume) -> Iterator[tuple[str, str]]:
    """What an editor writes freely in a volume, each with its field.

    The names of the book, its makers and its offices are left out: these may well stand elsewhere.
    """
    yield "subtitle", volume.subtitle
    yield "foreword", volume.foreword
    for row, part in enumerate(volume.parts):
        yield f"parts.{row}.name", part.name
        yield f"parts.{row}.note", part.note
    for row, appendix in enumerate(volume.appendices):
        yield f"appendices.{row}.name", appendix.name
        yield f"appendices.{row}.text", appendix.text


def open_settings(library: Library) -> Iterator[str]:
    """What the settings of a gated library make public, whatever its cases and articles hold."""
    site = library.site
    yield from (site.name, site.organ, site.contact, site.corrections)
    yield from register_strings(library)
    for register in (library.themes, library.kinds):
        yield from (term.name for term in register.values())


def register_strings(library: Library) -> Iterator[str]:
    """Every text in the registers of a gated library: pages show it whatever the cases hold.

    The free words of a volume are searched like those of a case.
    """
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
        library.columns,
    ):
        yield from _strings(tuple(register.values()))
    for volume in library.volumes.values():
        yield from _strings((volume.name, volume.board, volume.imprint))
    yield from _strings((library.indicators_head, library.honours))


def withheld_values(whole: Library, gated: Library) -> list[Secret]:
    """The values of internal fields that the gate took away."""
    kept = {secret.text for one in gated.records for secret in internal_values(one)}
    every = (secret for one in whole.records for secret in internal_values(one))
    return [secret for secret in every if secret.text not in kept]


def withheld_lines(whole: Library, gated: Library) -> list[Secret]:
    """Titles and lines of the records whose text the gate took away."""
    shown = {one.id for one in gated.records if one.markdown}
    hidden = (one for one in whole.records if one.id not in shown)
    return [secret for one in hidden for secret in telling_lines(one)]


def telling_lines(record: Record) -> Iterator[Secret]:
    """The title of a record, and stretches of plain text that only it holds."""
    if len(record.title) >= _SHORTEST_VALUE:
        yield Secret(record.title, record.path, "title")
    method = record.method if isinstance(record, Case) else None
    texts = (
        ("summary", record.summary),
        ("method", "\n".join((method.problem, *method.steps, *method.lessons)) if method else ""),
        ("body", record.markdown),
    )
    for name, text in texts:
        stretches = (line.strip("#>-0123456789.、 \t") for line in text.split("\n"))
        telling = [one for one in stretches if len(one) >= _SHORTEST_LINE and not _MARKS & set(one)]
        yield from (Secret(one, record.path, name) for one in telling[:_MOST_LINES])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value.strip()
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
