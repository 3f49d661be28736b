"""`casebook export`: the library as one table, or one text for an official account."""

from datetime import date
from pathlib import Path

import click

from casebook import app
from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.cli.wechat import export_wechat
from casebook.model.terms import Audience
from casebook.render.tables import WRITERS
from casebook.source.frozen import EDITIONS
from casebook.source.pages import CONTENT
from casebook.source.settings import SETTINGS
from casebook.source.tree import CASES
from casebook.source.writing import write_whole


@click.command("export")
@click.argument("file", metavar="[FILE.(json|csv|xlsx)]", required=False)
@click.option(
    "--wechat",
    metavar="ID",
    help="把一个案例或一篇专栏文章写成可以贴进公众号编辑器的 HTML，如 vanguard/2025-0001。",
)
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围，默认 public：不含任何内部字段。",
)
@root_option
@today_option
@click.pass_context
def export_command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    file: str | None,
    audience: str,
    root: str | None,
    today: date,
    *,
    wechat: str | None,
) -> None:
    """把案例导出为 JSON、CSV 或 Excel 工作簿（WPS、Excel 可直接打开）。

    写 --wechat 时，把一个案例或一篇专栏文章写成可以贴进公众号编辑器的 HTML。
    """
    target = Path(file) if file else None
    write = WRITERS.get(target.suffix.lower()) if target else None
    if (target is None) == (wechat is None):
        refuse("wechat_one")
    if wechat is not None and audience != Audience.PUBLIC:
        refuse("wechat_public")
    if target is not None and write is None:
        refuse("export_suffix", path=target)
    folder = find_root(root)
    if target is not None and _is_source(target, folder):
        refuse("export_inside", path=target)
    with Progress(words()) as progress:
        loaded = load(folder, today, progress)
    edition = app.edition(loaded, Audience(audience))
    if wechat is not None:
        export_wechat(edition, wechat)
    elif target is not None and write is not None:
        write_whole(target, write(edition.library, words()))
        count = len(edition.library.cases)
        click.echo(words().phrase("exported", path=target, count=count))
    context.exit(FOUND if loaded.has_errors else CLEAN)


def _is_source(target: Path, root: Path) -> bool:
    """Whether a file would lie among what the library is made of."""
    return any(
        (root / name).resolve() in target.resolve().parents
        for name in (CASES, CONTENT, SETTINGS, EDITIONS)
    )
