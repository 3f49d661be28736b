"""`casebook duplicates` tells editors which submissions share passages, and where."""

import json
from pathlib import Path

from click.testing import CliRunner

from casebook.cli.main import casebook
from sites import Scratch

BODY = "窗口每晚延长两个小时办理业务，周末由值班人员轮流接待群众来访，并把办理结果当场告知。"


def told(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(casebook, ["duplicates", *words])
    return done.exit_code, done.output


def test_a_copy_is_told_with_its_lines(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    root = str(scratch.root)
    scratch.case("2025-0001", BODY)
    copy = scratch.case("2025-0002", f"前言。\n\n{BODY}")
    scratch.case("2025-0003", "菜市场每天公布蔬菜的检测结果。")
    code, output = told("--root", root)
    assert code == 1
    assert "cases/2025/2025-0001/index.md 与 cases/2025/2025-0002/index.md" in output
    assert told(str(copy), "--root", root) == (code, output)
    code, output = told("--root", root, "--format", "json")
    (pair,) = json.loads(output)
    line = (copy / "index.md").read_text(encoding="utf-8").split("\n").index(BODY) + 1
    assert pair["passages"][0]["other"] == [line, line]


def test_a_file_from_elsewhere_is_compared(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", BODY)
    file = tmp_path / "收到的稿件.md"
    file.write_text(BODY, encoding="utf-8")
    assert told(str(file), "--root", str(scratch.root))[0] == 1
    file.write_text("另一件事。", encoding="utf-8")
    assert told(str(file), "--root", str(scratch.root))[0] == 0
    file.write_bytes(b"\xff\xfe\x00")
    assert told(str(file), "--root", str(scratch.root))[0] == 2
    assert told(str(tmp_path / "none.md"), "--root", str(scratch.root))[0] == 2
