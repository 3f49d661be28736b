"""MkDocs, ProperDocs and casebook give one site; a build that changes nothing touches nothing."""

import re
from pathlib import Path

import pytest

from sites import copy_sample, files, run

_GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("hosts") / "library")


def _comparable(folder: Path) -> dict[str, bytes]:
    return {name: _GENERATOR.sub(b"", data) for name, data in files(folder).items()}


def test_three_hosts_give_one_site(library: Path) -> None:
    run("casebook", "build", "--output", library / "by-casebook", cwd=library)
    run("mkdocs", "build", "--strict", "--site-dir", library / "by-mkdocs", cwd=library)
    run("properdocs", "build", "--strict", "--site-dir", library / "by-properdocs", cwd=library)
    site = _comparable(library / "by-casebook")
    assert len(site) > 50
    for host in ("by-mkdocs", "by-properdocs"):
        other = _comparable(library / host)
        assert other.keys() == site.keys()
        assert [name for name in site if site[name] != other[name]] == []


def test_a_build_without_a_change_leaves_the_files_alone(library: Path) -> None:
    folder = library / "twice"
    words = ("casebook", "build", "--output", folder)
    assert "网站已生成" in run(*words, cwd=library)
    before = {path: path.stat() for path in folder.rglob("*")}
    assert "内容没有变化" in run(*words, cwd=library)
    after = {path: path.stat() for path in folder.rglob("*")}
    assert before.keys() == after.keys()
    for path, stat in before.items():
        assert (stat.st_ino, stat.st_mtime_ns) == (after[path].st_ino, after[path].st_mtime_ns)


def lasting(written: dict[str, bytes]) -> set[str]:
    """The files that keep their names when what they hold changes."""
    named = ("search/terms/", "search/names-", "search/facets-")
    return {path for path in written if not path.startswith(named)}


def test_a_build_with_a_change_replaces_the_site_whole(library: Path) -> None:
    folder = library / "changed"
    words = ("casebook", "build", "--output", folder)
    run(*words, cwd=library)
    before = files(folder)
    case = library / "cases/2025/2025-0001/index.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("title: 夜间办事窗口", "title: 夜间窗口"), encoding="utf-8")
    try:
        assert "网站已生成" in run(*words, cwd=library)
    finally:
        case.write_text(text, encoding="utf-8")
    after = files(folder)
    assert lasting(before) == lasting(after)
    changed = {name for name in before if before[name] != after.get(name)}
    assert "cases/2025-0001/index.html" in changed
    assert "cases/2025-0012/index.html" not in changed
