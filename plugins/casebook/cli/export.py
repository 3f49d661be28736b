"""`casebook export`: the library as one table, for other programs."""

from datetime import date
from pathlib import Path

import click

from casebook import app
from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    load,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.progress import Progress
from casebook.model.terms import Audience
from casebook.render.tables import WRITERS


@click.command("export")
@click.argument("file", metavar="FILE.(json|csv|xlsx)")
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围，默认 public：不含任何内部字段。",
)
@root_option
@today_option
@click.pass_context
def export_command(
    context: click.Context, file: str, audience: str, root: str | None, today: date
) -> None:
    """把案例导出为 JSON、CSV 或 Excel 工作簿（WPS、Excel 可直接打开）。"""
    target = Path(file)
    write = WRITERS.get(target.suffix.lower())
    if write is None:
        refuse("export_suffix", path=target)
    folder = find_root(root)
    with Progress(words()) as progress:
        loaded = load(folder, today, progress)
    library = app.edition(loaded, Audience(audience)).library
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(write(library, words()))
    part.replace(target)
    click.echo(words().phrase("exported", path=target, count=len(library.cases)))
    context.exit(FOUND if loaded.has_errors else CLEAN)
