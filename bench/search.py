"""Measures search: what is found, what it costs to build, what a reader loads.

    make bench-search
    make bench-search SEARCH="all --queries 50 --passages 3000 --cases 3000 --sample 500"
    make bench-search SEARCH=whoosh

The figures of this project are those of the browser's own code in Node, over the files that a
build writes, and of the intranet's Whoosh. Beside them stand BM25 over pairs of characters (bm25s)
and SQLite's trigram index; on a sample also Pagefind and Material's search. The passages lie in
shared/data/retrieval; nothing is written outside a temporary folder but the report. A whole run
measures the cost of Whoosh on passages; the last command on long cases, which takes minutes more.
"""

import argparse
import json
import os
import platform
import random
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import stock
from corpus import Passage, Query, long_cases, passages, query_sets
from engines import HERE
from quality import FULL, SAMPLE, Row, quality, tasks
from search_cost import cost, duplicates_cost, stock_cost, whoosh_cost
from search_report import report

SAMPLED = ("questions", "titled", "fragments")


def shown(row: Row) -> Row:
    rounded = {key: round(one, 4) if isinstance(one, float) else one for key, one in row.items()}
    print(json.dumps(rounded, ensure_ascii=False), flush=True)
    return rounded


def chosen(given: argparse.Namespace, corpus: Sequence[Passage]) -> Mapping[str, Sequence[Query]]:
    """The sets of queries about a corpus, of each as many as were asked for."""
    sets = query_sets(given.data, corpus)
    # The same places for sets of one size: a question, and the same in traditional characters.
    return {
        kind: random.Random(5).sample(queries, min(given.queries, len(queries)))
        for kind, queries in sets.items()
    }


def machine() -> Mapping[str, object]:
    """What the figures were made on, and with."""
    peers = ("bm25s", "pagefind", "mkdocs-material", "whoosh3")
    made = {"cores": os.cpu_count(), "Python": platform.python_version()}
    return {**made, **{name: version(name) for name in peers}}


def asked_for() -> argparse.Namespace:
    """What this run is to do, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("all", "quality", "sample", "cost", "whoosh"))
    parser.add_argument("--queries", type=int, default=10_000, help="at most so many of each set")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data/retrieval")
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--length", type=int, default=2_500)
    parser.add_argument("--sample", type=int, default=3_000)
    parser.add_argument("--to", type=Path, default=HERE.parent / "docs" / "benchmarks")
    return parser.parse_args()


def main() -> None:
    """Run the parts asked for, and write the report of a whole run."""
    given = asked_for()
    started, spent_before = time.monotonic(), stock.cpu()
    found: list[Row] = []
    spent: list[Row] = []
    every = passages(given.data)
    corpus = every[: given.passages]
    sets = chosen(given, corpus)
    if given.what in {"all", "cost"}:
        spent += map(shown, stock_cost(every, sets, given.sample, given.length))
        spent += map(shown, cost(every, sets, given.cases, given.length))
        spent += map(shown, whoosh_cost(corpus, sets, "passages"))
        archive = given.data.parent / "statutes-20k.tar.gz"
        spent += map(shown, duplicates_cost(archive, given.cases))
    if given.what == "whoosh":
        made = long_cases(every, given.cases, given.length)
        spent += map(shown, whoosh_cost(made, sets, "long cases"))
    if given.what in {"all", "quality"}:
        found += map(shown, tasks())
        found += map(shown, quality(corpus, sets, FULL))
    if given.what in {"all", "sample"}:
        sample = every[: given.sample]
        few = {kind: one for kind, one in chosen(given, sample).items() if kind in SAMPLED}
        found += map(shown, quality(sample, few, SAMPLE))
    taken = {"minutes": (time.monotonic() - started) / 60, "CPU s": stock.cpu() - spent_before}
    told = shown({"command": command(), **machine(), **taken})
    if given.what == "all":
        report(given.to, told, found, spent)


def command() -> str:
    """How this run was asked for."""
    words = sys.argv[1:]
    return (
        "make bench-search"
        if words == ["all"]
        else f'make bench-search SEARCH="{shlex.join(words)}"'
    )


if __name__ == "__main__":
    main()
