"""What readers would type finds the case that they mean, through both engines."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from casebook.retrieval.engine import Query
from casebook.retrieval.whoosh_engine import WhooshEngine

TASKS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("tasks.yml").read_text(encoding="utf-8")
)
ASKED = [(query, case) for case, queries in TASKS.items() for query in queries]
InBrowser = Callable[[Sequence[dict[str, str]]], list[dict[str, Any]]]
FIRST = 3
REACHED = 0.9


def missed(rankings: Sequence[Sequence[str]]) -> list[str]:
    return [
        f"{query} -> {case}: {ranking[:FIRST]}"
        for (query, case), ranking in zip(ASKED, rankings, strict=True)
        if case not in ranking[:FIRST]
    ]


def test_there_are_a_hundred_and_fifty_tasks() -> None:
    assert len(ASKED) >= 150
    assert len({query for query, _ in ASKED}) == len(ASKED)


def test_the_browser_finds_the_right_case(in_browser: InBrowser) -> None:
    lost = missed([one["ids"] for one in in_browser([{"query": query} for query, _ in ASKED])])
    assert len(lost) <= len(ASKED) * (1 - REACHED), "\n".join(lost)


def test_whoosh_finds_the_right_case(whoosh: WhooshEngine) -> None:
    found = (whoosh.search(Query(text=query)).hits for query, _ in ASKED)
    lost = missed([[hit.id for hit in hits] for hits in found])
    assert len(lost) <= len(ASKED) * (1 - REACHED), "\n".join(lost)


def test_a_word_of_a_longer_query_may_be_another_of_its_group(whoosh: WhooshEngine) -> None:
    asked = {"老人手机课": "2025-0007", "饭堂 剩饭": "2025-0026"}
    assert {text: whoosh.search(Query(text=text)).hits[0].id for text in asked} == asked
    assert whoosh.search(Query(text="饭堂 剩饭")).total == 1
