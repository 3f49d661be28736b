"""A library whose mkdocs.yml lacks `casebook/column`: its articles are nowhere, and it says so."""

import os
import subprocess
from pathlib import Path

import pytest

from sites import BIN, EPOCH, copy_sample, files, run, told

# The title of an article of the sample, which no case repeats.
ARTICLE = "天天开门，来的人反而少"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sample(tmp_path_factory.mktemp("off") / "library")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  - casebook/column\n", ""), encoding="utf-8")
    return root


def said(*words: str, cwd: Path) -> tuple[int, str]:
    """What a command that may fail ends with, and says."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(BIN / words[0]), *words[1:]]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def assert_shows_none(folder: Path) -> None:
    assert told(folder, "2025-0001")
    assert not told(folder, ARTICLE)
    assert not told(folder, "vanguard/2025-0001")
    assert not [one for one in files(folder) if one.endswith(("atom.xml", "rss.xml", "feed.json"))]
    assert not list(folder.rglob("vanguard/20*"))
    assert not list(folder.rglob("talk-2025"))


def test_the_host_builds_a_site_without_columns(library: Path) -> None:
    code, text = said("mkdocs", "build", "--site-dir", "by-mkdocs", cwd=library)
    assert code == 0
    assert (
        "vanguard.md 要显示专栏 vanguard，可是 mkdocs.yml 的 plugins 里没有 casebook/column" in text
    )
    assert_shows_none(library / "by-mkdocs")


def test_a_site_without_the_page_either_is_built_strictly(library: Path) -> None:
    page, settings = library / "content/vanguard.md", library / "mkdocs.yml"
    kept, text = page.read_text("utf-8"), settings.read_text("utf-8")
    page.unlink()
    settings.write_text(text.replace("  - 先锋说: vanguard.md\n", ""), encoding="utf-8")
    try:
        run("mkdocs", "build", "--strict", "--site-dir", "strict", cwd=library)
    finally:
        page.write_text(kept, encoding="utf-8")
        settings.write_text(text, encoding="utf-8")
    assert_shows_none(library / "strict")


def test_our_own_build_and_stage_show_none_either(library: Path) -> None:
    run("casebook", "build", "--output", "by-casebook", cwd=library)
    assert_shows_none(library / "by-casebook")
    run("casebook", "stage", "staged", cwd=library)
    assert_shows_none(library / "staged")


def test_a_yearbook_is_not_printed_by_halves(library: Path) -> None:
    code, text = said("casebook", "compile", "talk-2025", cwd=library)
    assert code == 2
    assert "site_config/volumes/talk-2025.yml 收有专栏文章" in text
    assert "没有 casebook/column" in text
    assert not (library / "compiled").exists()


def test_search_finds_none(library: Path) -> None:
    assert "vanguard" not in run("casebook", "search", "水尺", cwd=library)
