"""What was typed in one piece is looked for in the texts of cases, not only in their pairs."""

from typing import Any

from node import node

SCRIPTS = ("analyzer.js", "query.js", "check.js")


def check(body: str) -> Any:
    return node(SCRIPTS, body)


def test_the_text_of_a_page_ends_before_other_cases_are_named() -> None:
    text = check(
        """return casebookCheck.textOfPage(`<nav>导航</nav><article><h1 id="_top">夜<b>校</b></h1>
          <p class="cb-sample-note"><span>示例</span>本案例为虚构示例。</p>
          <p>一 &lt;i&gt; &#x4e8c;</p><p>三</p><section class="cb-neighbours">别的案例</section>
          </article>`);"""
    )
    assert "夜校" in text
    assert "一 <i> 二" in text
    assert "导航" not in text
    assert "示例" not in text
    assert "别的案例" not in text


def test_pieces_are_short_queries_and_all_phrases() -> None:
    pieces = "return %s.map((q) => casebookCheck.pieces(casebookQuery.parse(q), 6));"
    asked = '["夜间窗口", "夜间", "\\"周末\\" \\"周末 办事\\"", "如何让老年人不再为了挂号排长队"]'
    assert check(pieces % asked) == [["夜间窗口"], [], ["周末办事"], []]


def test_cases_whose_pairs_stand_apart_are_told() -> None:
    told = check(
        """const texts = {a: "夜间窗口", b: "夜间，间窗，窗口",
          c: "夜間\\u3000窗口", d: "夜间\\n窗口"};
          const learn = async () => {
            casebookAnalyzer.learnSimplified("間间"); return true; };
          const made = casebookCheck.checker(async (id) => {
            if (!(id in texts)) throw new Error("unread"); return texts[id]; }, learn);
          const { yes, no } = await made.sorted(["a", "b", "c", "d", "e"], ["夜间窗口"], 5);
          return [[...yes].sort(), [...no].sort()];"""
    )
    assert told == [["a", "c"], ["b", "d"]]


def test_reading_stops_when_enough_cases_hold_the_piece() -> None:
    read = check(
        """let read = 0;
          const made = casebookCheck.checker(async () => { read++; return "夜间窗口"; }, null);
          const ids = [...Array(500).keys()].map(String);
          await made.sorted(ids, ["夜间窗口"], 10);
          return read;"""
    )
    assert read == 10
