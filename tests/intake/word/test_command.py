"""`casebook form`, `casebook import` and `casebook receipt`, as an editor uses them."""

import io
import json
import os
import resource
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image

from casebook.cli import main
from casebook.cli.form import put
from intake.word_files import DAY, ROWS, TICKS, as_bytes, blank, filled, text_file

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], library: Path) -> Run:
    def call(*words: str | Path) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main([*map(str, words), "--root", str(library), "--today", DAY.isoformat()])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        code = ended.value.code
        return (code if isinstance(code, int) else 0), captured.out + captured.err

    return call


def form_at(library: Path, path: Path, **more: object) -> Path:
    document = filled(blank(library, "general"), {**ROWS, **{k: str(v) for k, v in more.items()}})
    path.write_bytes(as_bytes(document))
    return path


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_a_form_is_written_and_never_over_another(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    assert run("form", "general", "-o", path) == (0, f"已生成 {path}，发给投稿单位填写即可。\n")
    before = path.read_bytes()
    assert docx.Document(str(path)).core_properties.author == "榆汀市典型案例库（示例）"
    code, said = run("form", "general", "-o", path)
    assert (code, path.read_bytes()) == (2, before)
    assert "已经存在" in said


def test_a_form_has_a_name_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("form", "2026")[0] == 0
    assert (tmp_path / "申报表-2026.docx").is_file()


def test_a_call_that_is_not_there_is_told_with_those_that_are(run: Run) -> None:
    code, said = run("form", "2062")
    assert code == 2
    assert "没有“2062”这次征集" in said
    assert "2026、general" in said


def test_a_form_comes_in_as_the_next_case(run: Run, library: Path, tmp_path: Path) -> None:
    path = form_at(library, tmp_path / "稿.docx")
    code, said = run("import", path)
    assert code == 0
    assert said.splitlines() == [
        f"已把 {path} 收作 cases/2026/2026-0001/index.md。",
        "    按“日常征集申报表”的各栏读取。",
        "内容都已读懂。接着请运行 casebook check cases/2026/2026-0001",
    ]
    assert [name for name in files(library) if name.startswith("cases/")] == [
        "cases/2026/2026-0001/index.md"
    ]
    assert run("check", library / "cases/2026/2026-0001")[0] == 0


def test_the_same_file_comes_in_once(run: Run, library: Path, tmp_path: Path) -> None:
    path = form_at(library, tmp_path / "稿.docx")
    run("import", path)
    before = files(library)
    again = path.rename(tmp_path / "改了名.docx")
    assert run("import", again) == (0, f"{again} 已经收作 2026-0001，没有重复收入，也没有改动。\n")
    assert files(library) == before


def test_what_is_not_understood_is_told_and_ends_with_one(
    run: Run, library: Path, tmp_path: Path
) -> None:
    path = form_at(library, tmp_path / "稿.docx", 申报单位="市政务服务中必")
    code, said = run("import", path)
    assert code == 1
    assert "    “申报单位”一栏：“市政务服务中必”没有登记，是否想写“市政务服务中心”？\n" in said
    assert "有 1 处请对照原文件核对" in said


def test_a_broken_file_keeps_no_other_back(run: Run, library: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    old = tmp_path / "旧.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    code, said = run("import", broken, old, form_at(library, tmp_path / "好.docx"))
    assert code == 1
    assert "没有读取" in said
    assert "另存为" in said
    assert (library / "cases/2026/2026-0001/index.md").is_file()


def test_pictures_lie_beside_the_case_and_the_file_does_not(
    run: Run, library: Path, tmp_path: Path
) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (1400, 900), "navy").save(stream, "PNG")
    document = text_file(
        "夜间办事窗口", "原来难办。", bold=["夜间办事窗口"], centred=["夜间办事窗口"]
    )
    document.add_picture(stream)
    path = tmp_path / "稿.docx"
    path.write_bytes(as_bytes(document))
    run("import", path)
    assert sorted(one.name for one in (library / "cases/2026/2026-0001").iterdir()) == [
        "image-1.png",
        "index.md",
    ]


def test_a_number_that_was_used_is_not_used_again(run: Run, library: Path, tmp_path: Path) -> None:
    (library / "cases/2026/2026-0007").mkdir(parents=True)
    run("import", form_at(library, tmp_path / "稿.docx"))
    assert (library / "cases/2026/2026-0008/index.md").is_file()


def test_nothing_is_written_through_a_link(run: Run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (library / "cases/2026").symlink_to(tmp_path / "elsewhere")
    assert run("import", form_at(library, tmp_path / "稿.docx"))[0] == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_receipt_leaves_library_and_file_as_they_were(
    run: Run, library: Path, tmp_path: Path
) -> None:
    path = form_at(library, tmp_path / "稿.docx", 成文日期="去年春天")
    before, own = files(library), path.read_bytes()
    code, said = run("receipt", path)
    target = tmp_path / "稿-批注.docx"
    assert (code, said) == (1, f"已生成 {target}，批注 1 处。\n")
    assert (files(library), path.read_bytes()) == (before, own)
    texts = [one.text for one in docx.Document(str(target)).comments]
    assert texts[0].startswith("检查过了：1 处必须改，0 处请核对，0 处建议。")
    assert texts[1].startswith("必须改：“成文日期”不是有效日期：去年春天。")
    assert {one.author for one in docx.Document(str(target)).comments} == {
        "榆汀市典型案例库（示例）"
    }
    marked = target.read_bytes()
    code, said = run("receipt", path)
    assert (code, target.read_bytes()) == (2, marked)
    assert "已经存在" in said


def test_a_receipt_says_what_a_check_says(run: Run, library: Path, tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(as_bytes(filled(blank(library, "2026"), {"案例名称": "夜间窗口"}, TICKS, {})))
    run("receipt", path)
    texts = [one.text for one in docx.Document(str(tmp_path / "稿-批注.docx")).comments]
    run("import", path)
    _, said = run("check", library / "cases/2026/2026-0001", "--format", "json")
    codes = sorted(row["code"] for row in json.loads(said))
    assert sorted(text.rstrip("）")[-5:] for text in texts[1:]) == codes
    assert len(codes) > 5


def test_a_receipt_that_comes_back_corrected_is_clean(
    run: Run, library: Path, tmp_path: Path
) -> None:
    path = form_at(library, tmp_path / "稿.docx", 成文日期="去年春天")
    run("receipt", path)
    marked = docx.Document(str(tmp_path / "稿-批注.docx"))
    for row in marked.tables[0].rows:
        if row.cells[0].text.startswith("成文日期"):
            row.cells[1].paragraphs[0].runs[0].text = "2026-04-12"
    back = tmp_path / "稿2.docx"
    marked.save(str(back))
    # Our own comments are no part of what she wrote.
    assert run("receipt", back)[0] == 0
    texts = [one.text for one in docx.Document(str(tmp_path / "稿2-批注.docx")).comments]
    assert texts == ["检查过了，没有发现问题，谢谢。"]
    assert run("import", back)[0] == 0


@pytest.mark.parametrize(("command", "status"), [("import", 1), ("receipt", 2)])
def test_what_is_no_file_is_told(run: Run, tmp_path: Path, command: str, status: int) -> None:
    os.mkfifo(tmp_path / "管.docx")
    (tmp_path / "夹.docx").mkdir()
    for name in ("无.docx", "管.docx", "夹.docx"):
        code, said = run(command, tmp_path / name)
        assert code == status
        assert said == f"没有读取 {tmp_path / name}：没有这个文件，或者打不开。请检查路径和权限。\n"


def test_a_file_that_is_not_there_keeps_no_other_back(
    run: Run, library: Path, tmp_path: Path
) -> None:
    assert run("import", tmp_path / "无.docx", form_at(library, tmp_path / "好.docx"))[0] == 1
    assert (library / "cases/2026/2026-0001/index.md").is_file()


def test_the_name_of_a_file_gives_a_terminal_no_orders(
    run: Run, library: Path, tmp_path: Path
) -> None:
    path = form_at(library, tmp_path / "红\x1b[31m.docx")
    words = [
        ("import", path),
        ("receipt", path),
        ("receipt", path),
        ("form", "general", "-o", path),
    ]
    words += [("form", "general", "-o", tmp_path / "无\x1b[31m/表.docx")]
    for one in words:
        assert "\x1b" not in run(*one)[1]


def test_of_a_file_that_has_no_room_nothing_stays(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            put(tmp_path / "表.docx", bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []
