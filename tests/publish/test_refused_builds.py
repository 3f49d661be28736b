"""A build that cannot go on says why in one line, and leaves the live site as it is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from casebook import app
from casebook.adapters.mkdocs.session import Session
from casebook.cli.main import main
from casebook.publish import cache, records
from sites import EPOCH, Scratch, files
from sites import ROOT as SAMPLE


def build(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "casebook", "build", *words]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def library(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001")
    assert build(scratch.root).returncode == 0
    return scratch


def test_a_leak_leaves_nothing_behind_in_any_folder(library: Scratch) -> None:
    before = files(library.root / "site")
    library.case("2025-0001", contacts=[{"name": "周某", "phone": "0599-0000001"}])
    override = library.root / "site_config/theme/casebook/case.html"
    override.parent.mkdir()
    override.write_text("0599-0000001", encoding="utf-8")
    done = build(library.root)
    assert done.returncode == 2
    assert "CB501" in done.stderr
    assert files(library.root / "site") == before
    assert not list(library.root.glob(".site.casebook-next"))


def test_what_the_host_wrote_hidden_is_published_and_scanned(library: Scratch) -> None:
    config = library.root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}\nexclude_docs: |\n  !.well-known\n", encoding="utf-8")
    page = library.root / "content/.well-known/security.txt"
    page.parent.mkdir()
    page.write_text("0599-0000001", encoding="utf-8")
    library.case("2025-0002")
    assert build(library.root).returncode == 0
    assert (library.root / "site/.well-known/security.txt").is_file()
    page.write_text("0599-0000002", encoding="utf-8")
    assert build(library.root).returncode == 0
    assert (library.root / "site/.well-known/security.txt").read_bytes() == b"0599-0000002"
    page.write_text("0599-0000001", encoding="utf-8")
    library.case("2025-0001", contacts=[{"name": "周某", "phone": "0599-0000001"}])
    done = build(library.root)
    assert done.returncode == 2
    assert "CB501" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_is_told_and_changes_nothing(library: Scratch, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        site = disk / "site"
        assert build(library.root, "--output", str(site)).returncode == 0
        before = files(site)
        room = os.statvfs(disk)
        (disk / "filler").write_bytes(bytes(max(0, (room.f_bavail - 3) * room.f_bsize)))
        library.case("2025-0001", "新的正文。" * 4000)
        done = build(library.root, "--output", str(site))
        assert done.returncode == 2
        assert len(done.stderr.strip().split("\n")) <= 2
        assert files(site) == before
        (disk / "filler").unlink()
        assert build(library.root, "--output", str(site)).returncode == 0
        assert files(site) != before
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def test_a_cache_that_cannot_be_written_is_done_without(library: Scratch) -> None:
    place = cache.folder_of(library.root)
    assert place is not None
    shutil.rmtree(place)
    place.write_text("a file", encoding="utf-8")
    library.case("2025-0002")
    assert build(library.root).returncode == 0
    assert (library.root / "site/cases/2025-0002/index.html").is_file()


def test_a_build_that_is_refused_leaves_no_cache_behind(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    (scratch.root / "site_config/site.yml").write_text("format: [", encoding="utf-8")
    assert build(scratch.root).returncode == 2
    place = cache.folder_of(scratch.root)
    assert place is not None
    assert not place.exists()


@pytest.mark.parametrize("kind", ["folder", "library"])
def test_a_place_that_cannot_be_written_is_told(library: Scratch, kind: str) -> None:
    """Nor is anything written where the whole library can only be read."""
    site = library.root / "site"
    before = files(site)
    library.case("2025-0001", "新的正文。")
    with read_only(library.root):
        words = ("--output", "site") if kind == "folder" else ()
        done = build(library.root, *words)
    assert done.returncode == 2
    assert_told(done.stderr, str(library.root))
    assert files(site) == before
    assert build(library.root).returncode == 0
    assert files(site) != before


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be written: root needs a mount for that, others a mode."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    mount("--bind", str(folder), str(folder))
    try:
        mount("-o", "remount,bind,ro", str(folder))
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def mount(*words: str) -> None:
    if subprocess.run(["mount", *words], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")


def assert_told(err: str, *words: str) -> None:
    """One line, without a traceback, with these words."""
    assert len(err.strip().split("\n")) == 1, err
    assert "Traceback" not in err
    assert all(word in err for word in words), err


PICTURE, TABLE = "cases/2025/2025-0002/a.png", "cases/2025/2025-0002/b.csv"


@pytest.mark.parametrize(
    ("path", "owner", "name"),
    [
        (PICTURE, app, "edition"),
        (TABLE, app, "edition"),
        ("mkdocs.yml", app, "edition"),
        ("content/about.md", Session, "prepare"),
    ],
)
def test_a_source_that_vanishes_in_mid_build_is_told(  # noqa: PLR0913, PLR0917 (three fixtures)
    library: Scratch,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    path: str,
    owner: object,
    name: str,
) -> None:
    """It goes after it was listed, and before it is read or copied: the old site stays."""
    before = files(library.root / "site")
    library.case("2025-0002", "![图](a.png)", attachments=[{"file": "b.csv", "title": "表"}])
    shutil.copy(SAMPLE / "cases/2026/2026-0002/steps.png", library.root / PICTURE)
    (library.root / TABLE).write_text("周三,办证\n", encoding="utf-8")
    vanishing(monkeypatch, owner, name, library.root / path)
    assert main_code("build", "--root", library.root, "--no-cache") == 2
    assert_told(capsys.readouterr().err, Path(path).name)
    assert files(library.root / "site") == before


def test_a_submission_that_vanishes_before_it_is_read_is_a_finding(
    library: Scratch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vanishing(monkeypatch, records, "gather", library.case("2025-0002"))
    assert main_code("build", "--root", library.root) == 1
    err = capsys.readouterr().err
    assert "cases/2025/2025-0002: CB023" in err
    assert "Traceback" not in err
    assert (library.root / "site/cases/2025-0001/index.html").is_file()


def vanishing(patch: pytest.MonkeyPatch, owner: object, name: str, path: Path) -> None:
    """Let a file or folder be gone when a function is called."""
    call = getattr(owner, name)

    def vanish(*words: Any, **options: Any) -> Any:
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        return call(*words, **options)

    patch.setattr(owner, name, vanish)


def main_code(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    assert isinstance(ended.value.code, int)
    return ended.value.code
