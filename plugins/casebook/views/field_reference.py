"""The tables of fields in words, for the help pages and the document alike."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import NamedTuple

from casebook.findings import Catalogue
from casebook.model import article_fields, fields, shapes
from casebook.model.ids import CallId
from casebook.model.registers import Call
from casebook.model.settings_files import SETTINGS_FILES, TAXONOMIES, path_of, subject_of
from casebook.text.anchors import anchor_maker
from casebook.views.help_view import FieldGroup, FieldLine, FieldTable


class _Source(NamedTuple):
    """A table of fields, where files are written by it, and those of them to show."""

    name: str
    place: str
    fields: fields.Fields
    sample: str


def _sources(catalogue: Catalogue, sample: Mapping[str, str]) -> Iterator[_Source]:
    cases = "".join(text for path, text in sample.items() if path.startswith("cases/"))
    yield _Source(
        catalogue.phrase("help_case"), catalogue.phrase("help_case_place"), fields.CASE, cases
    )
    articles = "".join(text for path, text in sample.items() if path.startswith("content/"))
    place = catalogue.phrase("help_article_place")
    yield _Source(catalogue.phrase("help_article"), place, article_fields.ARTICLE, articles)
    for name, entries in SETTINGS_FILES.items():
        place = path_of(name)
        shown = next((text for path, text in sample.items() if fnmatchcase(path, place)), "")
        if name == "taxonomies/":
            place = catalogue.phrase("help_files", place=place, names="、".join(TAXONOMIES))
        yield _Source(catalogue.phrase(f"settings_{subject_of(name)}"), place, entries, shown)


_BLOCK = re.compile(r"^(?P<key>\w+):.*(?:\n(?: |- ).*)*", re.MULTILINE)


def field_tables(
    catalogue: Catalogue, sample: Mapping[str, str], calls: Mapping[CallId, Call]
) -> Iterator[FieldTable]:
    """Every table in words; `sample` holds the files to show, `calls` what is asked of cases."""
    anchor = anchor_maker()
    for source in _sources(catalogue, sample):
        is_case = source.fields is fields.CASE
        is_record = is_case or source.fields is article_fields.ARTICLE
        shown = written_under_keys(source.sample)
        yield FieldTable(
            anchor=anchor(source.name),
            name=source.name,
            place=source.place,
            groups=tuple(
                FieldGroup(
                    anchor=anchor(catalogue.label(top)),
                    field=_line(top, field, catalogue, field, calls if is_case else {}),
                    parts=tuple(
                        _line(full, part, catalogue, field)
                        for full, part in _parts(top, field.shape)
                    ),
                    sample=shown.get(top, "") if is_record else "",
                )
                for top, field in source.fields.items()
            ),
            is_case=is_case,
            sample="" if is_record else source.sample,
        )


def written_under_keys(text: str) -> Mapping[str, str]:
    r"""The lines of a YAML text by the key of the first level that they belong to.

    Of a key that stands in several texts joined, those of the first.

    >>> written_under_keys("a: 1\nb:\n  - 2\n---\n## c\na: 2\n")
    {'a': 'a: 1', 'b': 'b:\n  - 2'}
    """
    blocks: dict[str, str] = {}
    for match in _BLOCK.finditer(text):
        blocks.setdefault(match["key"], match.group())
    return blocks


def _line(
    full: str,
    field: shapes.Field,
    catalogue: Catalogue,
    top: shapes.Field,
    calls: Mapping[CallId, Call] = MappingProxyType({}),
) -> FieldLine:
    return FieldLine(
        name=full,
        label=catalogue.label(full),
        writing=_writing(field.shape, catalogue),
        required=field.required,
        # What is part of an internal group is internal with it.
        audience=catalogue.phrase(f"audience_{top.audience}"),
        help=catalogue.fields.get(full, {}).get("help", ""),
        calls=tuple(call.name for call in calls.values() if full in call.requires),
    )


def _parts(prefix: str, shape: shapes.Shape) -> Iterator[tuple[str, shapes.Field]]:
    """Every field of the groups within a field, by its full name."""
    inner = shape.of if isinstance(shape, shapes.Many) else shape
    if isinstance(inner, shapes.Group):
        for name, field in inner.fields.items():
            yield f"{prefix}.{name}", field
            yield from _parts(f"{prefix}.{name}", field.shape)


def _writing(shape: shapes.Shape, catalogue: Catalogue) -> str:
    """How a value of a shape is written, in words."""
    params = {
        name: getattr(shape, name) for name in ("most", "least", "to") if hasattr(shape, name)
    }
    if isinstance(shape, shapes.Many):
        params["of"] = _writing(shape.of, catalogue)
    if isinstance(shape, shapes.Choice):
        params["words"] = "、".join(shape.of)
    is_mail = isinstance(shape, shapes.Address) and shape.mail
    kind = "mail" if is_mail else type(shape).__name__.lower()
    return catalogue.phrase(f"shape_{kind}", **params)
