"""`casebook explain`: why a rule is there, what the fields are, and their schema."""

import json
from collections.abc import Iterator

import click

from casebook.cli.common import refuse, words
from casebook.findings import CODES
from casebook.model.fields import CASE
from casebook.parse.schema import json_schema
from casebook.text.suggestion import nearest
from casebook.views.help_view import help_url


@click.command("explain")
@click.argument("subject", metavar="CODE|fields|schema")
def explain_command(subject: str) -> None:
    """解释一个检查代码（如 CB003），或列出字段（fields）、输出 JSON Schema（schema）。"""
    if subject == "fields":
        click.echo("\n".join(_fields()))
    elif subject == "schema":
        click.echo(json.dumps(json_schema(CASE, words().label), ensure_ascii=False, indent=1))
    elif (code := subject.upper()) in CODES:
        click.echo("\n".join(_code(code)))
    else:
        meant = nearest(code, CODES)
        refuse("no_such_code", code=subject, meant=meant or "CB001")


def _code(code: str) -> Iterator[str]:
    catalogue = words()
    entry = catalogue.explanation(code)
    yield f"{code} {catalogue.severity(CODES[code])}：{entry['message']}"
    yield catalogue.phrase("explain_remedy", remedy=entry["remedy"])
    yield catalogue.phrase("explain_why", why=entry["why"])
    yield catalogue.phrase("explain_page", url=help_url(code))


def _fields() -> Iterator[str]:
    catalogue = words()
    for name, field in CASE.items():
        marks = [catalogue.phrase(f"audience_{field.audience}")]
        if field.required:
            marks.append(catalogue.phrase("required"))
        entry = catalogue.fields[name]
        yield f"{name}　{entry['label']}（{'，'.join(marks)}）　{entry.get('help', '')}"
