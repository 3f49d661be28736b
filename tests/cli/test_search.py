"""`casebook search` finds what the site's box finds, for one audience at a time."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT as SAMPLE
from sites import Scratch

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_results_as_text_and_as_json(run: Run, cache: Path) -> None:
    code, out, err = run("search", "夜間辦事窗口", "--root", SAMPLE)
    assert (code, err) == (0, "")
    first, facts, *_ = out.splitlines()
    assert first == "2025-0001  夜间办事窗口"
    assert "市政务服务中心" in facts
    assert "以下只包含部分字词" in out
    code, out, _ = run("search", "yjbsck", "--root", SAMPLE, "--format", "json")
    found = json.loads(out)
    assert found["heard"]
    assert [hit["id"] for hit in found["hits"]] == ["2025-0001"]
    assert [path.name for path in (cache / "casebook/search").glob("*/*")] == ["public"]


def test_results_are_narrowed_and_paged(run: Run) -> None:
    def ids(*words: str) -> list[str]:
        out = run("search", *words, "--root", SAMPLE, "--format", "json")[1]
        return [hit["id"] for hit in json.loads(out)["hits"]]

    every = ids("窗口", "--most", "100")
    some = ids("窗口", "--unit", "政务服务中心", "--year", "2025", "--most", "100")
    assert set(some) < set(every)
    assert "2025-0001" not in ids("窗口 -夜间")
    assert ids("窗口", "--most", "2", "--page", "2") == every[2:4]
    assert len(ids("单位:政务服务中心", "--by-date")) > 1


def test_an_internal_case_is_found_for_the_intranet_alone(run: Run, tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", "窗口延长办理时间。", remarks="谶纬鼗鼓之言")
    scratch.case("2025-0002", "鼗鼓另有所指。", audience="intranet")
    asked = ("search", "鼗鼓", "--root", scratch.root)
    assert run(*asked)[1] == "没有找到结果\n"
    assert run(*asked, "--audience", "intranet")[1].startswith("2025-0002")
    assert run(*asked)[1] == "没有找到结果\n"
    assert run("search", "谶纬", "--root", scratch.root)[1] == "没有找到结果\n"


def test_what_cannot_be_asked_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("search", "窗" * 401, "--root", SAMPLE)[0] == 2
    assert run("search", "窗口", "--root", tmp_path)[0] == 2
    assert "\x1b" not in run("search", "\x1b[2J窗口", "--root", SAMPLE)[1]
