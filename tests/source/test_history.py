"""The moves of states are read from the main line of git, for all cases at once."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from casebook.model.move import Move
from casebook.model.terms import State
from casebook.source import history
from casebook.source.history import state_moves
from casebook.source.today import SHANGHAI

INDEX = "cases/2025/2025-0001/index.md"


def git(root: Path, *words: str, day: str = "2026-01-01T00:00:00Z") -> None:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "gc.auto=0")
    dates = {"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day}
    subprocess.run(
        ["git", "-C", str(root), *who, *words],
        check=True,
        capture_output=True,
        env={**os.environ, **dates},
    )


def write(root: Path, state: str, body: str = "正文", path: str = INDEX) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: 题\nstate: {state}\n---\n\n{body}\n", encoding="utf-8")


def commit(root: Path, day: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "内部说明", day=day)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    write(folder, "draft")
    commit(folder, "2026-01-01T02:00:00Z")
    return folder


def moves(root: Path) -> dict[str, list[tuple[str, str]]]:
    found = state_moves(root, SHANGHAI)
    return {key: [(str(one.day), str(one.state)) for one in found[key]] for key in found}


def test_a_change_of_state_is_a_move_and_the_day_is_that_of_china(root: Path) -> None:
    write(root, "submitted", body="state: admitted")
    commit(root, "2026-02-01T20:00:00Z")
    write(root, "submitted", body="改了几个字")
    commit(root, "2026-02-05T00:00:00Z")
    write(root, "noticed")
    commit(root, "2026-03-01T00:00:00Z")
    expected = {"2025-0001": [("2026-02-02", "submitted"), ("2026-03-01", "noticed")]}
    assert moves(root) == expected
    assert (root / ".git/casebook-states").is_file()
    assert moves(root) == expected


def test_what_is_put_right_on_the_same_day_is_no_move(root: Path) -> None:
    write(root, "admitted")
    commit(root, "2026-02-01T01:00:00Z")
    write(root, "draft")
    commit(root, "2026-02-01T02:00:00Z")
    assert moves(root) == {}


def test_a_branch_counts_from_the_day_it_was_merged(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "work")
    write(root, "submitted")
    commit(root, "2026-02-01T00:00:00Z")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "并入", "work", day="2026-02-10T00:00:00Z")
    assert moves(root) == {"2025-0001": [("2026-02-10", "submitted")]}


def test_a_case_that_was_deleted_begins_anew(root: Path) -> None:
    write(root, "admitted")
    commit(root, "2026-02-01T00:00:00Z")
    (root / INDEX).unlink()
    commit(root, "2026-03-01T00:00:00Z")
    write(root, "draft")
    commit(root, "2026-04-01T00:00:00Z")
    write(root, "submitted")
    commit(root, "2026-05-01T00:00:00Z")
    assert moves(root) == {"2025-0001": [("2026-05-01", "submitted")]}


def test_a_library_in_a_folder_of_the_repository(root: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "-q", "-b", "main")
    for state, day in (("draft", "2026-01-01"), ("noticed", "2026-02-01")):
        write(whole, state, path=f"library/{INDEX}")
        commit(whole, f"{day}T00:00:00Z")
    assert moves(whole / "library") == {"2025-0001": [("2026-02-01", "noticed")]}
    assert root.is_dir()


def test_no_history_and_half_a_history_tell_nothing(root: Path, tmp_path: Path) -> None:
    write(root, "noticed")
    commit(root, "2026-02-01T00:00:00Z")
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    assert moves(tmp_path / "shallow") == {}
    bare = tmp_path / "bare"
    write(bare, "noticed")
    assert moves(bare) == {}


def test_git_is_asked_twice_however_many_cases(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2, 40):
        write(root, "draft", path=f"cases/2025/2025-{number:04d}/index.md")
    commit(root, "2026-02-01T00:00:00Z")
    for number in range(1, 40):
        write(root, "noticed", path=f"cases/2025/2025-{number:04d}/index.md")
    commit(root, "2026-03-01T00:00:00Z")
    asked: list[object] = []
    run = subprocess.Popen

    class Counted(run):  # type: ignore[misc, valid-type]  # a class chosen at run time
        def __init__(self, command: list[str], **options: object) -> None:
            asked.append(command)
            super().__init__(command, **options)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    assert len(moves(root)) == 39
    # Whether the clone is whole, the log, where to keep states, and the blobs.
    assert len(asked) == 4


def test_what_was_kept_and_is_spoilt_is_passed_over(root: Path) -> None:
    write(root, "noticed")
    commit(root, "2026-02-01T00:00:00Z")
    (root / ".git/casebook-states").write_bytes(b"\xff\x00 admitted\nzz zz\n")
    assert history.state_moves(root, SHANGHAI) == {
        "2025-0001": (Move(date(2026, 2, 1), State.NOTICED),)
    }
