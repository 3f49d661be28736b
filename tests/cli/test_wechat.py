"""What goes to an official account is public, has a text, and replaces nothing."""

from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from casebook import app
from casebook.cli.loading import load
from cli.conftest import Run
from sites import ROOT, TODAY, Scratch, copy_sample

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


def test_it_is_in_chinese_whatever_the_command_speaks(run: Run, here: Path) -> None:
    answer = run("--lang", "en", "export", "--wechat", "2026-0002", *GIVEN)
    assert "Upload these 1 images" in answer.out
    text = (here / "2026-0002.html").read_text(encoding="utf-8")
    assert "来源：" in text
    assert "Source" not in text
    assert "Put image 1 here" in text


BODY = """
> [!WARNING]
> 先停水，再动手。

说到[那一条](../2025-0002/index.md)和`阀门`[^1]。

- 甲
  1. 乙

     丙

| 左 | 右 |
|:--|--:|
| 一 | 二 |

> 引文

[^1]: 脚注说明。
"""


def test_every_shape_keeps_its_look_and_nothing_else(run: Run, here: Path, tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", BODY)
    arguments = ("--root", scratch.root, "--today", TODAY.isoformat())
    assert run("export", "--wechat", "2025-0001", *arguments).code == 0
    root = LexborHTMLParser((here / "2025-0001.html").read_text(encoding="utf-8"))
    inside = root.css("section > *, section > * *")
    assert {name for node in inside for name in node.attributes} <= {"style", "start"}
    assert not [node for node in inside if node.tag in {"a", "img", "script", "input"}]
    plain = {node.tag for node in inside if "style" not in node.attributes}
    assert plain <= {"thead", "tbody", "tr"}
    for words, part in (
        ("先停水", "margin:0 0 .4em"),
        ("二", "text-align:right"),
        ("脚注说明。", "font-size:14px"),
        ("引文", "margin:0 0 .4em"),
    ):
        styles = [
            one.attributes["style"] for one in inside if one.text(deep=False).startswith(words)
        ]
        assert any(part in (style or "") for style in styles), words


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


def test_a_picture_that_became_a_link_after_the_check_does_not(
    run: Run, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_sample(tmp_path / "library")
    secret = tmp_path / "secret.png"

    def turned(*words: Any) -> app.Loaded:
        loaded = load(*words)
        picture = next((root / "cases/2026/2026-0002").glob("*.[pjw]*g*"))
        picture.rename(secret)
        picture.symlink_to(secret)
        return loaded

    monkeypatch.setattr("casebook.cli.export.load", turned)
    arguments = ("--root", root, "--today", TODAY.isoformat())
    answer = run("export", "--wechat", "2026-0002", *arguments)
    assert answer.code == 2
    assert "cases/2026/2026-0002/" in answer.err
    assert not list(here.glob("2026-0002*"))
