"""Measures search: what is found, what it costs to build, what a reader loads.

    make bench-search

The figures of this project are those of the browser's own code in Node, over the files that a
build writes. Beside them stand BM25 over pairs of characters (bm25s) and SQLite's trigram index.
The passages lie in shared/data/retrieval; nothing is written outside a temporary folder.
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from typing import Any

import numpy as np

from casebook.search.document import Collection
from casebook.search.index import Index
from corpus import Passage, Query, library, long_cases, passages, query_sets
from engines import HERE, Ranking, bm25s_bigrams, in_node, ours, sqlite_trigrams, whoosh
from search_report import report

Row = Mapping[str, Any]
# A case has a title; this one tells nothing.
UNTITLED = "无题"


def write(corpus: Sequence[Passage], folder: Path) -> Mapping[str, float]:
    """Builds and writes the index; what it cost."""
    made, bodies = library(corpus)
    started = time.process_time()
    files = list(Index(Collection(made, bodies), {}).files())
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


def quality(data: Path, only: Sequence[str] | None) -> Iterator[Row]:
    """What each engine finds; titles are looked for among texts that do not have them."""
    corpus = passages(data)
    sets = query_sets(data, corpus)
    chosen = [kind for kind in sets if not only or kind in only]
    untitled = [{**one, "title": UNTITLED} for one in corpus]
    for searched, kinds in (
        (corpus, [kind for kind in chosen if kind != "titles"]),
        (untitled, [kind for kind in chosen if kind == "titles"]),
    ):
        if kinds:
            yield from compare(searched, {kind: sets[kind] for kind in kinds})


def compare(corpus: Sequence[Passage], sets: Mapping[str, Sequence[Query]]) -> Iterator[Row]:
    """MRR, nDCG and recall at ten of every engine on every set of queries, and its CPU."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as other:
        print(json.dumps(write(corpus, Path(name))))
        engines = {
            "casebook": ours(Path(name), corpus),
            "casebook Whoosh": whoosh(Path(other), corpus),
            "bm25s bigrams": bm25s_bigrams(corpus),
            "SQLite trigram": sqlite_trigrams(corpus),
        }
        for kind, queries in sets.items():
            for engine, run in engines.items():
                started = cpu()
                found = run([text for text, _ in queries])
                spent = (cpu() - started) / len(queries) * 1000
                told = zip(("MRR", "nDCG", "recall"), measures(found, queries), strict=True)
                row = {"queries": kind, "number": len(queries), "engine": engine}
                yield {**row, **{name: round(one, 4) for name, one in told}, "ms": round(spent, 1)}


def cpu() -> float:
    """The CPU seconds of this process and of those that it has waited for."""
    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in uses)


def cost(data: Path, count: int, length: int) -> Iterator[Row]:
    """What it costs to build an index, and to ask it when nothing is kept yet."""
    corpus = passages(data)
    made = long_cases(corpus, count, length)
    sets = query_sets(data, made_ids(made, data))
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as name:
        yield {"what": "build", **{k: round(v, 2) for k, v in write(made, Path(name)).items()}}
        short = [text[: chance.choice((2, 3, 4))] for text, _ in sets["fragments"]][:200]
        for kind, queries in (("short", short), ("questions", sets["questions"][:200])):
            texts = [one if isinstance(one, str) else one[0] for one in queries]
            told = in_node(Path(name), texts, cold=True)
            for what in ("bytes", "requests", "facets", "ms"):
                p50, p95 = np.percentile(told[what], [50, 95])
                yield {"what": f"{kind}: {what}", "p50": round(p50), "p95": round(p95)}


def made_ids(made: Sequence[Passage], data: Path) -> list[Passage]:
    corpus = passages(data)
    return [{**one, "id": corpus[at]["id"]} for at, one in enumerate(made[: len(corpus)])]


def shown(row: Row) -> Row:
    print(json.dumps(row, ensure_ascii=False), flush=True)
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("all", "quality", "cost"))
    parser.add_argument("--only", nargs="*", help="the sets of queries to run")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data/retrieval")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--length", type=int, default=2_500)
    parser.add_argument("--to", type=Path, default=HERE.parent / "docs" / "benchmarks")
    given = parser.parse_args()
    found: list[Row] = []
    spent: list[Row] = []
    if given.what != "cost":
        found += map(shown, quality(given.data, given.only))
    if given.what != "quality":
        spent += map(shown, cost(given.data, given.cases, given.length))
    if given.what == "all":
        report(given.to, found, spent)


if __name__ == "__main__":
    main()
