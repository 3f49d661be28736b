"""The files for code hosts, and the whole way of a submission through a repository."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from sites import BIN, ROOT, copy_sample

CI = ROOT / "docs" / "ci"
STARTER = ROOT / "plugins/casebook/starter/docs/ci"
WORKFLOWS = ("github.yml", "gitea.yml")
_ANNOTATION = re.compile(r"::(?:error|warning|notice) file=")
CASE = "cases/2026/2026-0010/index.md"
SUBMISSION = """---
标题：收工前先留号
date: 2026-08-06
unit: service-hall
kind: case
themes: [service]
scenes: [counter]
call: "2026"
authors: [李某一]
sumary: 工友下班晚，常赶不上取号。窗口党支部在关门前半小时开放留号，次日凭号先办。
metrics: {name: 每天白跑的人, before: 9, after: 1, unit: 人}
related: ["2026-0001"]
state: submitted
sample: true
---

## 一、背景与起因

关门前半小时来的人，多半取不到号。

## 二、做法与经过

留号写在一张纸上，次日凭纸先办。
"""


def loaded(name: str) -> dict[str, Any]:
    # `on` is a word of YAML 1.1 for true; hosts read it as it stands.
    text = (CI / name).read_text(encoding="utf-8").replace("\non:", '\n"on":')
    data = yaml.safe_load(text)
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_no_secrets_and_runs_what_is_trusted(name: str) -> None:
    workflow = loaded(name)
    assert workflow["on"] == {"pull_request": None}
    assert workflow.get("permissions", {"contents": "read"}) == {"contents": "read"}
    [job] = workflow["jobs"].values()
    text = (CI / name).read_text(encoding="utf-8")
    assert "secrets." not in text
    for step in job["steps"]:
        # What the event says reaches the shell as a variable and never as text of a script.
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
            assert step["with"]["fetch-depth"] == 0
    assert any("base/docs/ci/review.sh" in step.get("run", "") for step in job["steps"])
    assert "upload-artifact" in job["steps"][-1]["uses"]


def test_the_pipeline_of_gitlab_keeps_report_and_preview() -> None:
    job = loaded("gitlab.yml")["review"]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert job["artifacts"]["paths"] == ["review/"]
    assert job["artifacts"]["when"] == "always"
    assert "/base/docs/ci/review.sh" in job["script"][-1]


def test_no_file_names_a_registry() -> None:
    for file in CI.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "pypi" not in text
        assert "://" not in text


def test_a_new_library_brings_them() -> None:
    names = {file.name for file in CI.iterdir()}
    assert {file.name for file in STARTER.iterdir()} == names
    for name in names:
        assert (STARTER / name).read_bytes() == (CI / name).read_bytes()


def git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    return subprocess.run([*command, *words], check=True, capture_output=True, text=True).stdout


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", message)


def casebook(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / "casebook"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A bare repository with the sample library on its branch main."""
    seed = copy_sample(tmp_path / "seed")
    shutil.copytree(CI, seed / "docs/ci")
    git(seed, "init", "--quiet", "-b", "main")
    commit(seed, "library")
    git(tmp_path, "clone", "--quiet", "--bare", str(seed), str(tmp_path / "hub.git"))
    return tmp_path / "hub.git"


def branch(hub: Path, name: str) -> Path:
    clone = hub.with_name(name)
    git(hub, "clone", "--quiet", str(hub), str(clone))
    git(clone, "checkout", "--quiet", "-b", name)
    return clone


def review(hub: Path, name: str, form: str) -> tuple[int, str, Path]:
    """What a host does for a pull request: two work trees, and the script of the base."""
    trees = hub.with_name(f"trees-{name}-{form}")
    git(hub.parent, "clone", "--quiet", "-c", "core.symlinks=false", "-b", name, str(hub),
        str(trees / "change"))  # fmt: skip
    base = git(trees / "change", "rev-parse", "origin/main").strip()
    git(trees / "change", "worktree", "add", "--quiet", "--detach", str(trees / "base"), base)
    summary = trees / "summary.md"
    done = subprocess.run(
        ["sh", "base/docs/ci/review.sh", "base", "change", base, "review", form],
        cwd=trees,
        env={
            **os.environ,
            "CASEBOOK": str(BIN / "casebook"),
            "GITHUB_STEP_SUMMARY": str(summary),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, trees / "review"


def test_a_submission_from_branch_to_site(hub: Path, tmp_path: Path) -> None:
    clone = branch(hub, "submission")
    (clone / CASE).parent.mkdir()
    (clone / CASE).write_text(SUBMISSION, encoding="utf-8")
    commit(clone, "a submission")
    git(clone, "push", "--quiet", "origin", "submission")
    code, said, kept = review(hub, "submission", "github")
    assert code == 1
    assert said.startswith(f"::error file={CASE},line=2,col=1,")
    assert "CB003" in said
    first, _, told = (kept / "report.txt").read_text(encoding="utf-8").partition("\n")
    assert "--fix" in first
    assert told.startswith(CASE)
    assert (kept / "site/index.html").is_file()
    assert not (kept / "site/cases/2026-0010").exists()

    fix = casebook("check", "--root", clone, "--base", "origin/main", "--fix")
    assert fix.returncode == 0, fix.stdout
    assert "“标题” → “title”" in fix.stdout
    assert "CB307" in fix.stdout
    commit(clone, "corrected")
    git(clone, "push", "--quiet", "origin", "submission")
    code, said, kept = review(hub, "submission", "gitlab")
    assert code == 0
    rows = json.loads((kept / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert "CB307" in {row["check_name"] for row in rows}
    assert "major" not in {row["severity"] for row in rows}

    editor = branch(hub, "editor")
    git(editor, "checkout", "--quiet", "main")
    git(editor, "merge", "--quiet", "--no-edit", "origin/submission")
    git(editor, "push", "--quiet", "origin", "main")
    output = tmp_path / "site"
    built = casebook("build", "--root", editor, "--audience", "intranet", "--output", output)
    assert built.returncode == 0, built.stderr
    assert "收工前先留号" in (output / "cases/2026-0010/index.html").read_text(encoding="utf-8")


def test_a_hostile_pull_request_is_read_and_not_run(hub: Path, tmp_path: Path) -> None:
    clone = branch(hub, "hostile")
    mark = tmp_path / "ran"
    python = f"open({str(mark)!r}, 'a').write('x')\n"
    evil = {
        "mkdocs.yml": "site_name: x\ndocs_dir: content\nhooks: [hook.py]\n",
        "hook.py": python,
        "sitecustomize.py": python,
        "casebook.py": python,
        "plugins/casebook/__init__.py": python,
        "plugins/casebook/__main__.py": python,
        "content/hook.py": python,
        "site_config/theme/main.html": "{{ cycler.__init__.__globals__.os.system('touch "
        f"{mark}') }}",
        "docs/ci/review.sh": f"touch {mark}\n",
        "Makefile": f".venv/.installed:\n\ttouch {mark}\n",
        ".gitattributes": "*.md filter=x diff=x\n",
        CASE: SUBMISSION.replace(
            "标题：收工前先留号", 'title: "::error file=x::##[add-mask]<script>alert(1)</script>"'
        ).replace("sumary", "summary"),
    }
    for path, text in evil.items():
        file = clone / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (clone / "content/secret.md").symlink_to("/etc/passwd")
    (clone / "cases/2026/2026-0010/a\n::error::b.md").write_text("x", encoding="utf-8")
    commit(clone, "hostile")
    git(clone, "push", "--quiet", "origin", "hostile")
    for form in ("github", "gitea"):
        code, said, kept = review(hub, "hostile", form)
        assert not mark.exists()
        assert code == 1
        report = (kept / "report.txt").read_text(encoding="utf-8")
        for path in ("mkdocs.yml", "plugins", "docs", "site_config", "hook.py"):
            assert f"还改了 {path}" in report
        assert "content/secret.md: CB018" in report
        lines = said.splitlines()
        commands = [line for line in lines if line.startswith("::")]
        if form == "github":
            assert commands == lines
            assert all(_ANNOTATION.match(line) for line in lines)
        else:
            assert commands[0].startswith("::stop-commands::")
            assert commands[1:] == [f"::{commands[0].rpartition('::')[2]}::"]
        for page in (kept / "site").rglob("*"):
            if page.is_file():
                assert b"root:x:0" not in page.read_bytes()


@pytest.mark.parametrize("place", [".cache", "{trees}/change/.cache", "{trees}/review"])
def test_a_cache_within_reach_of_a_change_or_its_readers_is_refused(
    hub: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    trees = hub.with_name("trees-main-github")
    monkeypatch.setenv("CASEBOOK_CACHE", place.format(trees=trees))
    code, said, kept = review(hub, "main", "github")
    assert code == 2
    assert said.startswith("CASEBOOK_CACHE must ")
    assert not list(kept.iterdir())
