"""Whoosh and the browser read a query alike and rank alike."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from casebook.retrieval.engine import Query
from casebook.retrieval.whoosh_engine import WhooshEngine
from casebook.search import spoken
from casebook.search.pieces import pieces
from casebook.search.query import KEYS, in_other_words, parse, terms
from casebook.text.pinyin_table import TABLE as PINYIN
from casebook.text.simplified_table import TABLE
from node import node
from shared import real

InBrowser = Callable[[Sequence[str]], list[dict[str, Any]]]
ASKED = (
    "夜间办事窗口",
    "夜間辦事窗口",
    "窗口 -夜间",
    "“排队” 老人",
    "窗",
    "义工",
    "老人手机课",
    "饭堂 义工 “多开一小时”",
    "让老人不用排队就能在小店旁边的饭堂吃上一顿热饭的办法",
    "yejianbanshichuangkou",
    "yjbsck",
    "如何让上班的人下班以后也能到窗口把事办成而不必请假",
    "停水 小店 通知",
    "5G",
    "“没有这句话的”",
    "zzzz鼂",
    "手机课",
)
TYPED = (
    *ASKED,
    '"a b" -"c d" e',
    "单位:窗口 年份:2025",
    "-",
    "«词»",
    "a'b",
    "xian",
    "《tiaoli》（yi）",
)


def test_both_engines_find_the_same(whoosh: WhooshEngine, in_browser: InBrowser) -> None:
    for query, found in zip(ASKED, in_browser(ASKED), strict=True):
        ours = whoosh.search(Query(text=query))
        assert [hit.id for hit in ours.hits] == found["ids"], query
        assert (ours.total, ours.heard) == (found["total"], found["heard"]), query


def test_other_words_are_those_that_the_browser_knows() -> None:
    groups = [["老年人", "老人", "长者"], ["食堂", "饭堂", "Canteen"], ["街道食堂", "食堂"]]
    typed = ("老人", "老年人食堂 “热饭”", "街道食堂长者", "ＣＡＮＴＥＥＮ饭堂", "窗口", "")
    body = """const { groups, typed } = %s;
      return typed.map((text) => casebookQuery.inOtherWords(casebookQuery.parse(text), groups));"""
    given = json.dumps({"groups": groups, "typed": typed})
    found = node(("analyzer.js", "query.js"), body % given)
    assert [in_other_words(parse(text), groups) for text in typed] == found
    assert found[0] == ["老人", "老年人", "长者"]


def test_queries_are_read_as_the_browser_reads_them() -> None:
    naughty = json.loads(real("adversarial/naughty-strings.json").read_text(encoding="utf-8"))
    # The words for what a library has, whether it can be searched for by them or not.
    facets = [*KEYS, "品牌", "表彰", "指标", "专栏", "领域"]
    typed = [*naughty, *TYPED, *(f"夜校 {facet}:甲" for facet in facets)]
    body = """return %s.map((text) => {
      const parts = casebookQuery.parse(text);
      return [parts, casebookQuery.terms(text).map((one) => [one.term, one.single]),
        casebookCheck.pieces(parts, 6)];
    });"""
    table = json.dumps(TABLE)
    learn = f"casebookAnalyzer.learnSimplified({table});"
    scripts = ("analyzer.js", "query.js", "check.js")
    for text, (parts, found, whole) in zip(
        typed, node(scripts, learn + body % json.dumps(typed)), strict=True
    ):
        ours = parse(text)
        for name in ("free", "phrases", "without"):
            assert list(getattr(ours, name)) == parts[name], text
        assert [list(one) for one in ours.facets] == parts["facets"], text
        assert [[one.text, one.single] for one in terms(text)] == found, text
        assert pieces(ours) == whole, text


def test_sounds_are_read_as_the_browser_reads_them() -> None:
    texts = [
        "yexiao",
        "ye xiao",
        "xi'an",
        "《tiaoli》（yi）",
        "5gjizhan",
        "夜校",
        "hao",
        "qqq",
        "a1b2",
        "…",
    ]
    body = """const sound = await casebookSound.learn();
    return %s.map((text) => [casebookSound.isSpelled(text),
      [...sound.terms(text)].map((way) => way.map((one) => one.term))]);"""
    table = f"casebookTables.pinyin = {json.dumps(PINYIN)};"
    load = f"casebookSound.useScripts(async () => {{ {table} }});"
    found = node(("analyzer.js", "sound.js"), load + body % json.dumps(texts))
    for text, (is_spelled, ways) in zip(texts, found, strict=True):
        assert spoken.is_spelled(text) == is_spelled, text
        assert [[term.text for term in way] for way in spoken.ways(text)] == ways, text
