"""What a command writes goes to real folders alone; what is odd there ends it with a sentence."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from casebook.adapters.mkdocs import host
from casebook.publish.jobs import ProcessLostError
from cli.conftest import Run
from cli.test_bad_use import assert_refused, snapshot


@pytest.fixture
def outside(library: Path) -> Path:
    """A folder beside the library that nothing may be written to."""
    folder = library.parent / "outside"
    folder.mkdir()
    (folder / "file").write_text("旧", encoding="utf-8")
    return folder


def test_a_part_that_is_a_link_is_not_followed(run: Run, library: Path, outside: Path) -> None:
    (library / ".a.csv.part").symlink_to(outside / "file")
    assert run("export", "--root", library, library / "a.csv").code == 0
    assert (outside / "file").read_text(encoding="utf-8") == "旧"
    assert not (library / "a.csv").is_symlink()


def test_an_export_that_fails_leaves_nothing(run: Run, library: Path) -> None:
    (library / "a.csv").mkdir()
    assert_refused(run("export", "--root", library, library / "a.csv"), "a.csv")
    assert not (library / ".a.csv.part").exists()


@pytest.mark.parametrize("name", ["cases/x.json", "site_config/x.csv", "content/a/../x.xlsx"])
def test_no_export_goes_among_the_sources(run: Run, library: Path, name: str) -> None:
    before = snapshot(library)
    assert_refused(run("export", "--root", library, library / name), "x.")
    assert snapshot(library) == before


def test_a_year_that_is_a_link_takes_no_new_case(run: Run, library: Path, outside: Path) -> None:
    (library / "cases/2030").symlink_to(outside)
    words = ("new", "case", "--root", library, "--today", "2030-01-05")
    assert_refused(run(*words), "cases/2030")
    assert [one.name for one in outside.iterdir()] == ["file"]


def test_a_template_that_is_a_link_is_not_read(run: Run, library: Path, outside: Path) -> None:
    template = library / "cases/TEMPLATE.md"
    template.unlink()
    template.symlink_to(outside / "file")
    assert_refused(run("new", "case", "--root", library), "TEMPLATE.md")


def test_a_template_in_gbk_is_told(run: Run, library: Path) -> None:
    (library / "cases/TEMPLATE.md").write_bytes("标题".encode("gbk"))
    assert_refused(run("new", "case", "--root", library), "TEMPLATE.md", "UTF-8")


def test_a_hand_written_page_in_gbk_is_named(run: Run, library: Path) -> None:
    (library / "content/about.md").write_bytes("# 关于".encode("gbk"))
    assert_refused(run("build", "--root", library), "content/about.md", "UTF-8")
    assert not (library / "site").exists()


@pytest.mark.parametrize("text", ["{{ 1 // 0 }}", "{{ nothing.at.all }}", "{% if %}"])
def test_a_template_of_the_site_that_breaks_is_named(run: Run, library: Path, text: str) -> None:
    (library / "site_config/theme/main.html").write_text(text, encoding="utf-8")
    assert_refused(run("build", "--root", library), "main.html:1")


def test_an_address_of_the_site_that_is_none(run: Run, library: Path) -> None:
    with (library / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write('site_url: "http://[bad"\n')
    assert_refused(run("build", "--root", library), "mkdocs.yml")


def test_a_folder_in_no_encoding(run: Run, library: Path) -> None:
    before = snapshot(library)
    folder = library.parent / os.fsdecode(b"o\xff")
    answer = run("build", "--root", library, "--output", folder)
    assert "CASEBOOK_DEBUG" not in answer.err
    assert answer.code == 0 or snapshot(library) == before


@pytest.mark.parametrize("day", ["", "0999-01-01"])
def test_a_day_that_is_none_is_said_as_given(run: Run, library: Path, day: str) -> None:
    assert_refused(run("check", "--root", library, "--today", day), f"“{day}”")


def test_a_folder_of_fonts_that_is_not_there(run: Run, library: Path) -> None:
    answer = run("compile", "2025", "--root", library, "--fonts", library / "none")
    assert answer.code == 2
    assert "none" in answer.err.splitlines()[-1]


def test_init_on_a_full_disk_says_one_reason(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, target: Path) -> None:
        raise shutil.Error([("a", str(target / "b"), "[Errno 28] full")] * 100)

    monkeypatch.setattr(shutil, "copytree", full)
    assert_refused(run("init", tmp_path / "new"), "[Errno 28] full")


def test_the_search_without_a_home(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert_refused(run("search", "--root", library, "窗口"), "~")


def test_a_relative_folder_of_caches_does_not_count(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    monkeypatch.setenv("HOME", str(library.parent / "home"))
    monkeypatch.chdir(library)
    assert run("search", "窗口").code == 0
    assert not (library / "caches").exists()
    assert (library.parent / "home/.cache/casebook/search").is_dir()


def test_memory_that_runs_out(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object, **__: object) -> NoReturn:
        raise ProcessLostError

    monkeypatch.setattr(host, "build", lost)
    assert_refused(run("build", "--root", library), "内存不够", "--jobs 1")
    assert not (library / "site").exists()
