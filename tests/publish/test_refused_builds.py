"""A build that cannot go on says why in one line, and leaves the live site as it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casebook import app
from casebook.cli.main import main
from casebook.publish import cache
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


def test_a_submission_that_vanishes_in_mid_build_is_told(
    library: Scratch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its picture goes after the case was read: the site stays, and the next build is right."""
    before = files(library.root / "site")
    library.case("2025-0002", "![图](a.png)")
    picture = library.root / "cases/2025/2025-0002/a.png"
    picture.write_bytes((SAMPLE / "cases/2026/2026-0002/steps.png").read_bytes())
    edition = app.edition

    def vanish(*words: Any) -> app.Edition:
        picture.unlink(missing_ok=True)
        return edition(*words)

    monkeypatch.setattr(app, "edition", vanish)
    with pytest.raises(SystemExit) as ended:
        main(["build", "--root", str(library.root), "--no-cache"])
    assert ended.value.code == 2
    assert files(library.root / "site") == before
