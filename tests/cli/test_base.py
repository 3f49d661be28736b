"""`check --base`: a change judged beside the revision that it started from."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from cli.conftest import Run

CASE = "cases/2025/2025-0005/index.md"


def git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    done = subprocess.run([*command, *words], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def clone(library: Path) -> Path:
    git(library, "init", "--quiet", "-b", "main")
    git(library, "add", "--all")
    git(library, "commit", "--quiet", "-m", "library")
    return library


def edit(root: Path, old: str, new: str, path: str = CASE) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(run: Run, root: Path, base: str = "main") -> list[tuple[str, str]]:
    out = run("check", "--root", root, "--base", base, "--format", "json").out
    return [(one["code"], one["path"]) for one in json.loads(out)]


def test_a_change_answers_for_itself_alone(run: Run, clone: Path) -> None:
    edit(clone, "title: ", "subject: 1\ntitle: ", "cases/2025/2025-0001/index.md")
    git(clone, "commit", "--quiet", "-am", "a slip that is there already")
    edit(clone, "title: ", "subject: 1\ntitle: ")
    assert codes(run, clone) == [("CB102", CASE)]
    out = run("check", "--root", clone, "--base", "main").out
    assert out.endswith("检查了 1 份投稿：必须改 0 处，请核对 1 处，建议 0 处。\n"
                        "另有 1 条与本次改动无关，没有列出。\n")  # fmt: skip


def test_what_others_did_meanwhile_is_no_part_of_the_change(run: Run, clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "mine")
    edit(clone, "title: ", "subject: 1\ntitle: ")
    git(clone, "commit", "--quiet", "-am", "mine")
    git(clone, "checkout", "--quiet", "main")
    git(clone, "rm", "--quiet", "-r", "cases/2025/2025-0012")
    git(clone, "commit", "--quiet", "-m", "theirs")
    git(clone, "checkout", "--quiet", "mine")
    assert codes(run, clone) == [("CB102", CASE)]


def test_new_files_count_before_they_are_added(run: Run, clone: Path) -> None:
    text = (clone / CASE).read_text(encoding="utf-8").replace("title: ", "title: 又一个")
    new = clone / "cases/2026/2026-0099/index.md"
    new.parent.mkdir()
    new.write_text(text, encoding="utf-8")
    path = "cases/2026/2026-0099/index.md"
    found = codes(run, clone)
    assert ("CB703", path) in found
    assert {one for _, one in found} == {path}


def test_a_renumbered_case_may_say_what_it_was(run: Run, clone: Path) -> None:
    old, new = clone / "cases/2025/2025-0005", clone / "cases/2025/2025-0055"
    old.rename(new)
    assert ("CB701", "cases/2025/2025-0055/index.md") in codes(run, clone)
    path = "cases/2025/2025-0055/index.md"
    edit(clone, "state: ", 'former_ids: ["2025-0005"]\nstate: ', path)
    assert not {code for code, _ in codes(run, clone)} & {"CB701", "CB702", "CB703", "CB706"}


def test_a_change_does_not_allow_itself_a_move(run: Run, clone: Path) -> None:
    edit(clone, "next: [due, retired, withdrawn]", "next: [draft]", "site_config/lifecycle.yml")
    edit(clone, "state: admitted", "state: draft")
    found = [code for code, _ in codes(run, clone)]
    assert "CB703" in found
    assert "CB704" in found


def test_an_erratum_answers_for_a_change_of_the_text(run: Run, clone: Path) -> None:
    path = "cases/2025/2025-0001/index.md"
    edit(clone, "\n## ", "\n补一句。\n\n## ", path)
    assert codes(run, clone) == [("CB705", path)]
    edit(clone, "state: ", "errata:\n  - {date: 2026-11-02, note: 补一句。}\nstate: ", path)
    assert codes(run, clone) == []


def test_only_what_changed_is_corrected(run: Run, clone: Path) -> None:
    edit(clone, "title: ", "title：", "cases/2025/2025-0001/index.md")
    git(clone, "commit", "--quiet", "-am", "a slip that is there already")
    edit(clone, "title: ", "title：")
    run("check", "--root", clone, "--base", "main", "--fix")
    assert "title：" not in (clone / CASE).read_text(encoding="utf-8")
    old = clone / "cases/2025/2025-0001/index.md"
    assert "title：" in old.read_text(encoding="utf-8")


def test_a_library_in_a_folder_of_a_repository(run: Run, tmp_path: Path, library: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    library.rename(top / "库")
    git(top, "init", "--quiet", "-b", "main")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "library")
    edit(top / "库", "state: admitted", "state: draft")
    (top / "README").write_text("x\n", encoding="utf-8")
    found = codes(run, top / "库")
    assert ("CB703", CASE) in found
    assert ("CB704", "../README") in found


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:cases", "", "a b\n"])
def test_an_unknown_revision_is_told_in_a_sentence(run: Run, clone: Path, name: str) -> None:
    answer = run("check", "--root", clone, "--base", name)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("找不到可以比较的版本")
    assert answer.err.count("\n") == 1 + name.count("\n")


def test_without_a_repository(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(library.parent))
    answer = run("check", "--root", library, "--base", "main")
    assert answer.code == 2
    assert "没有 git 仓库" in answer.err
    monkeypatch.setenv("PATH", os.devnull)
    assert run("check", "--root", library, "--base", "main").code == 2


def test_a_shallow_clone_says_how_to_get_the_rest(run: Run, clone: Path, tmp_path: Path) -> None:
    edit(clone, "title: ", "title: 新")
    git(clone, "commit", "--quiet", "-am", "one more")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{clone}", str(shallow))
    answer = run("check", "--root", shallow, "--base", "main")
    assert answer.code == 2
    assert "git fetch --unshallow" in answer.err


def test_nothing_that_the_repository_names_is_run(run: Run, clone: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    git(clone, "config", "core.fsmonitor", f"touch {mark}")
    git(clone, "config", "diff.external", f"touch {mark}")
    git(clone, "config", "diff.x.textconv", f"touch {mark}")
    (clone / ".gitattributes").write_text("*.md diff=x\n", encoding="utf-8")
    edit(clone, "title: ", "title: 新")
    codes(run, clone)
    assert not mark.exists()
