"""What each engine finds of what it should, and what a query costs it."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from typing import Any

import yaml

import stock
from casebook import app
from casebook.model.terms import Audience
from casebook.search.document import Collection
from casebook.source.catalogue import read_catalogue
from corpus import Passage, Query
from engines import (
    HERE,
    Engine,
    Ranking,
    bm25s_bigrams,
    in_browser,
    in_whoosh,
    material,
    ours,
    pagefind,
    sqlite_trigrams,
    whoosh,
)
from sites import TODAY

Row = Mapping[str, Any]
Maker = Callable[[Path, Any], Engine]
# A case has a title; this one tells nothing.
UNTITLED = "无题"
FULL: Mapping[str, Maker] = {
    "casebook": ours,
    "casebook Whoosh": whoosh,
    "bm25s bigrams": bm25s_bigrams,
    "SQLite trigram": sqlite_trigrams,
}
SAMPLE: Mapping[str, Maker] = {**FULL, "Pagefind": pagefind, "Material": material}


def quality(
    corpus: Sequence[Passage], sets: Mapping[str, Sequence[Query]], makers: Mapping[str, Maker]
) -> Iterator[Row]:
    """What each engine finds; titles are looked for among texts that do not have them."""
    whole = {kind: queries for kind, queries in sets.items() if kind != "titles"}
    yield from compare(corpus, len(corpus), whole, makers)
    if "titles" in sets:
        untitled = [{**one, "title": UNTITLED} for one in corpus]
        bare = {"titles": sets["titles"]}
        yield from compare(untitled, len(corpus), bare, makers)


def tasks() -> Iterator[Row]:
    """What readers would type, on the sample library: how often the right case comes first."""
    written = HERE.parent / "tests/retrieval/tasks.yml"
    told: Mapping[str, list[str]] = yaml.safe_load(written.read_text(encoding="utf-8"))
    asked = [(query, frozenset((case,))) for case, queries in told.items() for query in queries]
    made = app.edition(app.load(HERE.parent, TODAY, read_catalogue()), Audience.PUBLIC)
    collection = Collection(made.library, made.bodies, made.article_bodies)
    size = len(made.library.cases) + len(made.library.articles)
    makers: Mapping[str, Maker] = {"casebook": in_browser, "casebook Whoosh": in_whoosh}
    yield from compare(collection, size, {"tasks": asked}, makers)


def compare(
    corpus: Any, size: int, sets: Mapping[str, Sequence[Query]], makers: Mapping[str, Maker]
) -> Iterator[Row]:
    """The rows of every engine on every set of queries; of one that fails, why."""
    for engine, make in makers.items():
        head = {"passages": size, "engine": engine}
        with tempfile.TemporaryDirectory() as name:
            try:
                yield from ({**head, **row} for row in answered(make(Path(name), corpus), sets))
            except Exception as error:  # noqa: BLE001  # whatever a peer fails of, the others go on
                yield {**head, "failed": stock.reason(error)}


def answered(run: Engine, sets: Mapping[str, Sequence[Query]]) -> Iterator[Row]:
    """MRR, nDCG and recall at ten on every set, the goals of single sets, and CPU a query."""
    kept: dict[str, Sequence[Ranking]] = {}
    for kind, queries in sets.items():
        started = stock.cpu()
        found = kept[kind] = run([text for text, _ in queries])
        spent = (stock.cpu() - started) / len(queries) * 1000
        told = zip(("MRR", "nDCG", "recall"), measures(found, queries), strict=True)
        figures = {name: round(one, 4) for name, one in told}
        row = {"queries": kind, "number": len(queries), **figures, "ms": round(spent, 1)}
        yield {**row, **particulars(kind, queries, kept)}


def particulars(kind: str, queries: Sequence[Query], kept: Mapping[str, Sequence[Ranking]]) -> Row:
    """What a goal asks of one set: a share of its queries."""
    found = kept[kind]
    if kind == "fragments":
        pairs = zip(found, queries, strict=True)
        held = [len(right & {*ranking}) == min(10, len(right)) for ranking, (_, right) in pairs]
        return {"filled": round(sum(held) / len(held), 4)}
    if kind == "traditional" and "questions" in kept:
        same = [one == other for one, other in zip(found, kept["questions"], strict=True)]
        return {"same": round(sum(same) / len(same), 4)}
    if kind == "tasks":
        early = [
            bool(right & {*ranking[:3]}) for ranking, (_, right) in zip(found, queries, strict=True)
        ]
        return {"first three": round(sum(early) / len(early), 4)}
    return {}


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
