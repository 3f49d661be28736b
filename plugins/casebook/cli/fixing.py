"""The rounds of `casebook check --fix`: look, correct what is mechanical, and look again."""

from collections.abc import Callable
from pathlib import Path

import click

from casebook.cli.common import words
from casebook.cli.survey import FIXED, Survey
from casebook.findings import Edit
from casebook.findings.catalogue import visible
from casebook.repair.files import repair, stamps

_LONGEST = 24


def fixed(folder: Path, look: Callable[[], Survey], *, err: bool) -> Survey:
    """What is left to say after every mechanical edit has been made and told of.

    A correction may bring to light what it hid, or what a report of the first few left out; so
    the library is looked at until nothing is made, or a file is again what it was before, which
    would mean that two rules undo one another.
    """
    texts: set[tuple[str, bytes]] = set()
    done: list[str] = []
    while True:
        seen = stamps(folder, FIXED)
        survey = look()
        made = repair(folder, survey.edits, seen)
        for edit in made.done:
            click.echo(_told(edit), err=err)
            done.append(edit.path)
        now = {(path, (folder / path).read_bytes()) for path in {edit.path for edit in made.done}}
        if not now or now & texts:
            for path in made.refused:
                click.echo(words().phrase("fix_refused", path=visible(path)), err=True)
            if done:
                click.echo(
                    words().phrase("fix_total", count=len(done), files=len({*done})), err=err
                )
            return survey if not now else look()
        texts |= now


def _told(edit: Edit) -> str:
    place = f"{visible(edit.path)}:{edit.line}" if edit.line else visible(edit.path)
    return words().phrase("fix_made", place=place, old=_quoted(edit.old), new=_quoted(edit.new))


def _quoted(text: str) -> str:
    r"""A short text with the characters that cannot be seen as their escapes.

    >>> _quoted("\ufeff\tA")
    '\\ufeff\\tA'
    """
    shown = "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
