"""Builds in processes of their own that need not import anything, and tell where they are."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

import pytest

from casebook import app
from casebook.adapters.mkdocs import session, writing
from casebook.cli.main import main
from casebook.findings import Catalogue
from casebook.publish import generations, jobs
from casebook.publish.help import help_pages
from casebook.publish.manifest import Manifest
from casebook.publish.output import Output
from casebook.publish.standing import Standing
from casebook.views.page import Page
from sites import EPOCH

# A phase of a build begins with this call.
PHASES: Final = {
    "read": (app, "load"),
    "host": (session.Session, "prepare"),
    "pages": (writing.Writing, "write_pages"),
    "index": (writing, "write_index"),
    "rest": (writing, "write_sitemap"),
    "finish": (Output, "finish"),
    "exchange": (generations, "_exchanged"),
    "manifest": (Manifest, "write"),
    "remember": (Standing, "remember"),
}
_WORK: Final = "casebook.cli.working"
_context = get_context("forkserver")
# The server does not know the folder of the tests, so it gets what takes long to import.
_context.set_forkserver_preload(["pytest", "selectolax.lexbor", "casebook.cli.build", _WORK])


def _few_help_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The help without most of its pages, which are nine in ten of a small site."""
    yield from (page for number, page in enumerate(help_pages(catalogue)) if not number % 20)


def _build(root: Path, words: tuple[str, ...], at: Connection) -> None:
    """The command, as a small site of it and with the smallest work shared among processes."""
    os.chdir(root)
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        pytest.MonkeyPatch.context() as patch,
    ):
        sys.stdout = sys.stderr = nowhere
        patch.setattr(session, "help_pages", _few_help_pages)
        patch.setattr(jobs, "_FEWEST", 2)
        for phase, (owner, name) in PHASES.items():
            patch.setattr(owner, name, _telling(getattr(owner, name), phase, at))
        at.send("start")
        main(["build", *words])


def _telling(call: Callable[..., Any], phase: str, at: Connection) -> Callable[..., Any]:
    def told(*words: Any, **options: Any) -> Any:
        at.send(phase)
        return call(*words, **options)

    return told


@contextmanager
def building(root: Path, *words: str) -> Iterator[tuple[BaseProcess, Connection]]:
    """A build under way, and where it tells its phases; it is over at the end of the block."""
    mine, its = _context.Pipe(duplex=False)
    # The forkserver makes plain processes, which may have children of their own.
    process = _context.Process(target=_build, args=(root, words, its))
    process.start()
    its.close()
    try:
        yield process, mine
    finally:
        process.join()
        mine.close()
