"""The ways to search that are compared, each a function of queries to rankings."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import bm25s

import stock
from casebook.retrieval.engine import Query
from casebook.retrieval.folder import held
from casebook.retrieval.whoosh_engine import WhooshEngine
from casebook.retrieval.whoosh_index import update
from casebook.search.document import Collection, documents
from casebook.search.index import Index
from casebook.text.tokens import fold
from corpus import Passage, library, number_of

HERE = Path(__file__).parent
SCRIPTS = HERE.parent / "plugins" / "casebook" / "assets" / "search"
Ranking = Sequence[Any]
Engine = Callable[[Sequence[str]], Sequence[Ranking]]


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


def in_browser(folder: Path, collection: Collection) -> Engine:
    """The static index of a collection, whose rankings are ids."""
    for file in Index(collection, {}).files():
        path = folder / file.path.removeprefix("search/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    texts = folder / "texts.json"
    read = {one.record.id: one.reading for one in documents(collection)}
    texts.write_text(json.dumps(read), encoding="utf-8")

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        found: Sequence[Ranking] = in_node(folder, queries, texts=str(texts))["ids"]
        return found

    return run


def in_whoosh(folder: Path, collection: Collection) -> Engine:
    """The intranet's index of a collection, whose rankings are ids."""
    with held(folder):
        engine = WhooshEngine(folder, update(folder, collection, "bench", ""))

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        found = (engine.search(Query(text=text)).hits for text in queries)
        return [[hit.id for hit in hits] for hits in found]

    return run


def ours(folder: Path, corpus: Sequence[Passage]) -> Engine:
    return _numbered(in_browser(folder, Collection(*library(corpus))))


def whoosh(folder: Path, corpus: Sequence[Passage]) -> Engine:
    return _numbered(in_whoosh(folder, Collection(*library(corpus))))


def _numbered(engine: Engine) -> Engine:
    """The same with the numbers of passages for ids."""

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        return [[number_of(one) for one in ids] for ids in engine(queries)]

    return run


def pagefind(folder: Path, corpus: Sequence[Passage]) -> Engine:
    stock.pagefind_index(corpus, folder)
    return lambda queries: list(stock.pagefind(folder, queries)["found"])


def material(folder: Path, corpus: Sequence[Passage]) -> Engine:
    stock.material_index(corpus, folder)
    return lambda queries: list(stock.material(folder, queries)["found"])


def bigrams(text: str) -> list[str]:
    plain = "".join(fold(text).split())
    return [a + b for a, b in pairwise(plain)] or [plain]


def bm25s_bigrams(_: Path, corpus: Sequence[Passage]) -> Engine:
    retriever = bm25s.BM25()
    texts = [bigrams(f"{one['title']}\n{one['text']}") for one in corpus]
    retriever.index(texts, show_progress=False)

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        known = retriever.vocab_dict
        made = [[term for term in bigrams(query) if term in known] or [""] for query in queries]
        rankings: list[Ranking] = []
        for terms in made:
            if terms == [""]:
                rankings.append([])
                continue
            found, scores = retriever.retrieve([terms], k=10, show_progress=False)
            rankings.append([int(n) for n, s in zip(found[0], scores[0], strict=True) if s > 0])
        return rankings

    return run


def sqlite_trigrams(_: Path, corpus: Sequence[Passage]) -> Engine:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE cases USING fts5(title, text, tokenize='trigram')")
    base.executemany("INSERT INTO cases VALUES (?, ?)", ((o["title"], o["text"]) for o in corpus))

    def run(queries: Sequence[str]) -> Sequence[Ranking]:
        rankings: list[Ranking] = []
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
