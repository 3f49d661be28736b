"""What is published of a contributor's file is what was checked, whatever came in its place."""

from pathlib import Path

import pytest

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.findings import Catalogue
from casebook.model.terms import Audience
from casebook.source.opening import ChangedFileError, opened
from sites import TODAY, Scratch

HIDDEN = "内部,名单\n"


def _as_link(folder: Path) -> None:
    (folder.parent / "secret.csv").write_text(HIDDEN, encoding="utf-8")
    (folder / "a.csv").unlink()
    (folder / "a.csv").symlink_to("../secret.csv")


def _behind_a_link(folder: Path) -> None:
    elsewhere = folder.parents[2] / "elsewhere"
    folder.rename(elsewhere)
    (elsewhere / "a.csv").write_text(HIDDEN, encoding="utf-8")
    folder.symlink_to(elsewhere)


def _longer(folder: Path) -> None:
    (folder / "a.csv").write_text(HIDDEN * 9, encoding="utf-8")


def _of_another_kind(folder: Path) -> None:
    size = (folder / "a.csv").stat().st_size
    (folder / "a.csv").write_bytes(b"<b>".ljust(size))


@pytest.mark.parametrize("change", [_as_link, _behind_a_link, _longer, _of_another_kind])
def test_a_file_that_changed_after_the_check_is_not_published(
    tmp_path: Path, catalogue: Catalogue, change: object
) -> None:
    scratch = Scratch(tmp_path / "library")
    attachment = {"file": "a.csv", "title": "表"}
    folder = scratch.case("2025-0001", attachments=[attachment])
    (folder / "a.csv").write_text("周三,办证\n", encoding="utf-8")
    loaded = app.load(scratch.root, TODAY, catalogue)
    change(folder)  # type: ignore[operator]
    site = tmp_path / "site"
    with pytest.raises(ChangedFileError, match=r"cases/2025/2025-0001/a\.csv"):
        host.build(loaded, Audience.PUBLIC, site, app.silent)
    assert not site.exists()


def test_a_file_is_opened_only_through_folders(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").write_bytes(b"text")
    with opened(tmp_path, "a/b/c") as stream:
        assert stream.read() == b"text"
    for path in ("a/b", "a/c", "a/b/c/d"):
        with pytest.raises(ChangedFileError), opened(tmp_path, path):
            pass
