"""`casebook init`: a new library, ready for its first case."""

import shutil
from pathlib import Path

import click

from casebook.cli.common import refuse, words
from casebook.source.settings import SETTINGS

STARTER = Path(__file__).parent.parent / "starter"
_PART = ".casebook.part"


@click.command("init")
@click.argument("folder", metavar="DIR")
def init_command(folder: str) -> None:
    """新建一个案例库；DIR 必须不存在或为空。"""
    target = Path(folder)
    if target.exists() and (not target.is_dir() or not _is_empty(target)):
        refuse("not_empty", path=target)
    target.mkdir(parents=True, exist_ok=True)
    part = target / _PART
    shutil.rmtree(part, ignore_errors=True)
    try:
        shutil.copytree(STARTER, part)
    except shutil.Error as error:
        # It tells of every file; the first is enough.
        _, path, why = error.args[0][0]
        refuse("os_error", path=path, why=why)
    # A name that starts with a dot would be left out of the distribution.
    (part / "gitignore").rename(part / ".gitignore")
    # A folder is a library by its settings, so these come last.
    for entry in sorted(part.iterdir(), key=lambda one: one.name == SETTINGS):
        entry.rename(target / entry.name)
    part.rmdir()
    click.echo(words().phrase("initialised", path=target))


def _is_empty(folder: Path) -> bool:
    """Whether nothing lies in a folder but a new repository, or what an aborted run left."""
    return all(entry.name in {".git", _PART} for entry in folder.iterdir())
