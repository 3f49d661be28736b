"""Whoosh and the browser read a query alike and rank alike."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from casebook.retrieval.engine import Query
from casebook.retrieval.whoosh_engine import WhooshEngine
from casebook.search import spoken
from casebook.search.document import Collection
from casebook.search.facets import names
from casebook.search.pieces import pieces
from casebook.search.query import KEYS, in_other_words, parse, telling, terms
from casebook.text.pinyin_table import TABLE as PINYIN
from casebook.text.simplified_table import TABLE
from node import node
from shared import real

InBrowser = Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]
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


def test_both_engines_find_and_count_the_same(
    whoosh: WhooshEngine, in_browser: InBrowser, sample: Collection
) -> None:
    asked = list(_asked(sample))
    for given, found in zip(asked, in_browser(asked), strict=True):
        ours = whoosh.search(
            Query(
                text=given["query"],
                chosen=given["chosen"],
                by_date=given["sort"] == "date",
            )
        )
        assert [hit.id for hit in ours.hits] == found["ids"], given
        assert (ours.total, ours.heard) == (found["total"], found["heard"]), given
        counts = {key: [asdict(one) for one in some] for key, some in ours.facets.items()}
        assert counts == found["counts"], given


def _asked(sample: Collection) -> Iterator[dict[str, Any]]:
    """Every query as it is, by date, narrowed by each facet, and by each with its name written."""
    for query in ASKED:
        yield {"query": query, "chosen": {}, "sort": "relevance"}
        yield {"query": query, "chosen": {}, "sort": "date"}
    for key, named in names(sample.library, "案例").items():
        chosen = {key: [one for one, _ in named[:2]]}
        yield {"query": "窗口", "chosen": chosen, "sort": "relevance"}
        yield {"query": "“窗口” 办事", "chosen": chosen, "sort": "date"}
        yield {"query": "", "chosen": {**chosen, "year": ["2025"]}, "sort": "relevance"}
        for word in (word for word, facet in KEYS.items() if facet == key):
            query = f"办事 {word}:{named[0][1]}"
            yield {"query": query, "chosen": {}, "sort": "relevance"}
    yield {"query": "品牌:没有这个", "chosen": {"record": ["nothing"]}, "sort": "relevance"}


def test_both_engines_suggest_the_same_names(whoosh: WhooshEngine, in_browser: InBrowser) -> None:
    typed = ("窗口", "chuang", "ckb", "灯下", "灯下窗口", "dengxia", "先锋", "志愿", "志願", "zhi",
             "a", "xi'an", "政务", "zwfw", "十佳", "鼂", "'")  # fmt: skip
    suggested: Any = in_browser([{"typed": one} for one in typed])
    for text, found in zip(typed, suggested, strict=True):
        ours = [asdict(one) for one in whoosh.suggest(text) if one.kind not in {"case", "article"}]
        names = [one for one in found if "record" not in one]
        assert ours == names, text
    assert sum(map(len, suggested)) > len(typed)


def test_every_facet_of_the_issue_is_offered(whoosh: WhooshEngine) -> None:
    counted = whoosh.search(Query()).facets
    wanted = "record year theme scene unit kind batch brand award indicator"
    assert list(counted) == wanted.split()
    assert all(any(one.count for one in some) for some in counted.values())


def test_other_words_are_those_that_the_browser_knows() -> None:
    groups = [["老年人", "老人", "长者"], ["食堂", "饭堂", "Canteen"], ["街道食堂", "食堂"]]
    typed = ("老人", "老年人食堂 “热饭”", "街道食堂长者", "ＣＡＮＴＥＥＮ饭堂", "窗口", "")
    body = """const { groups, typed } = %s;
      return typed.map((text) => casebookQuery.inOtherWords(casebookQuery.parse(text), groups));"""
    given = json.dumps({"groups": groups, "typed": typed})
    found = node(("analyzer.js", "query.js"), body % given)
    assert [in_other_words(parse(text), groups) for text in typed] == found
    assert found[0] == ["老人", "老年人", "长者"]


def test_pairs_of_most_cases_are_left_out_of_a_long_query_only() -> None:
    common = {"的人", "以后", "下班", "窗口"}
    texts = ("窗口", "下班以后的人", "下班以后的人到窗口", "下班以后的人到窗口把事办成 5G")
    body = """const { common, texts } = %s;
      return texts.map((text) => casebookQuery.telling(casebookQuery.terms(text), new Set(common))
        .map((one) => one.term));"""
    given = json.dumps({"common": list(common), "texts": texts})
    found = node(("analyzer.js", "query.js", "ranking.js"), body % given)
    ours = [telling(terms(text), common.__contains__) for text in texts]
    assert [[one.text for one in some] for some in ours] == found
    assert [len(some) for some in found] == [1, 5, 8, 9]


def test_queries_are_read_as_the_browser_reads_them() -> None:
    naughty = json.loads(real("adversarial/naughty-strings.json").read_text(encoding="utf-8"))
    # The words for what a library has, whether it can be searched for by them or not.
    facets = [*KEYS, "领域", "荣誉"]
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
