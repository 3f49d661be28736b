"""`casebook stats`, and `casebook export` to a workbook, on the sample library."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl

Run = Callable[..., tuple[int, str, str]]


def test_the_figures_are_told_to_people(run: Run, library: Path) -> None:
    code, out, err = run("stats", "--root", library)
    assert (code, err) == (0, "")
    for word in ("合计", "状态", "年度", "专题", "做法卡", "有前后对比数据", "按登记顺序"):
        assert word in out


def test_the_figures_are_told_to_programs(run: Run, library: Path) -> None:
    public = json.loads(run("stats", "--root", library, "--format", "json")[1])
    inside = json.loads(
        run("stats", "--root", library, "--format", "json", "--audience", "intranet")[1]
    )
    assert 0 < public["total"]["cases"] < inside["total"]["cases"]
    states = {one["id"]: one["figures"]["cases"] for one in public["groups"]["state"]}
    assert sum(states.values()) == public["total"]["cases"]
    assert "reviewing" not in states
    assert public["left_out"] == 0


def test_a_case_with_errors_is_left_out_and_told(run: Run, library: Path) -> None:
    before = json.loads(run("stats", "--root", library, "--format", "json")[1])
    path = library / "cases/2025/2025-0001/index.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "title：", 1), "utf-8")
    code, out, _ = run("stats", "--root", library, "--format", "json")
    after = json.loads(out)
    assert code == 1
    assert after["left_out"] == 1
    assert after["total"]["cases"] == before["total"]["cases"] - 1
    assert "没有计入" in run("stats", "--root", library)[1]


def test_a_workbook_of_the_sample_holds_nothing_internal(run: Run, library: Path) -> None:
    words = ("export", "--root", library, "--today", "2026-11-01")
    assert run(*words, library / "a.xlsx")[0] == 0
    data = (library / "a.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["案例", "前后对比"]
    text = str([[cell.value for cell in row] for sheet in book for row in sheet.rows])
    assert "000-555" not in text
    assert "榆汀市企业服务局" in text
    run(*words, library / "b.XLSX")
    assert (library / "b.XLSX").read_bytes() == data
    assert run(*words, "--audience", "intranet", library / "c.xlsx")[0] == 0
    assert "评分" in str(openpyxl.load_workbook(library / "c.xlsx").sheetnames)
