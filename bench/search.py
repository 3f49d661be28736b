"""Measures search: what is found, what it costs to build, what a reader loads.

    make bench-search
    make bench-search SEARCH="all --queries 100 --cases 3000"

The figures of this project are those of the browser's own code in Node, over the files that a
build writes. Beside them stand BM25 over pairs of characters (bm25s) and SQLite's trigram index;
on a sample also the intranet's Whoosh, Pagefind, and the size of Material's index. The passages
lie in shared/data/retrieval; nothing is written outside a temporary folder but the report.
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from typing import Any

import numpy as np

import stock
from casebook.caching import MemoryCache
from casebook.model.body import Body
from casebook.search.document import Collection
from casebook.search.index import Index
from casebook.search.memory import Memory, digest
from corpus import Passage, Query, library, long_cases, passages, query_sets
from engines import (
    HERE,
    Engine,
    Ranking,
    bm25s_bigrams,
    in_node,
    ours,
    pagefind,
    sqlite_trigrams,
    whoosh,
)
from search_report import report

Row = Mapping[str, Any]
Maker = Callable[[Path, Sequence[Passage]], Engine]
# A case has a title; this one tells nothing.
UNTITLED = "无题"
FULL: Mapping[str, Maker] = {
    "casebook": ours,
    "bm25s bigrams": lambda _, corpus: bm25s_bigrams(corpus),
    "SQLite trigram": lambda _, corpus: sqlite_trigrams(corpus),
}
SAMPLE: Mapping[str, Maker] = {**FULL, "casebook Whoosh": whoosh, "Pagefind": pagefind}
SAMPLED = ("questions", "titles", "fragments")


def quality(
    corpus: Sequence[Passage],
    sets: Mapping[str, Sequence[Query]],
    makers: Mapping[str, Maker],
) -> Iterator[Row]:
    """What each engine finds; titles are looked for among texts that do not have them."""
    untitled = [{**one, "title": UNTITLED} for one in corpus]
    for searched, kinds in (
        (corpus, [kind for kind in sets if kind != "titles"]),
        (untitled, [kind for kind in sets if kind == "titles"]),
    ):
        if kinds:
            yield from compare(searched, {kind: sets[kind] for kind in kinds}, makers)


def compare(
    corpus: Sequence[Passage],
    sets: Mapping[str, Sequence[Query]],
    makers: Mapping[str, Maker],
) -> Iterator[Row]:
    """MRR, nDCG and recall at ten of every engine on every set of queries, and its CPU."""
    for engine, make in makers.items():
        with tempfile.TemporaryDirectory() as name:
            run = make(Path(name), corpus)
            for kind, queries in sets.items():
                started = stock.cpu()
                found = run([text for text, _ in queries])
                spent = (stock.cpu() - started) / len(queries) * 1000
                told = zip(("MRR", "nDCG", "recall"), measures(found, queries), strict=True)
                row = {"queries": kind, "passages": len(corpus), "number": len(queries)}
                figures = {name: round(one, 4) for name, one in told}
                yield {**row, "engine": engine, **figures, "ms": round(spent, 1)}


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


def build(corpus: Sequence[Passage], folder: Path) -> Iterator[Row]:
    """What it costs to build and write an index, and to bring it up to date after one edit."""
    made, bodies = library(corpus)
    keys: dict[str, bytes] = {key: digest(body.text) for key, body in bodies.items()}
    memory = Memory(
        store=MemoryCache(), body_key=lambda record: keys[record.id], version=b"", edition=""
    )
    there: dict[str, bytes] = {}

    def written() -> Row:
        started, sizes = time.process_time(), []
        index = Index(Collection(made, bodies), {}, memory, lambda at, key: there.get(at) == key)
        for file in index.files():
            if there.get(file.path) == file.data:
                continue
            path = folder / file.path.removeprefix("search/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
            there[file.path] = file.key or file.data
            sizes.append(len(file.data))
        spent = time.process_time() - started
        figures = {"CPU s": spent, "ms a case": spent / len(corpus) * 1000, "files": len(sizes)}
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {**figures, "MB": sum(sizes) / 1e6, "RSS MB": rss}

    yield {"what": "casebook, all", **written()}
    key = list(bodies)[len(bodies) // 3]
    bodies[key] = Body(f"{bodies[key].text}又补充了一句。")
    keys[key] = digest(bodies[key].text)
    yield {"what": "casebook, one edit", **written()}


def cost(data: Path, count: int, length: int) -> Iterator[Row]:
    """What it costs to build an index, and to ask it when nothing is kept yet."""
    corpus = passages(data)
    made = long_cases(corpus, count, length)
    sets = query_sets(data, corpus)
    chance = random.Random(3)
    short = [text[: chance.choice((2, 3, 4))] for text, _ in sets["fragments"]][:200]
    questions = [text for text, _ in sets["questions"][:200]]
    with tempfile.TemporaryDirectory() as name:
        for row in build(made, Path(name)):
            yield {"cases": count, **row}
        for kind, queries in (("short", short), ("questions", questions)):
            told = in_node(Path(name), queries, cold=True)
            yield from loads(f"casebook, {count}: {kind}", told)


def stock_cost(data: Path, count: int, length: int) -> Iterator[Row]:
    """The same of the usual searches of static sites."""
    corpus = passages(data)
    made = long_cases(corpus, count, length)
    short = [text[:3] for text, _ in query_sets(data, corpus)["fragments"]][:100]
    with tempfile.TemporaryDirectory() as name:
        yield {"cases": count, "what": "Pagefind", **stock.pagefind_index(made, Path(name))}
        told = stock.pagefind(Path(name), short, cold=True)
        yield from loads(f"Pagefind, {count}: short", told)
    with tempfile.TemporaryDirectory() as name:
        yield {"cases": count, "what": "Material", **stock.material_index(made, Path(name))}


def loads(name: str, told: Mapping[str, Any]) -> Iterator[Row]:
    """What queries load and take, by the middle and the largest but for a twentieth."""
    for what in ("bytes", "requests", "ms"):
        p50, p95 = np.percentile(told[what], [50, 95])
        yield {"query": name, "of": what, "p50": round(p50), "p95": round(p95)}


def shown(row: Row) -> Row:
    rounded = {key: round(one, 4) if isinstance(one, float) else one for key, one in row.items()}
    print(json.dumps(rounded, ensure_ascii=False), flush=True)
    return rounded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("all", "quality", "sample", "cost"))
    parser.add_argument("--only", nargs="*", help="the sets of queries to run")
    parser.add_argument("--queries", type=int, default=400, help="so many of each set")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data/retrieval")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--length", type=int, default=2_500)
    parser.add_argument("--sample", type=int, default=3_000)
    parser.add_argument("--to", type=Path, default=HERE.parent / "docs" / "benchmarks")
    given = parser.parse_args()
    found: list[Row] = []
    spent: list[Row] = []
    corpus = passages(given.data)
    if given.what in {"all", "cost"}:
        spent += map(shown, cost(given.data, given.cases, given.length))
        spent += map(shown, stock_cost(given.data, given.sample, given.length))
    if given.what in {"all", "quality"}:
        found += map(shown, quality(corpus, chosen(given, corpus, given.only), FULL))
    if given.what in {"all", "sample"}:
        sample = corpus[: given.sample]
        sets = chosen(given, sample, [one for one in SAMPLED if one in (given.only or SAMPLED)])
        found += map(shown, quality(sample, sets, SAMPLE))
    if given.what == "all":
        report(given.to, found, spent)


def chosen(
    given: argparse.Namespace, corpus: Sequence[Passage], only: Sequence[str] | None
) -> Mapping[str, Sequence[Query]]:
    """The sets of queries that are asked for, and of each as many as were asked for."""
    sets = query_sets(given.data, corpus)
    # The same places for sets of one size: a question, and the same in traditional characters.
    return {
        kind: random.Random(5).sample(sets[kind], min(given.queries, len(sets[kind])))
        for kind in sets
        if not only or kind in only
    }


if __name__ == "__main__":
    main()
