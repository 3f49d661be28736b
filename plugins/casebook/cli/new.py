"""`casebook new`: a folder for a new case or article, with the next free number."""

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final

import click

from casebook.adapters.mkdocs import host
from casebook.cli.common import refuse, root_option, today_option, words
from casebook.cli.loading import find_writable_root
from casebook.model.ids import CASE_ID, CallId
from casebook.parse import parse_settings
from casebook.source.git import ShallowHistoryError, past_paths
from casebook.source.opening import ChangedFileError, opened
from casebook.source.settings import read_all
from casebook.source.tree import CASES, INDEX, TEMPLATE

_EMPTY_CALL: Final = re.compile(r"^call:[ ]*(?= #|$)", re.MULTILINE)


@click.group("new")
def new_group() -> None:
    """新建投稿。"""


@new_group.command("case")
@root_option
@today_option
def new_case_command(root: str | None, today: date) -> None:
    """按 cases/TEMPLATE.md 新建一个案例，编号自动顺延。"""
    folder = find_writable_root(root)
    _new(folder, CASES, today, call=only_call(folder, today))


@new_group.command("article")
@click.option("--column", metavar="NAME", help="专栏的代号；只有一个专栏时不必写。")
@root_option
@today_option
def new_article_command(column: str | None, root: str | None, today: date) -> None:
    """按专栏文件夹里的 TEMPLATE.md 新建一篇专栏文章，编号自动顺延。"""
    folder = find_writable_root(root)
    _new(folder, shelf_of(folder, column), today)


def shelf_of(folder: Path, column: str | None) -> str:
    """Where the articles of a column are kept; without a name, of the only column there is."""
    known = tuple(parse_settings(read_all(folder))[0].columns)
    if column is None and len(known) != 1:
        refuse("which_column" if known else "no_column", known="、".join(known))
    if column is not None and column not in known:
        refuse("unknown_column", name=column, known="、".join(known))
    try:
        content = host.content(folder)
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)
    return f"{content}/{column or known[0]}"


def only_call(folder: Path, today: date) -> CallId | None:
    """The call to which one can only submit on a day: it is open, formal, and there is no other."""
    calls = parse_settings(read_all(folder))[0].calls.values()
    fit = [one.id for one in calls if one.formal and one.is_open(today)]
    return fit[0] if len(fit) == 1 else None


def _with_call(text: str, call: CallId | None) -> str:
    """A form whose empty field `call` is filled in; what else stands in its line keeps its place.

    >>> _with_call("call:          # 征集代号", CallId("2026"))
    'call: "2026"   # 征集代号'
    """
    if call is None:
        return text
    written = f'call: "{call}"'
    return _EMPTY_CALL.sub(lambda line: written.ljust(len(line[0])), text, count=1)


def _new(folder: Path, shelf: str, today: date, call: CallId | None = None) -> None:
    """A new record of a shelf by its template, and a word on where it is."""
    text = _with_call(_template(folder, shelf).replace("{date}", today.isoformat()), call)
    case = reserved(folder, shelf, today.year)
    (case / INDEX).write_text(text, encoding="utf-8")
    click.echo(words().phrase("created", path=(case / INDEX).relative_to(folder)))


def reserved(folder: Path, shelf: str, year: int) -> Path:
    """A new folder of a shelf, with the number after the highest that the year ever had."""
    path = f"{shelf}/{year}"
    if any((folder / one).is_symlink() for one in (shelf, path)):
        refuse("volume_linked", path=folder / path)
    try:
        past = past_paths(folder, path)
    except ShallowHistoryError:
        refuse("shallow_history")
    (folder / path).mkdir(parents=True, exist_ok=True)
    return _reserve(folder / path, past)


def _template(folder: Path, shelf: str) -> str:
    path = f"{shelf}/{TEMPLATE}"
    try:
        with opened(folder, path) as stream:
            return stream.read().decode("utf-8")
    except ChangedFileError:
        refuse("no_template", path=path)
    except UnicodeDecodeError:
        refuse("not_utf8", path=path)


def _reserve(year: Path, past: Collection[str]) -> Path:
    """A new folder with the number after the highest ever used; two at once get two numbers."""
    used = {part for path in past for part in path.split("/")}
    while True:
        names = used.union(child.name for child in year.iterdir())
        numbers = [
            int(match["number"])
            for match in map(CASE_ID.fullmatch, names)
            if match and match["year"] == year.name
        ]
        case = year / f"{year.name}-{max(numbers, default=0) + 1:04}"
        try:
            case.mkdir()
        except FileExistsError:
            continue
        return case
