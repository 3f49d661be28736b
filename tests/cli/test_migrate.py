"""`casebook migrate` as a command: what it says, when it refuses, what others say before it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import files

Run = Callable[..., tuple[int, str, str]]
OLD = Path(__file__).parent.parent / "migrate/old"
SITE = "site_config/site.yml"


@pytest.fixture
def old(library: Path) -> Path:
    """The sample with the settings of an old library laid over it."""
    shutil.copytree(OLD / "site_config/calls", library / "site_config/calls", dirs_exist_ok=True)
    text = (library / SITE).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("format:")]
    (library / SITE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return library


def commit(root: Path) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    if not (root / ".git").exists():
        subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(["git", "-C", root, "add", "-A"], check=True)
    subprocess.run(["git", "-C", root, *who, "commit", "-qm", "x"], check=True)


def refused(answer: tuple[int, str, str], *words: str) -> None:
    code, out, err = answer
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert all(word in err for word in words), err


def test_a_dry_run_lists_and_writes_nothing(run: Run, old: Path) -> None:
    before = files(old)
    code, out, _ = run("migrate", "--dry-run", "--root", old)
    assert code == 0
    assert "site_config/calls/plain.yml:3:1：clearance 改名为 formal" in out
    assert "试运行" in out
    assert files(old) == before


def test_migrating_makes_the_library_readable_and_twice_changes_nothing(
    run: Run, old: Path
) -> None:
    refused(run("check", "--root", old), "CB802", "casebook migrate")
    assert run("migrate", "--root", old)[0] == 0
    assert run("check", "--root", old)[0] == 0
    after = files(old)
    code, out, _ = run("migrate", "--root", old)
    assert (code, "没有改动" in out) == (0, True)
    assert files(old) == after


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_old_library_keeps_its_site_until_it_is_migrated(
    run: Run, library: Path, command: str
) -> None:
    run("build", "--root", library)
    text = (library / SITE).read_text(encoding="utf-8")
    (library / SITE).write_text(text.replace("format: 1", "# "), encoding="utf-8")
    before = files(library)
    refused(run(command, "--root", library), "CB802")
    assert files(library) == before


@pytest.mark.parametrize(
    "words", [("migrate",), ("check",), ("build",), ("export", "a.csv"), ("new", "case")]
)
def test_a_newer_library_is_refused_by_every_command(
    run: Run, library: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library)
    text = (library / SITE).read_text(encoding="utf-8")
    (library / SITE).write_text(text.replace("format: 1", "format: 2"), encoding="utf-8")
    before = files(library)
    refused(run(*words), "CB801", "更新 casebook")
    assert files(library) == before


def test_changes_that_git_does_not_hold_are_not_written_over(run: Run, old: Path) -> None:
    commit(old)
    with (old / SITE).open("a", encoding="utf-8") as stream:
        stream.write("# 还没有提交\n")
    before = files(old)
    refused(run("migrate", "--root", old), SITE, "--force")
    assert files(old) == before
    assert run("migrate", "--force", "--root", old)[0] == 0
    assert "# 还没有提交" in (old / SITE).read_text(encoding="utf-8")


def test_other_changes_are_no_obstacle(run: Run, old: Path) -> None:
    commit(old)
    (old / "cases/2026/2026-0001/index.md").write_text("---\n", encoding="utf-8")
    assert run("migrate", "--root", old)[0] == 0


def test_what_a_person_must_change_is_told_with_its_place(run: Run, old: Path) -> None:
    (old / "site_config/lifecycle.yml").write_text("states: []\n", encoding="utf-8")
    before = files(old)
    refused(run("migrate", "--root", old), "CB803", "lifecycle.yml:1:1")
    assert files(old) == before
