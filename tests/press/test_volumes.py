"""Several volumes in one command: each as if it were the only one, whatever becomes of the rest."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from typing import NamedTuple

import pytest

from casebook import app
from casebook.cli import main
from casebook.cli.common import REFUSED
from casebook.press import printing
from casebook.source.opening import ChangedFileError
from press_book import Book
from sites import ROOT

FONTS = ("--fonts", str(ROOT / ".casebook/fonts"))


class Answer(NamedTuple):
    """What a command ended with and said."""

    code: int
    out: str
    err: str


Compile = Callable[..., Answer]


@pytest.fixture
def root(book: Book, tmp_path: Path) -> Path:
    """A library of three volumes, of which `none` has a character that no font holds."""
    root = shutil.copytree(book.root, tmp_path / "library")
    text = (root / "cases/2025/2025-0006/index.md").read_text("utf-8")
    folder = root / "cases/2024/2024-0001"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(text.replace("镕喆", "\U0001f9ff"), "utf-8")
    for name, cases in (("few", "2025-0003, 2025-0006"), ("none", "2024-0001")):
        text = (
            f"name: {name}\nselect: {{cases: [{cases}]}}\nimprint: {{by: 甲室, date: 2026-10-30}}\n"
        )
        (root / f"site_config/volumes/{name}.yml").write_text(text, "utf-8")
    return root


@pytest.fixture
def compiled(root: Path, fonts: object, capsys: pytest.CaptureFixture[str]) -> Compile:
    del fonts  # skips where there are none

    def call(*words: str) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main(["compile", *words, "--root", str(root), *FONTS])
        captured = capsys.readouterr()
        return Answer(int(ended.value.code or 0), captured.out, captured.err)

    return call


def made(root: Path) -> dict[str, bytes]:
    """Every file that is offered, by its place."""
    files = (root / "compiled").glob("*/[!.]*/*")
    return {str(one.relative_to(root)): one.read_bytes() for one in files}


def test_volumes_at_once_are_those_one_by_one(root: Path, compiled: Compile) -> None:
    for name in ("few", "v"):
        assert compiled(name).code == 0
    alone = made(root)
    shutil.rmtree(root / "compiled")
    said = compiled("few", "v", "few")
    assert (said.code, said.out.count("编好")) == (0, 2)
    assert made(root) == alone


def test_a_volume_that_fails_keeps_no_other_back(
    root: Path, compiled: Compile, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[Path] = []
    load = app.load

    def noted(place: Path, *words: object, **more: object) -> app.Loaded:
        loads.append(place)
        return load(place, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(app, "load", noted)
    said = compiled("--to", "epub")
    assert loads == [root]
    assert said.code == 2
    assert [line.split()[1] for line in said.out.splitlines()] == ["2", "7"]
    assert "CB910" in said.err
    assert "汇编“none”没有编印" in said.err
    assert {one.split("/")[2] for one in made(root)} == {"few", "v"}


def test_errors_that_do_not_concern_a_volume_are_told(root: Path, compiled: Compile) -> None:
    case = root / "cases/2025/2025-0001/index.md"
    case.write_text(case.read_text("utf-8") + "\n没有人看得见的\u200b字。\n", "utf-8")
    said = compiled("few", "--to", "epub")
    assert said.code == 1
    assert "编好 2 篇" in said.out
    assert said.err.splitlines()[-1].startswith("案例库有 1 处必须改的问题")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ChangedFileError("a.png"), "编印汇编“v”时，a.png 被改动"),
        (OSError(ENOSPC, "full", "b.png"), "汇编“v”没有编印：无法读写 b.png（full）"),
    ],
)
def test_a_file_that_cannot_be_had_keeps_its_volume_back_alone(
    root: Path, compiled: Compile, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    def broken(*_words: object) -> None:
        raise error

    monkeypatch.setattr(printing, "printable_image", broken)
    said = compiled("v", "few", "--to", "epub")
    assert said.code == 2
    assert told in said.err
    assert {one.split("/")[2] for one in made(root)} == {"few"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("few", "fwe"), "few"),
        (("few", "v", "--watch"), "--watch"),
        (("few", "--watch", "--to", "epub"), "--watch"),
        (("few", "--draft", "--to", "docx"), "--draft"),
        (("few", "--press", "--to", "pdf"), "--press"),
        (("--watch",), "--watch"),
        (("fwe", "--watch"), "few"),
    ],
)
def test_what_is_mistyped_is_told_before_anything_is_set(
    root: Path, compiled: Compile, words: tuple[str, ...], told: str
) -> None:
    said = compiled(*words)
    assert said.code == 2
    assert told in said.err.splitlines()[-1]
    assert not (root / "compiled").exists()


def test_a_library_without_a_volume_says_so(root: Path, compiled: Compile) -> None:
    shutil.rmtree(root / "site_config/volumes")
    for names in ((), ("few",)):
        said = compiled(*names)
        assert said.code == 2
        assert said.err.splitlines()[-1] == "site_config/volumes 里还没有汇编，请先写一个"


def test_a_run_that_is_ended_leaves_nothing(root: Path, fonts: object, tmp_path: Path) -> None:
    del fonts  # skips where there are none
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "casebook", "compile", "v", *FONTS],
        cwd=root,
        env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not list(scratch.glob("casebook-press-*")):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate()
    assert process.returncode == REFUSED
    assert "已中止" in said
    assert not list(scratch.glob("casebook-*"))
    assert not list(root.glob("compiled/**/*.*"))
