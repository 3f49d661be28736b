"""Walls that import-linter cannot see: what the pure rooms call, and how long a module may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared import ROOT

PACKAGE = ROOT / "plugins" / "casebook"
PURE = (
    "audience",
    "checks",
    "findings",
    "model",
    "parse",
    "record",
    "review",
    "text",
    "views",
)
IMPURE = (
    "adapters", "cli", "intake", "migrate", "press", "publish", "render", "repair", "retrieval",
    "search", "server", "source",
)  # fmt: skip
# Modules that touch the disk, the clock, chance, or a tool of the outside.
BARRED_MODULES = {
    "os", "io", "subprocess", "sys", "shutil", "tempfile", "glob", "socket", "urllib.request",
    "time", "random", "secrets", "uuid", "locale", "yaml", "click", "jinja2",
    "logging", "pathlib.Path",
}  # fmt: skip
# Methods of a path that ask the disk; no text or list has one of these names.
BARRED_METHODS = {
    "absolute", "chmod", "exists", "expanduser", "glob", "hardlink_to", "is_dir", "is_file",
    "is_mount", "is_symlink", "iterdir", "lstat", "mkdir", "open", "read_bytes", "read_text",
    "readlink", "rename", "resolve", "rglob", "rmdir", "samefile", "stat", "symlink_to", "touch",
    "unlink", "write_bytes", "write_text",
}  # fmt: skip
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today")}
BARRED_CALLS = {"open", "input", "print", "eval", "exec", "__import__", "breakpoint"}
MOST_LINES = 250
# Modules past the length, each with its reason.
LONG: dict[str, str] = {}


def modules(*rooms: str) -> list[Path]:
    folders = [PACKAGE / room for room in rooms] if rooms else [PACKAGE]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def impurities(source: str) -> Iterator[str]:
    """What a pure module must not do, as words with the line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=aliases):
                names = [alias.name for alias in aliases]
            case ast.ImportFrom(module=str() as module, names=aliases):
                names = [module, *(f"{module}.{alias.name}" for alias in aliases)]
            case ast.Call(func=called):
                names = []
                if barred := barred_call(called):
                    yield f"{node.lineno}: calls {barred}"
            case _:
                continue
        yield from (f"{node.lineno}: imports {name}" for name in names if is_barred(name))


def is_barred(module: str) -> bool:
    return bool({module, module.split(".", maxsplit=1)[0]} & BARRED_MODULES)


def barred_call(called: ast.expr) -> str:
    if isinstance(called, ast.Name) and called.id in BARRED_CALLS:
        return called.id
    if not isinstance(called, ast.Attribute):
        return ""
    on = called.value
    holder = on.id if isinstance(on, ast.Name) else on.attr if isinstance(on, ast.Attribute) else ""
    if called.attr in BARRED_METHODS or (holder, called.attr) in CLOCKS:
        return f"{holder}.{called.attr}"
    return ""


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reads_nothing_and_knows_no_time(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{what}"
        for path in modules(room)
        for what in impurities(path.read_text("utf-8"))
    ]
    assert not found


@pytest.mark.parametrize(
    "source",
    [
        "open('a')",
        "import os",
        "import os.path",
        "from os import environ",
        "from pathlib import Path",
        "import urllib.request",
        "path.read_text()",
        "(folder / name).exists()",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "from random import choice",
        "import yaml",
        "from uuid import uuid4",
        "def f():\n    import time",
    ],
)
def test_the_test_sees_what_it_bars(source: str) -> None:
    assert list(impurities(source))


@pytest.mark.parametrize(
    "source",
    [
        "import posixpath\nposixpath.join('a', 'b')",
        "from pathlib import PurePosixPath",
        "from urllib.parse import quote",
        "import datetime\ndatetime.date(2025, 1, 1)",
        "'a'.replace('a', 'b')",
        "table.entries.get('open')",
    ],
)
def test_the_test_lets_pass_what_is_pure(source: str) -> None:
    assert not list(impurities(source))


def test_every_room_is_pure_or_known_to_be_not() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert rooms <= {*PURE, *IMPURE}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    name = path.relative_to(PACKAGE).as_posix()
    assert (lines > MOST_LINES) is (name in LONG), f"{name} has {lines} lines"


def test_imports_keep_to_the_layers() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
