"""The plugin keeps the live site whole, and hostile files out of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.exceptions import PluginError

from casebook.adapters.mkdocs.library import LibraryPlugin
from sites import copy_sample


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "library")


def mkdocs(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000"}
    command = [sys.executable, "-m", "mkdocs", "build", *words]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("docs", ["content", "docs"])
def test_a_link_out_of_the_hand_written_pages_is_not_published(library: Path, docs: str) -> None:
    (library / "content").rename(library / docs)
    config = library / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("docs_dir: content", f"docs_dir: {docs}"), encoding="utf-8")
    secret = library.parent / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (library / docs / "plain.txt").symlink_to(secret)
    (library / docs / "folder").symlink_to(library.parent)
    done = mkdocs(library)
    assert "CB018" in done.stderr
    assert (library / "site/index.html").is_file()
    assert b"secret" not in b"".join(snapshot(library / "site").values())


def test_a_pipe_among_the_hand_written_pages_does_not_stop_the_build(library: Path) -> None:
    os.mkfifo(library / "content/pipe.md")
    assert "CB023" in mkdocs(library).stderr
    assert (library / "site/index.html").is_file()


def test_a_strict_build_that_breaks_off_leaves_the_old_site(library: Path) -> None:
    assert mkdocs(library, "--strict").returncode == 0
    before = snapshot(library / "site")
    with (library / "content/about.md").open("a", encoding="utf-8") as stream:
        stream.write("\n[没有的页面](nowhere.md)\n")
    assert mkdocs(library, "--strict").returncode == 1
    assert snapshot(library / "site") == before


def test_an_internal_edition_of_the_host_has_a_folder_of_its_own(library: Path) -> None:
    config = library / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    option = "  - casebook/library:\n      audience: intranet\n"
    config.write_text(text.replace("  - casebook/library\n", option), encoding="utf-8")
    assert mkdocs(library).returncode == 0
    assert (library / "site-intranet/index.html").is_file()
    assert not (library / "site").exists()


def test_a_page_that_no_hand_written_one_stands_for_is_made(library: Path) -> None:
    (library / "content/units.md").unlink()
    config = library / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - 单位: units.md\n", ""), encoding="utf-8")
    assert mkdocs(library).returncode == 0
    page = (library / "site/units/index.html").read_text(encoding="utf-8")
    assert page.count("<h1") == 1


def test_a_mistyped_name_of_a_filled_page_is_told(library: Path) -> None:
    page = library / "content/library.md"
    text = page.read_text(encoding="utf-8").replace("casebook: library", "casebook: libary")
    page.write_text(text, encoding="utf-8")
    assert "libary" in mkdocs(library).stderr


def test_a_preview_outlives_a_slip_in_the_settings(library: Path) -> None:
    (library / "site_config/site.yml").write_text("name: [", encoding="utf-8")
    plugin = LibraryPlugin()
    plugin.load_config({})
    plugin.on_startup(command="serve", dirty=False)
    with pytest.raises(PluginError, match="CB009"):
        plugin.on_config(load_config(str(library / "mkdocs.yml")))
