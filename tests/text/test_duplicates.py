"""Copies are found among statutes with three lines in ten replaced, and hardly anything else."""

import gzip
import json
import random

from hypothesis import given
from hypothesis import strategies as st

from casebook.text.duplicates import Text, duplicates
from casebook.text.fingerprints import fingerprints, letters
from shared import real

LINES = 20


def statute_cases(count: int) -> list[list[str]]:
    """Texts of twenty lines, each line an article of a statute that stands in no other."""
    articles: dict[str, str] = {}
    with gzip.open(real("retrieval/corpus.jsonl.gz"), "rt", encoding="utf-8") as passages:
        for passage in passages:
            text = json.loads(passage)["text"].replace("\n", "")
            if len(text) >= 40:
                articles.setdefault(text[:40], text)
            if len(articles) == count * LINES:
                break
    lines = list(articles.values())
    random.Random(5).shuffle(lines)  # noqa: S311 (drawn alike every time)
    return [lines[at : at + LINES] for at in range(0, count * LINES, LINES)]


PASSAGES = (
    "甲乙丙丁戊己庚辛壬癸子丑寅卯",
    "天地玄黄宇宙洪荒日月盈昃辰宿",
    "寒来暑往秋收冬藏闰余成岁律吕",
)


def test_copies_are_found_and_others_are_not() -> None:
    cases = statute_cases(300)
    chance = random.Random(3)  # noqa: S311 (as above)
    copies = []
    for number in range(100):
        lines = list(cases[number])
        for at in chance.sample(range(LINES), LINES * 3 // 10):
            lines[at] = cases[299 - number][at]
        copies.append(lines)
    texts = [Text(str(n), 1, "\n".join(one)) for n, one in enumerate((*cases[:200], *copies))]
    found = {(one.one.path, one.other.path) for one in duplicates(texts)}
    planted = {(str(n), str(200 + n)) for n in range(100)}
    assert len(found & planted) >= 95
    assert len(found - planted) * 1000 <= len(texts)


def test_lines_of_a_shared_passage_are_told() -> None:
    passage = "窗口每晚延长两个小时办理业务，\n周末由值班人员轮流接待群众来访。"
    texts = [
        Text("a", 10, f"前言。\n{passage}\n完"),
        Text("b", 5, passage.replace("，", ",")),
        Text("c", 1, "毫不相干的一段话，说的是菜市场里怎样公布每天的检测结果。"),
    ]
    (found,) = duplicates(texts)
    assert (found.one.path, found.other.path, found.share) == ("a", "b", 1.0)
    assert [(one.one, one.other) for one in found.passages] == [((11, 12), (5, 6))]
    assert list(duplicates(texts, 1)) == [found]
    assert list(duplicates(texts, 2)) == []


def test_nothing_and_little_are_no_duplicates() -> None:
    assert list(duplicates([])) == []
    assert list(duplicates([Text("a", 1, ""), Text("b", 1, ""), Text("c", 1, "短")])) == []


@given(st.text(st.sampled_from("夜間校燈a1+ é\n，"), max_size=40), st.integers(0, 30))
def test_equal_rows_of_letters_have_equal_fingerprints(text: str, at: int) -> None:
    points = letters(text).points
    part = points[at : at + 12]
    expected = fingerprints(part)
    assert fingerprints(points)[at : at + 1].tolist() == expected.tolist()


@given(
    st.lists(
        st.sampled_from(
            [
                "甲乙丙丁戊己庚辛壬癸子丑寅卯",
                "天地玄黄宇宙洪荒日月盈昃辰宿",
                "寒来暑往秋收冬藏闰余成岁律吕",
            ]
        ),
        max_size=12,
    ),
    st.integers(0, 12),
)
def test_the_order_of_two_texts_changes_nothing(lines: list[str], at: int) -> None:
    one = Text("a.md", 1, "\n".join(lines))
    other = Text("b.md", 1, "\n".join(lines[:at]))
    there = [(pair.share, len(pair.passages)) for pair in duplicates([one, other])]
    assert there == [(pair.share, len(pair.passages)) for pair in duplicates([other, one])]
    assert all(pair.share <= 1 for pair in duplicates([one, other]))
