"""Measures search: what is found, what it costs to build, what a reader loads.

    make bench-search

The figures of this project are those of the browser's own code in Node, over the files that a
build writes. Beside them stand BM25 over pairs of characters (bm25s) and SQLite's trigram index.
The passages lie in shared/data/retrieval; nothing is written outside a temporary folder.
"""

import argparse
import gzip
import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId, UnitId
from casebook.model.library import Library, Site
from casebook.model.registers import Stage, Unit
from casebook.model.terms import Audience, State
from casebook.search.index import index_files
from casebook.search.pinyin import READINGS
from casebook.text.simplified_table import TABLE
from casebook.text.tokens import fold

HERE = Path(__file__).parent
SCRIPTS = HERE.parent / "plugins" / "casebook" / "assets" / "search"
Passage = Mapping[str, str]
Ranking = Sequence[int]
Query = tuple[str, frozenset[int]]
Engine = Callable[[Sequence[str]], Sequence[Ranking]]


def passages(data: Path) -> list[Passage]:
    with gzip.open(data / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def case_id(number: int) -> CaseId:
    return CaseId(f"{2001 + number // 9000}-{number % 9000 + 1:04}")


def library(corpus: Sequence[Passage]) -> tuple[Library, dict[CaseId, Body]]:
    """The passages as cases of forty units."""
    cases: dict[CaseId, Case] = {}
    bodies: dict[CaseId, Body] = {}
    for number, one in enumerate(corpus):
        key = case_id(number)
        unit = UnitId(f"unit-{number * 7919 % 40}")
        cases[key] = Case(id=key, title=one["title"], path="", state=State.ADMITTED, unit=unit)
        bodies[key] = Body(html="", text=one["text"])
    units = {
        UnitId(f"unit-{n}"): Unit(id=UnitId(f"unit-{n}"), name=f"第{n}单位") for n in range(40)
    }
    stages = {State.ADMITTED: Stage(id=State.ADMITTED, name="", audience=Audience.PUBLIC)}
    empty: dict[Any, Any] = {}
    made = Library(
        site=Site(), today=date(2026, 1, 1), cases=cases, units=units, batches=empty,
        calls=empty, brands=empty, projects=empty, indicators=empty, themes=empty, kinds=empty,
        scenes=empty, levels=empty, stages=stages,
    )  # fmt: skip
    return made, bodies


def long_cases(corpus: Sequence[Passage], count: int, length: int) -> list[Passage]:
    """Cases of a length, each of passages drawn at random."""
    chance = random.Random(20261124)
    made = []
    for _ in range(count):
        text = ""
        while len(text) < length:
            text += chance.choice(corpus)["text"] + "\n"
        made.append({"title": chance.choice(corpus)["title"], "text": text[:length]})
    return made


def write(corpus: Sequence[Passage], folder: Path) -> Mapping[str, float]:
    """Builds and writes the index; what it cost."""
    made, bodies = library(corpus)
    started = time.process_time()
    files = list(index_files(made, bodies, {}))
    spent = time.process_time() - started
    for file in files:
        path = folder / file.path.removeprefix("search/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return {
        "cases": len(corpus),
        "ms a case": spent / len(corpus) * 1000,
        "MB": sum(len(file.data) for file in files) / 1e6,
        "MB of postings": sum(len(f.data) for f in files if "/terms/" in f.path) / 1e6,
        "files": len(files),
        "RSS MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def in_node(folder: Path, queries: Sequence[str], **options: Any) -> Mapping[str, Any]:
    """What the browser's code finds, and what it loads for each query when nothing is kept."""
    given = json.dumps(
        {"scripts": str(SCRIPTS), "index": str(folder), "queries": queries, **options}
    )
    node = shutil.which("node") or sys.exit("node is not installed")
    done = subprocess.run(
        [node, str(HERE / "search.js")], input=given, capture_output=True, text=True, check=True
    )
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def ours(folder: Path) -> Engine:
    numbers = {}

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        found = in_node(folder, queries)
        return [[number_of(one) for one in ids] for ids in found["ids"]]

    return run


def number_of(key: str) -> int:
    year, number = key.split("-")
    return (int(year) - 2001) * 9000 + int(number) - 1


def bigrams(text: str) -> list[str]:
    plain = "".join(fold(text).split())
    return [a + b for a, b in pairwise(plain)] or [plain]


def bm25s_bigrams(corpus: Sequence[Passage]) -> Engine:
    retriever = bm25s.BM25()
    texts = [bigrams(f"{one['title']}\n{one['text']}") for one in corpus]
    retriever.index(texts, show_progress=False)

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        known = retriever.vocab_dict
        made = [[term for term in bigrams(query) if term in known] or [""] for query in queries]
        rankings = []
        for terms in made:
            if terms == [""]:
                rankings.append([])
                continue
            found, scores = retriever.retrieve([terms], k=10, show_progress=False)
            rankings.append([int(n) for n, s in zip(found[0], scores[0], strict=True) if s > 0])
        return rankings

    return run


def sqlite_trigrams(corpus: Sequence[Passage]) -> Engine:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE cases USING fts5(title, text, tokenize='trigram')")
    base.executemany("INSERT INTO cases VALUES (?, ?)", ((o["title"], o["text"]) for o in corpus))

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        rankings = []
        for query in queries:
            plain = "".join(one for one in query if one.isalnum())
            grams = [plain[at : at + 3] for at in range(max(1, len(plain) - 2))]
            if len(plain) <= 6:
                words = f'"{plain}"'
            else:
                words = " OR ".join(f'"{gram}"' for gram in dict.fromkeys(grams))
            rows = base.execute(
                "SELECT rowid FROM cases WHERE cases MATCH ? ORDER BY rank LIMIT 10", (words,)
            )
            rankings.append([row[0] - 1 for row in rows])
        return rankings

    return run


def measures(rankings: Sequence[Ranking], queries: Sequence[Query]) -> tuple[float, float, float]:
    """MRR, nDCG and recall, each of the first ten."""
    reciprocal = gained = recalled = 0.0
    for ranking, (_, relevant) in zip(rankings, queries, strict=True):
        hits = [place for place, one in enumerate(ranking[:10]) if one in relevant]
        reciprocal += 1 / (hits[0] + 1) if hits else 0
        ideal = sum(1 / log2(place + 2) for place in range(min(10, len(relevant))))
        gained += sum(1 / log2(place + 2) for place in hits) / ideal
        recalled += len(hits) / min(10, len(relevant))
    return reciprocal / len(queries), gained / len(queries), recalled / len(queries)


def query_sets(data: Path, corpus: Sequence[Passage]) -> Mapping[str, list[Query]]:
    """The lay questions with their passages, and items known by a part of them."""
    places = {one["id"]: at for at, one in enumerate(corpus)}
    relevant: dict[str, set[int]] = {}
    for line in (data / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, passage, grade = line.split("\t")
        if int(grade) > 0 and passage in places:
            relevant.setdefault(query, set()).add(places[passage])
    lines = (data / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [(str(one["id"]), one["text"]) for one in map(json.loads, lines)]
    questions = [(text, frozenset(relevant[key])) for key, text in asked if key in relevant]
    chance = random.Random(7)
    made: dict[str, list[Query]] = {"questions": questions}
    picked = chance.sample(range(len(corpus)), 400)
    by_title: dict[str, set[int]] = {}
    for at, one in enumerate(corpus):
        by_title.setdefault(one["title"], set()).add(at)
    titles = [(corpus[at]["title"], frozenset(by_title[corpus[at]["title"]])) for at in picked]
    made["titles"] = titles
    made["fragments"] = fragments(corpus, chance)
    old = {new: old for old, new in zip(TABLE[::2], TABLE[1::2], strict=True)}
    made["traditional"] = [("".join(old.get(c, c) for c in text), want) for text, want in questions]
    made["pinyin"] = [(spoken(text), want) for text, want in titles]
    made["homophone"] = [(misheard(text, chance), want) for text, want in titles]
    made["dropped"] = [(dropped(text, chance), want) for text, want in titles]
    return made


def fragments(corpus: Sequence[Passage], chance: random.Random) -> list[Query]:
    """Four characters of a passage; every passage that holds them is relevant."""
    texts = [one["text"] for one in corpus]
    made: list[Query] = []
    while len(made) < 400:
        text = chance.choice(texts)
        at = chance.randrange(max(1, len(text) - 4))
        part = text[at : at + 4]
        if len(part) == 4 and all("\u4e00" <= one <= "\u9fff" for one in part):
            made.append((part, frozenset((texts.index(text),))))
    return made


def spoken(text: str) -> str:
    return "".join(READINGS.get(one, (one,))[0] for one in text)


def misheard(text: str, chance: random.Random) -> str:
    at = chance.choice([place for place, one in enumerate(text) if one in READINGS])
    same = [one for one, heard in READINGS.items() if READINGS[text[at]][0] in heard]
    return text[:at] + chance.choice(same) + text[at + 1 :]


def dropped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def quality(data: Path, only: Sequence[str] | None) -> None:
    corpus = passages(data)
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(write(corpus, Path(name))))
        engines = {
            "casebook": ours(Path(name)),
            "bm25s bigrams": bm25s_bigrams(corpus),
            "SQLite trigram": sqlite_trigrams(corpus),
        }
        for kind, queries in query_sets(data, corpus).items():
            if only and kind not in only:
                continue
            for engine, run in engines.items():
                made = measures(run([text for text, _ in queries]), queries)
                print(f"{kind:12} {len(queries):4} {engine:15}", *(f"{one:.3f}" for one in made))


def cost(data: Path, count: int, length: int) -> None:
    corpus = passages(data)
    made = long_cases(corpus, count, length)
    sets = query_sets(data, made_ids(made, data))
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(write(made, Path(name))))
        short = [text[: chance.choice((2, 3, 4))] for text, _ in sets["fragments"]][:200]
        for kind, queries in (("short", short), ("questions", sets["questions"][:200])):
            texts = [one if isinstance(one, str) else one[0] for one in queries]
            told = in_node(Path(name), texts, cold=True)
            for what in ("bytes", "requests", "facets"):
                p50, p95 = np.percentile(told[what], [50, 95])
                print(f"{kind:10} {what:9} p50 {p50:9.0f} p95 {p95:9.0f}")


def made_ids(made: Sequence[Passage], data: Path) -> list[Passage]:
    corpus = passages(data)
    return [{**one, "id": corpus[at]["id"]} for at, one in enumerate(made[: len(corpus)])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("quality", "cost"))
    parser.add_argument("--only", nargs="*", help="the sets of queries to run")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data/retrieval")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--length", type=int, default=2_500)
    given = parser.parse_args()
    if given.what == "quality":
        quality(given.data, given.only)
    else:
        cost(given.data, given.cases, given.length)


if __name__ == "__main__":
    main()
