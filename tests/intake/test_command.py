import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli.adopt import adopt_command

GOOD = 'name: old\ninclude: ["*.md"]\nid: {year: "2024"}\ntitle: [{take: file-name}]\n'


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "a.md").write_text("正文", encoding="utf-8")
    (tmp_path / "map.yml").write_text(GOOD, encoding="utf-8")
    return folder


def call(foreign: Path, library: Path, *more: str) -> Result:
    words = [str(foreign), "--map", str(foreign.parent / "map.yml"), "--into", str(library), *more]
    return CliRunner().invoke(adopt_command, words)


def test_all_fits(foreign: Path, library: Path) -> None:
    file = foreign.parent / "report.json"
    result = call(foreign, library, "--report", str(file))
    assert result.exit_code == 0
    assert "新采纳 1 篇" in result.output
    assert json.loads(file.read_text(encoding="utf-8"))["fits"] is True
    assert "已经在库 1 篇" in call(foreign, library).output


def test_something_does_not_fit(foreign: Path, library: Path) -> None:
    (foreign / "b.md").write_text("[甲](x.md)", encoding="utf-8")
    result = call(foreign, library)
    assert result.exit_code == 1
    assert (library / "cases/2024/2024-0002/index.md").is_file()


def test_a_dry_run(foreign: Path, library: Path) -> None:
    result = call(foreign, library, "--dry-run")
    assert result.exit_code == 0
    assert result.output.startswith("试运行")
    assert not (library / "cases").exists()


@pytest.mark.parametrize("broken", ["mapping", "no_mapping", "folder", "library"])
def test_what_is_refused(foreign: Path, library: Path, tmp_path: Path, broken: str) -> None:
    if broken == "mapping":
        (tmp_path / "map.yml").write_text(GOOD + "nmae: x\n", encoding="utf-8")
    if broken == "no_mapping":
        (tmp_path / "map.yml").unlink()
    if broken == "library":
        library = tmp_path / "foreign"
    if broken == "folder":
        (foreign / "a.md").unlink()
        foreign.rmdir()
    result = call(foreign, library)
    assert result.exit_code == 2
    assert not (tmp_path / "library" / "cases").exists()
    assert "Traceback" not in result.output
