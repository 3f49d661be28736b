"""`casebook migrate`: an older library becomes one of the present format."""

from pathlib import Path

import click

from casebook.cli.common import find_root, refuse, root_option, words
from casebook.findings.report import text_report
from casebook.migrate.plan import Plan, plan
from casebook.migrate.settings_file import Change
from casebook.migrate.write import write
from casebook.model.library import FORMAT
from casebook.source.catalogue import read_catalogue
from casebook.source.git import uncommitted


@click.command("migrate")
@click.option("--dry-run", is_flag=True, help="只列出要改的地方，不写入。")
@click.option("--force", is_flag=True, help="要改的文件有未提交的修改时也照改。")
@root_option
def migrate_command(root: str | None, *, dry_run: bool, force: bool) -> None:
    """把旧格式的案例库改成现在的格式。

    只改必须改的行，注释和顺序不动；中途停下可以再运行；再次运行不会再改。
    """
    folder = find_root(root)
    made = _plan(folder)
    if not dry_run and not force and (dirty := uncommitted(folder, tuple(made.files))):
        refuse("migrate_dirty", path=dirty[0])
    for change in made.changes:
        click.echo(_line(change))
    if not dry_run:
        write(folder, made.files)
    key = "migrate_none" if not made.changes else "migrate_would" if dry_run else "migrate_done"
    counts = {"files": len(made.files), "count": len(made.changes), "format": FORMAT}
    click.echo(words().phrase(key, **counts))


def _plan(root: Path) -> Plan:
    """The plan, or its findings on standard error and an end."""
    # The names of rows go into the library, which is Chinese whoever runs the command.
    made = plan(root, read_catalogue().phrase)
    if made.findings:
        click.echo(text_report(made.findings, words()), err=True, nl=False)
        refuse("migrate_broken", count=len(made.findings))
    return made


def _line(change: Change) -> str:
    said = words().phrase(f"migrate_{change.kind}", **change.params)
    return words().phrase("migrate_line", place=change.at, words=said)
