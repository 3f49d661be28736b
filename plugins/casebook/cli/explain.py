"""`casebook explain`: why a rule is there, what the fields are, and their schema."""

import json
from collections.abc import Iterator
from typing import Final

import click

from casebook.cli.common import refuse, words
from casebook.findings import CODES
from casebook.model.fields import CASE, Fields
from casebook.model.settings_files import SETTINGS_FILES, path_of, subject_of
from casebook.model.shapes import Group, Many
from casebook.parse.schema import json_schema
from casebook.text.suggestion import nearest
from casebook.views.help_view import help_url

_REGISTERS: Final = {subject_of(name): name for name in SETTINGS_FILES}


@click.command("explain")
@click.argument("subject", metavar="CODE|fields|schema|REGISTER")
def explain_command(subject: str) -> None:
    """解释检查代码（如 CB003），列出案例（fields）或登记表（如 awards）的字段，输出 schema。"""
    if subject == "fields":
        click.echo("\n".join(_fields(CASE)))
    elif subject == "schema":
        click.echo(json.dumps(json_schema(CASE, words().label), ensure_ascii=False, indent=1))
    elif subject in _REGISTERS:
        click.echo(path_of(_REGISTERS[subject]))
        click.echo("\n".join(_fields(SETTINGS_FILES[_REGISTERS[subject]])))
    elif (code := subject.upper()) in CODES:
        click.echo("\n".join(_code(code)))
    else:
        meant = nearest(subject, _REGISTERS) or nearest(code, CODES)
        refuse("no_such_code", code=subject, meant=meant or "CB001")


def _code(code: str) -> Iterator[str]:
    catalogue = words()
    entry = catalogue.explanation(code)
    yield f"{code} {catalogue.severity(CODES[code])}：{entry['message']}"
    yield catalogue.phrase("explain_remedy", remedy=entry["remedy"])
    yield catalogue.phrase("explain_why", why=entry["why"])
    yield catalogue.phrase("explain_page", url=help_url(code))


def _fields(table: Fields, prefix: str = "") -> Iterator[str]:
    """A line for every field, those of a row below the name of their list."""
    catalogue = words()
    for name, field in table.items():
        marks = [catalogue.phrase(f"audience_{field.audience}")]
        if field.required:
            marks.append(catalogue.phrase("required"))
        full = prefix + name
        entry = catalogue.fields.get(full, {})
        marked = f"（{'，'.join(marks)}）"
        yield f"{full}　{catalogue.label(full)}{marked}　{entry.get('help', '')}".rstrip("　")
        inner = field.shape.of if isinstance(field.shape, Many) else field.shape
        if table is not CASE and isinstance(inner, Group):
            yield from _fields(inner.fields, f"{full}.")
