"""The analyzer: one definition in Python and in the browser."""

import gzip
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.text.tokens import fold, folded_tokens, tokens
from node import node
from shared import real

SCRIPTS = ("analyzer.js", "simplified.js")
LEARN = "casebookAnalyzer.learnSimplified(casebookTables.simplified);"
# Where joins happen, and what other analyzers cut wrongly.
HARD = [
    "1+N工程", "5G网络", "12345热线", "ＡＢＣ１２３", "燈光與後臺", "乾坤", "é é ÅÅ", "ｶﾞｷﾞ",
    "夜\u200b校", "İIıi", "ΣΑΣ ΟΔΟΣ.", "㈱①②½", "C++ C#", "a/b-c_d.e", "〇一二", "𠮷野家", "龍𪚥",
    "e\u0301\u0301", "\ud83d\udc68\u200d\ud83d\udc69 👍🏽", "\u0301独", "ﬁne ﬀ", "x" * 200, "",
    "각각", "हिन्दी", "العربية", "ǅ ǆ", "2025-0007", "ß ẞ", "ﷺ",
]  # fmt: skip


def in_browser(texts: list[str]) -> list[list[tuple[str, int, int]]]:
    """The tokens of the browser, their places counted in code points."""
    body = f"""{LEARN}
      const texts = {json.dumps(texts)};
      return texts.map(text => {{
        const points = []; let count = 0;
        for (const one of text) {{ for (const _ of one.split("")) points.push(count); count++; }}
        points.push(count);
        return casebookAnalyzer.tokens(text)
          .map(([term, at, to]) => [term, points[at], points[to]]);
      }});"""
    return [[(term, at, to) for term, at, to in found] for found in node(SCRIPTS, body)]


def agree(texts: list[str]) -> None:
    for text, found in zip(texts, in_browser(texts), strict=True):
        assert found == tokens(text), text


def test_the_browser_folds_in_runs_as_by_characters() -> None:
    hostile = json.loads(real("adversarial/naughty-strings.json").read_text(encoding="utf-8"))
    every = "".join(chr(one) for one in range(0x11000) if not 0xD800 <= one < 0xE000)
    body = f"""const texts = {json.dumps([*HARD, *hostile, *every, every])};
      const differ = () => texts.filter((text) =>
        casebookAnalyzer.fold(text) !== casebookAnalyzer.mapped(text).folded);
      const found = differ();
      {LEARN}
      return [...found, ...differ()];"""
    assert node(SCRIPTS, body) == []


def test_the_browser_cuts_hard_texts_alike() -> None:
    agree(HARD)


def test_the_browser_cuts_hostile_texts_alike() -> None:
    agree(json.loads(real("adversarial/naughty-strings.json").read_text(encoding="utf-8")))


def test_the_browser_cuts_real_texts_alike() -> None:
    folder = real("retrieval/corpus.jsonl.gz").parent
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        passages = [json.loads(line) for line in lines]
    texts = [f"{one['title']}\n{one['text']}" for one in passages]
    queries = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    agree([*texts, *(json.loads(line)["text"] for line in queries)])


@pytest.mark.parametrize("text", HARD)
def test_places_are_those_of_the_source(text: str) -> None:
    for term, begin, end in tokens(text):
        assert 0 <= begin < end <= len(text)
        assert term in fold(text[begin:end])[:64] or len(term) == 64


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cn"]))
    | st.text(st.sampled_from("夜燈aeΣ１，\nか가ｶﾞ\u0301\u3099\u200b\u00ad\ufe0f𠮷"))
)
def test_folding_whole_or_by_clusters_is_one(text: str) -> None:
    assert [term for term, _, _ in folded_tokens(fold(text))] == [one[0] for one in tokens(text)]


@given(st.text())
def test_folding_twice_changes_nothing_of_chinese(text: str) -> None:
    han = "".join(one for one in text if unicodedata.name(one, "").startswith("CJK UNIFIED"))
    assert fold(fold(han)) == fold(han)


def test_traditional_is_simplified() -> None:
    assert [one[0] for one in tokens("灣區聯動")] == [one[0] for one in tokens("湾区联动")]


def test_tables_of_both_languages_are_one() -> None:
    made = node(("analyzer.js", "simplified.js", "pinyin.js"), "return casebookTables;")
    from casebook.text import pinyin_table, simplified_table  # noqa: PLC0415 (large, for this test)

    assert made == {"simplified": simplified_table.TABLE, "pinyin": pinyin_table.TABLE}


def test_a_file_of_the_browser_names_no_host() -> None:
    scripts = sorted((Path(__file__).parents[2] / "plugins/casebook/assets/search").glob("*.js"))
    assert scripts
    assert not [path.name for path in scripts if "://" in path.read_text(encoding="utf-8")]
