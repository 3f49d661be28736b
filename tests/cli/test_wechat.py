"""What goes to an official account is public, has a text, and replaces nothing."""

from pathlib import Path

import pytest

from cli.conftest import Run
from sites import ROOT, TODAY

GIVEN = ("--root", str(ROOT), "--today", TODAY.isoformat())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_text_goes_out_with_what_a_reader_has_to_know(run: Run, here: Path) -> None:
    assert run("export", "--wechat", "2025-0001", *GIVEN).code == 0
    text = (here / "2025-0001.html").read_text(encoding="utf-8")
    assert "来源：" in text
    assert "示例" in text


def test_an_internal_edition_does_not(run: Run, here: Path) -> None:
    answer = run("export", "--wechat", "2025-0001", "--audience", "intranet", *GIVEN)
    assert answer.code == 2
    assert "公众号谁都能看" in answer.err
    assert not list(here.iterdir())


def test_a_withdrawn_case_does_not(run: Run, here: Path) -> None:
    answer = run("export", "--wechat", "2025-0008", *GIVEN)
    assert answer.code == 2
    assert "2025-0008 没有可以刊登的正文" in answer.err
    assert not list(here.iterdir())


@pytest.mark.parametrize("name", ["2025-0001.html", "2025-0001-images"])
def test_nothing_is_replaced(run: Run, here: Path, name: str) -> None:
    (here / name).write_text("改过的", encoding="utf-8")
    answer = run("export", "--wechat", "2025-0001", *GIVEN)
    assert answer.code == 2
    assert "为免覆盖没有写出" in answer.err
    assert [one.name for one in here.iterdir()] == [name]
    assert (here / name).read_text(encoding="utf-8") == "改过的"
