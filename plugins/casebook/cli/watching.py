"""A command that stays: its work is done again after every edit, whatever an edit breaks."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from casebook.cli.common import words
from casebook.source.stamp import stamp

_EVERY: Final = 0.5


def follow(root: Path, content: str, work: Callable[[], str]) -> None:
    """Do some work now and after every edit of the library, and say what it says, until Ctrl-C."""
    stop_as_asked()
    with suppress(KeyboardInterrupt):
        for _ in _edits(root, content):
            try:
                click.echo(work())
            except click.ClickException as error:
                click.echo(error.format_message(), err=True)
            except OSError as error:
                # An editor may put a file in the place of another while it is read.
                said = {"path": error.filename or "", "why": error.strerror or ""}
                click.echo(words().phrase("volume_unread", **said), err=True)


def stop_as_asked() -> None:
    """Let whoever ends the program give it the time to clear its folder away."""
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, lambda *_: sys.exit(0))


def _edits(root: Path, content: str) -> Iterator[None]:
    """Once for the library as it is, and again whenever one of its sources is another."""
    last = now = ""
    while True:
        # A file may go while it is looked at; then the next look tells.
        with suppress(OSError):
            now = stamp(root, content)
        if now != last:
            last = now
            yield
        time.sleep(_EVERY)
