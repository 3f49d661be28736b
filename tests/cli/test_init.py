"""A new library, wherever its editor stands."""

from pathlib import Path

import pytest

from cli.conftest import Run


def _files(root: Path) -> dict[str, bytes]:
    return {
        one.relative_to(root).as_posix(): one.read_bytes()
        for one in sorted(root.rglob("*"))
        if one.is_file()
    }


def test_here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").code == 0
    assert run("check").code == 0


def test_in_a_new_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", tmp_path).code == 0
    assert (tmp_path / ".gitignore").is_file()
    assert (tmp_path / ".git").is_dir()


def test_below_folders_that_are_not_there(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "plain")
    assert run("init", tmp_path / "a/b/library").code == 0
    assert _files(tmp_path / "a/b/library") == _files(tmp_path / "plain")


def test_after_a_run_that_was_cut_short(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "plain")
    (tmp_path / "library/.casebook.part/cases").mkdir(parents=True)
    (tmp_path / "library/.casebook.part/cases/half").touch()
    assert run("init", tmp_path / "library").code == 0
    assert _files(tmp_path / "library") == _files(tmp_path / "plain")
