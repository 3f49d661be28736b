"""`check --fix` on submissions with slips, and a law: a second run changes nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.cli import main
from cli.conftest import Run
from sites import files

CASE = "cases/2025/2025-0005/index.md"
SLIPS = (
    ("title: ", "标题："),
    ("date: ", "date ："),
    ("themes:", "thems:"),
    ("unit: ", "unit："),
    ("summary: ", "sumary： "),
    ("state: ", "state:　"),
    ("\n  - name: ", "\n\t- name: "),
    ("audience: ", "audeince: "),
    ("，", ","),
    ("\n", "\r\n"),
    ("---", "\ufeff---"),
)


def test_slips_are_corrected_and_told(run: Run, library: Path) -> None:
    file = library / CASE
    text = file.read_bytes().decode()
    slipped = text.replace("title: ", "标题：", 1).replace("summary:", "sumary:", 1)
    file.write_bytes(("\ufeff" + slipped.replace("\n", "\r\n")).encode())
    before = files(library)
    answer = run("check", "--root", library, "--fix")
    assert answer.code == 0
    assert f"已改 {CASE}:2：“标题” → “title”" in answer.out
    assert f"已改 {CASE}:1：“\\ufeff” → “”" in answer.out
    *_, total, last = answer.out.splitlines()
    told = sum(line.startswith("已改 ") for line in answer.out.splitlines())
    assert total == f"共改好 {told} 处，涉及 1 个文件；请看一遍再提交。"
    assert last == "检查了 52 份投稿，没有发现问题。"
    assert file.read_bytes().decode() == text
    after = files(library)
    assert {path for path in after if after[path] != before[path]} == {CASE}


def test_a_report_for_programs_stays_one(run: Run, library: Path) -> None:
    file = library / CASE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: ", "title：", 1), encoding="utf-8")
    answer = run("check", "--root", library, "--fix", "--format", "json")
    assert answer.out == "[]\n"
    assert "已改" in answer.err


def test_settings_are_left_to_a_person(run: Run, library: Path) -> None:
    file = library / "site_config/registry/units.yml"
    text = "\ufeff" + file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    answer = run("check", "--root", library, "--fix")
    assert "CB010" in answer.out
    assert answer.err == ""
    assert file.read_text(encoding="utf-8") == text


def test_only_the_paths_that_are_given_are_corrected(run: Run, library: Path) -> None:
    file = library / CASE
    text = file.read_text(encoding="utf-8").replace("title: ", "title：", 1)
    file.write_text(text, encoding="utf-8")
    run("check", "--root", library, "--fix", library / "cases/2025/2025-0001")
    assert file.read_text(encoding="utf-8") == text
    run("check", "--root", library, "--fix", file)
    assert file.read_text(encoding="utf-8") != text


def test_more_slips_than_a_report_lists_are_corrected(run: Run, library: Path) -> None:
    file = library / CASE
    head, fence, body = file.read_text(encoding="utf-8").rpartition("\n---\n")
    file.write_text(head + fence + body.replace("，", ","), encoding="utf-8")
    run("check", "--root", library, "--fix")
    once = file.read_text(encoding="utf-8")
    assert once.count(",") < body.count("，") / 4
    run("check", "--root", library, "--fix")
    assert file.read_text(encoding="utf-8") == once


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sets(st.sampled_from(SLIPS)))
def test_a_second_run_changes_nothing(
    library: Path, original: str, slips: set[tuple[str, str]]
) -> None:
    text = original
    for right, wrong in sorted(slips, reverse=True):
        text = text.replace(right, wrong, -1 if right in "，\n" else 1)
    (library / CASE).write_bytes(text.encode())
    for _ in range(2):
        before = files(library / "cases/2025/2025-0005")
        with pytest.raises(SystemExit):
            main(["check", "--root", str(library), "--fix", "--format", "json"])
    assert files(library / "cases/2025/2025-0005") == before


@pytest.fixture
def original(library: Path) -> str:
    return (library / CASE).read_bytes().decode()
