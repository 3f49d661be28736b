"""What came with a repository does not pass for what a build made, and leads it nowhere."""

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from casebook.publish import cache
from casebook.publish.manifest import Entry, Manifest
from casebook.publish.output import prune
from publish.test_refused_builds import build
from sites import Scratch, copy_sample, files

BESIDE = ("next", "host", "old", "lock", "manifest")


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    folder = tmp_path / "victim"
    (folder / ".ssh").mkdir(parents=True)
    (folder / ".ssh/id").write_text("key", encoding="utf-8")
    (folder / "thesis").write_text("years", encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001")
    return scratch


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("led", ["", "thesis"])
def test_a_link_beside_the_output(library: Scratch, victim: Path, name: str, led: str) -> None:
    before = files(victim)
    (library.root / f".site.casebook-{name}").symlink_to(victim / led)
    done = build(library.root)
    assert done.returncode == 2
    assert "casebook" in done.stderr
    assert files(victim) == before
    assert not (library.root / "site").exists()


def test_a_link_in_what_an_earlier_build_left(library: Scratch, victim: Path) -> None:
    left = library.root / ".site.casebook-next"
    left.mkdir()
    (left / "cases").symlink_to(victim)
    (left / ".hidden").symlink_to(victim)
    before = files(victim)
    assert build(library.root).returncode == 0
    assert files(victim) == before
    assert (library.root / "site/cases/2025-0001/index.html").is_file()


@pytest.mark.parametrize("path", ["../victim/thesis", "{victim}/thesis", "a/../../victim/thesis"])
def test_a_manifest_of_paths_out_of_the_site(library: Scratch, victim: Path, path: str) -> None:
    assert build(library.root).returncode == 0
    named = path.format(victim=victim)
    Manifest(b"", {named: Entry(b"", b"", (1, 1, 1))}).write(
        library.root / ".site.casebook-manifest"
    )
    library.case("2025-0002")
    assert build(library.root).returncode == 0
    assert (victim / "thesis").is_file()


def test_nothing_is_pruned_beyond_a_link(tmp_path: Path, victim: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sub").symlink_to(victim)
    told = Manifest(b"", {"sub/thesis": Entry(b"", b"", (1, 1, 1))})
    prune(site, told, Manifest())
    assert (victim / "thesis").is_file()


def test_a_public_folder_under_an_internal_name(library: Scratch) -> None:
    assert build(library.root).returncode == 0
    before = files(library.root / "site")
    (library.root / "site-intranet").symlink_to("site")
    done = build(library.root, "--audience", "intranet")
    assert done.returncode == 2
    assert "site" in done.stderr
    assert "None" not in done.stderr
    assert files(library.root / "site") == before


def test_a_cache_in_the_library_is_not_read(library: Scratch) -> None:
    assert build(library.root).returncode == 0
    assert (place := cache.folder_of(library.root)) is not None
    assert library.root not in place.parents
    assert place.stat().st_mode & 0o077 == 0
    assert not list(library.root.rglob("*.sqlite3"))


def test_volumes_that_came_with_the_repository_are_not_offered(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "library")
    shelf = root / "compiled/public/2025"
    shelf.mkdir(parents=True)
    (shelf / "volume.json").write_bytes(msgspec.json.encode({"digest": "", "files": []}))
    for words in (("init", "-q"), ("add", "-f", "compiled")):
        subprocess.run(["git", *words], cwd=root, check=True)
    done = build(root)
    assert done.returncode == 2
    assert "git rm -r --cached compiled" in done.stderr
    shutil.rmtree(root / ".git")
    assert build(root).returncode in {0, 1}
