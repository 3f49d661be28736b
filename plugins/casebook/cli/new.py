"""`casebook new`: a folder for a new submission, with the next free number."""

from datetime import date
from pathlib import Path

import click

from casebook.cli.common import find_root, refuse, root_option, today_option, words
from casebook.model.ids import CASE_ID
from casebook.source.tree import CASES, INDEX

TEMPLATE = f"{CASES}/TEMPLATE.md"


@click.group("new")
def new_group() -> None:
    """新建投稿。"""


@new_group.command("case")
@root_option
@today_option
def new_case_command(root: str | None, today: date) -> None:
    """按 cases/TEMPLATE.md 新建一个案例，编号自动顺延。"""
    folder = find_root(root)
    template = folder / TEMPLATE
    if not template.is_file():
        refuse("no_template", path=TEMPLATE)
    text = template.read_text(encoding="utf-8").replace("{date}", today.isoformat())
    year = folder / CASES / str(today.year)
    year.mkdir(parents=True, exist_ok=True)
    case = _reserve(year)
    (case / INDEX).write_text(text, encoding="utf-8")
    click.echo(words().phrase("created", path=(case / INDEX).relative_to(folder)))


def _reserve(year: Path) -> Path:
    """A new folder with the number after the highest one; two at once get two numbers."""
    while True:
        numbers = [
            int(match["number"])
            for child in year.iterdir()
            if (match := CASE_ID.fullmatch(child.name))
        ]
        case = year / f"{year.name}-{max(numbers, default=0) + 1:04}"
        try:
            case.mkdir()
        except FileExistsError:
            continue
        return case
