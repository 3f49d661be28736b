"""`casebook init`: a new library, ready for its first case."""

import shutil
from pathlib import Path

import click

from casebook.cli.common import refuse, words

STARTER = Path(__file__).parent.parent / "starter"


@click.command("init")
@click.argument("folder", metavar="DIR")
def init_command(folder: str) -> None:
    """新建一个案例库；DIR 必须不存在或为空。"""
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        refuse("not_empty", path=target)
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(STARTER, part)
    # A name that starts with a dot would be left out of the distribution.
    (part / "gitignore").rename(part / ".gitignore")
    if target.exists():
        target.rmdir()
    part.rename(target)
    click.echo(words().phrase("initialised", path=target))
