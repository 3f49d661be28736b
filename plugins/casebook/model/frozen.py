"""A frozen edition (定稿) of a volume: when it was, and what each text said then, as digests."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from casebook.model.article import Article, ArticleId
from casebook.model.body import Outline
from casebook.model.case import Case, File
from casebook.model.ids import CaseId, VolumeId
from casebook.model.terms import Audience

# The fields that a volume prints, in their order there.
_PRINTED: Final = MappingProxyType(
    {
        Case: (
            *("title", "subtitle", "unit", "authors", "summary"),
            *("method", "effect_note", "metrics"),
        ),
        Article: (
            *("title", "subtitle", "source", "medium", "date", "issue"),
            *("authors", "unit", "summary", "series", "link"),
        ),
    }
)
ERRATA, PICTURES, OPENING, SECTION = "errata", "pictures", "opening", "section:"
Parts = Mapping[str, str]
# How a card tells a part: the first ones digested what Python writes of a record, which a new
# field of the record changes; later ones digest the values that differ from the default.
FORMATS: Final = (1, 2)
FORMAT: Final = FORMATS[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """One frozen edition; `parts` are those of each case and article, by name, as digests.

    A volume is frozen for the `audience` that could read it; `number` counts its editions, and
    `format` says how the parts were digested.
    """

    volume: VolumeId
    number: int
    format: int
    day: datetime.date
    name: str
    audience: Audience
    parts: Mapping[CaseId | ArticleId, Parts]


def parts_of(record: Case | Article, body: Outline | None, format_: int = FORMAT) -> Parts:
    """What a volume prints of a gated case or article, part by part, as digests.

    The parts are the fields that have a value, the text before the first heading, each section
    under its heading, the pictures, and the number of errata. Spaces do not count.
    """
    values = {name: value for name in _PRINTED[type(record)] if (value := getattr(record, name))}
    shown = {image.path for image in body.images} if body else set()
    folder = record.path.rpartition("/")[0]
    pictures = [_facts(one) for one in record.files if f"{folder}/{one.name}" in shown]
    # Of an article that is only linked to, its text is none of ours.
    texts = dict(_sections(record, body)) if body and record.markdown else {}
    named = {**values, **texts, **({PICTURES: pictures} if pictures else {})}
    written = repr if format_ == FORMATS[0] else _written
    return {**{name: _digest(written(value)) for name, value in named.items()}, **_errata(record)}


def changed(before: Parts, now: Parts) -> tuple[str, ...]:
    """The parts that were added or say something else now; `removed` where any is gone.

    >>> changed({"title": "a", "summary": "b"}, {"title": "c", "section:一、背景": "d"})
    ('title', 'section:一、背景', 'removed')
    """
    found = [name for name in now if name != ERRATA and now[name] != before.get(name)]
    is_less = any(name not in now for name in before if name != ERRATA)
    return (*found, *(("removed",) if is_less else ()))


def _sections(record: Case | Article, body: Outline) -> Iterator[tuple[str, str]]:
    """The text before the first heading of the highest level, and each section from there on."""
    free = [one for one in body.headings if one.free]
    top = min((one.level for one in free), default=0)
    heads = [one for one in free if one.level == top]
    lines = record.markdown.split("\n")
    bounds = [*(one.line - record.body_line for one in heads), len(lines)]
    if opening := _squeezed(lines[: bounds[0]]):
        yield OPENING, opening
    for head, (start, end) in zip(heads, pairwise(bounds), strict=True):
        yield f"{SECTION}{head.text}", _squeezed(lines[start:end])


def _squeezed(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())


def _facts(file: File) -> tuple[object, ...]:
    return (file.name, file.kind, file.size, file.width, file.height)


def _written(value: object) -> str:
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: object) -> object:
    """A value of a record for JSON, without the fields that are not filled in."""
    if is_dataclass(value):
        given = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _plain(own) for one, own in given if own != one.default}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, int) else str(value)


def _errata(record: Case | Article) -> Parts:
    return {ERRATA: str(len(record.errata))}


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]
