"""A cache in a folder of its own serves the library wherever it lies."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.main import main
from casebook.publish import records
from casebook.source.tree import Folder
from publish.edits import append
from sites import copy_sample, files


def build(root: Path, *words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--root", str(root), "--today", "2026-11-01", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The submissions that are read and rendered, and not taken from the cache."""
    made: list[str] = []
    prepare: Callable[..., Any] = records._Preparation.made  # noqa: SLF001

    def noted(self: object, folder: Folder, *words: object) -> Any:
        made.append(folder.path)
        return prepare(self, folder, *words)

    monkeypatch.setattr(records._Preparation, "made", noted)  # noqa: SLF001
    return made


def test_a_cache_made_at_one_path_serves_a_checkout_at_another(
    tmp_path: Path, prepared: list[str]
) -> None:
    here, there, shared = (
        copy_sample(tmp_path / "here"),
        tmp_path / "other/there",
        tmp_path / "kept",
    )
    assert build(here, "--cache", shared) == 0
    assert len(prepared) > 30
    prepared.clear()
    copy_sample(there)
    append("cases/2025/2025-0001/index.md", "\n又一句。\n")(there)
    # As a CI carries it: the folder alone, to another place.
    carried = tmp_path / "carried"
    shutil.move(shared, carried)
    assert build(there, "--cache", carried) == 0
    assert prepared == ["cases/2025/2025-0001"]
    assert build(there, "--no-cache", "--output", tmp_path / "clean") == 0
    assert files(there / "site") == files(tmp_path / "clean") != files(here / "site")


@pytest.mark.parametrize("folder", [".", "kept", "site_config/kept"])
def test_a_cache_that_contributors_could_write_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    root = copy_sample(tmp_path / "library")
    assert build(root, "--cache", root / folder) == 2
    assert "投稿的人也能写入" in capsys.readouterr().err
    assert not (root / "site").exists()


@pytest.mark.parametrize("folder", [".", ".kept", "kept/here"])
def test_a_cache_that_would_be_published_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    root, site = copy_sample(tmp_path / "library"), tmp_path / "site"
    assert build(root, "--cache", site / folder, "--output", site) == 2
    assert "随网站公开" in capsys.readouterr().err
    assert not list(site.rglob("*.sqlite3"))


@pytest.mark.parametrize("mode", [0o775, 0o707])
def test_a_cache_that_other_users_could_write_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: int
) -> None:
    root, shared = copy_sample(tmp_path / "library"), tmp_path / "shared"
    shared.mkdir()
    shared.chmod(mode)
    assert build(root, "--cache", shared) == 2
    assert "别的用户也能写入" in capsys.readouterr().err
    assert not list(shared.iterdir())
