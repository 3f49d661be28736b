"""What every command shares: where the library is, what day it is, how to say no."""

import os
import re
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from casebook.findings import Catalogue
from casebook.findings.catalogue import visible
from casebook.publish.jobs import cores
from casebook.source.catalogue import LANGUAGES, read_catalogue
from casebook.source.settings import SITE
from casebook.source.today import today_in_shanghai

CLEAN, FOUND, REFUSED = 0, 1, 2
_DAY = re.compile(r"[1-9]\d{3}-\d{2}-\d{2}", re.ASCII)


class Refusal(click.ClickException):
    """One sentence for the user; the command has changed nothing."""

    exit_code = REFUSED


def refuse(key: str, **params: object) -> NoReturn:
    """End the command with a phrase of the catalogue."""
    raise Refusal(words().phrase(key, **params))


def words() -> Catalogue:
    """The catalogue of the language asked for."""
    context = click.get_current_context(silent=True)
    language = context.find_root().params.get("lang") if context else None
    return read_catalogue(language if language in LANGUAGES else "zh")


def shown(path: object) -> str:
    """The name of a file that somebody else may have named, fit for a terminal."""
    return str(path) if str(path).isprintable() else visible(str(path))


def find_root(given: str | None) -> Path:
    """The library's folder: the one given, else the nearest one at or above this folder."""
    if given is not None:
        root = Path(given)
        if not (root / SITE).is_file():
            refuse("not_a_library", path=root)
        return root.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SITE).is_file():
            return folder
    refuse("not_in_library", path=here)


def read_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date:
    """The day of the command: `--today`, else SOURCE_DATE_EPOCH, else today in Shanghai."""
    try:
        if value is None:
            return today_in_shanghai(os.environ.get("SOURCE_DATE_EPOCH"))
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except (ValueError, OverflowError):
        pass
    refuse("bad_day", value=os.environ.get("SOURCE_DATE_EPOCH") if value is None else value)


root_option = click.option(
    "--root", metavar="DIR", help="案例库所在的文件夹，默认从当前位置向上查找。"
)
today_option = click.option(
    "--today", callback=read_day, metavar="YYYY-MM-DD", help="按这一天处理，默认为今天。"
)
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 64),
    default=cores,
    help="同时用几个进程，默认与处理器的数目相同；小的案例库总是一个。",
)
