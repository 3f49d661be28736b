"""A build that would change nothing is not made; one that the history changes is."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook import app
from publish.edits import IDS, VOLUME, commit, git, replace, write
from sites import Scratch, files

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    # As if hours lay between the edits and the builds.
    monkeypatch.setattr("casebook.publish.settled._RACY_NS", -(10**15))
    scratch = Scratch(tmp_path / "library")
    git(scratch.root, "init", "--quiet")
    scratch.case(IDS[0], state="submitted", batch=None, admitted=None)
    commit("2026-02-01")(scratch.root)
    scratch.case(IDS[0])
    return scratch


def test_nothing_is_read_where_nothing_changed(
    library: Scratch, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("build", "--root", library.root, "--today", "2026-11-01")
    monkeypatch.setattr(app, "load", lambda *_: pytest.fail("the library was read"))
    again = run("build", "--root", library.root, "--today", "2026-11-01")
    assert (first[0], first[2]) == (again[0], again[2])
    assert "内容没有变化" in again[1]


def test_a_commit_that_moves_a_state_is_built(library: Scratch, run: Run) -> None:
    """The commit changes no file of the library: only the history tells of the move."""
    words = ("build", "--root", library.root, "--today", "2026-11-01")
    run(*words)
    site = library.root / "site"
    before = files(site)
    commit("2026-03-01")(library.root)
    _, told, _ = run(*words)
    assert "内容没有变化" not in told
    run(*words, "--no-cache", "--output", library.root.parent / "clean")
    assert files(site) == files(library.root.parent / "clean") != before


def test_the_card_of_an_edition_is_built(library: Scratch, run: Run) -> None:
    """It says what a case was when its book was printed, so the page must tell what changed."""
    write("site_config/volumes/2025.yml", VOLUME)(library.root)
    words = ("build", "--root", library.root, "--today", "2026-11-01")
    run(*words)
    site = library.root / "site"
    before = files(site)
    card = {
        "volume": "2025",
        "number": 1,
        "day": "2026-02-01",
        "name": "汇编",
        "audience": "public",
        "cases": {IDS[0]: {"title": "0"}},
    }
    (library.root / "editions").mkdir()
    (library.root / "editions/2025-1.json").write_text(json.dumps(card), "utf-8")
    _, told, _ = run(*words)
    assert "内容没有变化" not in told
    run(*words, "--no-cache", "--output", library.root.parent / "clean")
    assert files(site) == files(library.root.parent / "clean") != before


def test_what_does_the_work_is_not_even_imported_where_there_is_none(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case(IDS[0])
    for file in scratch.root.rglob("*"):
        os.utime(file, (1, 1), follow_symlinks=False)
    time.sleep(2.1)
    code = (
        "import sys; from casebook.cli import main\n"
        "try: main(['build', '--today', '2026-11-01'])\n"
        "finally: print(*sorted({'mkdocs', 'numpy', 'casebook.app'} & set(sys.modules)))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=scratch.root,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert told[0][-1] == "casebook.app mkdocs numpy"
    assert "内容没有变化" in told[1][0]
    assert told[1][1:] == [""]


def test_another_mkdocs_yml_is_another_plan(library: Scratch, run: Run) -> None:
    words = ("build", "--root", library.root, "--today", "2026-11-01")
    run(*words)
    replace("mkdocs.yml", "site_name: ", "site_dir: elsewhere\nsite_name: ")(library.root)
    _, told, _ = run(*words)
    assert "内容没有变化" not in told
    assert (library.root / "elsewhere/index.html").is_file()
