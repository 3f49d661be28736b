"""What an index costs to build, and what a query loads and takes."""

import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import stock
from casebook.caching import MemoryCache
from casebook.model.body import Body
from casebook.search.document import Collection
from casebook.search.index import Index
from casebook.search.memory import Memory, digest
from casebook.text.duplicates import Text, duplicates
from corpus import Passage, Query, library, long_cases
from engines import in_node, in_whoosh
from texts import body, read_articles

Row = Mapping[str, Any]
Sets = Mapping[str, Sequence[Query]]


def cost(corpus: Sequence[Passage], sets: Sets, count: int, length: int) -> Iterator[Row]:
    """What it costs to build an index, and to ask it when nothing is kept yet, and afterwards."""
    made = long_cases(corpus, count, length)
    asked = {"short": shortened(sets), "questions": [text for text, _ in sets["questions"]]}
    with tempfile.TemporaryDirectory() as name:
        for row in build(made, Path(name)):
            yield {"cases": count, **row}
        for kind, queries in asked.items():
            told = in_node(Path(name), queries, cold=True)
            yield from loads(kind, "casebook", count, told)
        told = in_node(Path(name), asked["short"], cold=True, later=True)
        yield from loads("later", "casebook", count, told)


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
        return {**figures, "MB": sum(sizes) / 1e6, "RSS MB": own_memory()}

    before = own_memory()
    yield {"what": "casebook, all", **written(), "RSS MB before": before}
    key = list(bodies)[len(bodies) // 3]
    bodies[key] = Body(f"{bodies[key].text}又补充了一句。")
    keys[key] = digest(bodies[key].text)
    yield {"what": "casebook, one edit", **written()}


def whoosh_cost(corpus: Sequence[Passage], sets: Sets, of: str) -> Iterator[Row]:
    """The same of the intranet's engine, on the passages themselves or on cases of them."""
    count = len(corpus)
    with tempfile.TemporaryDirectory() as name:
        started = time.process_time()
        run = in_whoosh(Path(name), Collection(*library(corpus)))
        spent = time.process_time() - started
        figures = {"CPU s": spent, "ms a case": spent / count * 1000}
        size = stock.megabytes(Path(name).rglob("*"))
        yield {"cases": count, "what": f"casebook Whoosh, {of}", **figures, "MB": size}
        taken = []
        for query in shortened(sets):
            started = time.process_time()
            run([query])
            taken.append((time.process_time() - started) * 1000)
        yield from loads("short", "casebook Whoosh", count, {"ms": taken})


def stock_cost(corpus: Sequence[Passage], sets: Sets, count: int, length: int) -> Iterator[Row]:
    """The same of the usual searches of static sites; of one that fails, why."""
    made = long_cases(corpus, count, length)
    short = [text[:3] for text, _ in sets["fragments"]][:40]
    peers: Mapping[str, tuple[Callable[..., Row], Callable[..., Row], Sequence[str]]] = {
        "Pagefind": (stock.pagefind_index, stock.pagefind, short),
        # All is loaded at the first query, so one tells of every other.
        "Material": (stock.material_index, stock.material, short[:1]),
    }
    for peer, (index, ask, queries) in peers.items():
        with tempfile.TemporaryDirectory() as name:
            try:
                yield {"cases": count, "what": peer, **index(made, Path(name))}
                told = ask(Path(name), queries, cold=True)
                yield from loads("short", peer, count, told)
            except Exception as error:  # noqa: BLE001  # whatever a peer fails of, the others go on
                yield {"cases": count, "what": peer, "failed": stock.reason(error)}


def duplicates_cost(archive: Path, count: int) -> Iterator[Row]:
    """What it costs to look for copies where most texts share passages with their neighbours."""
    articles = read_articles(archive)
    texts = [Text(str(number), 1, body(articles, number)) for number in range(count)]
    started = time.process_time()
    pairs = sum(1 for _ in duplicates(texts))
    spent = time.process_time() - started
    figures = {"CPU s": spent, "ms a case": spent / count * 1000, "pairs": pairs}
    yield {"cases": count, "what": "duplicates, overlapping texts", **figures}


def shortened(sets: Sets) -> list[str]:
    """Queries of two to four characters."""
    chance = random.Random(3)
    return [text[: chance.choice((2, 3, 4))] for text, _ in sets["fragments"]][:200]


def loads(query: str, engine: str, count: int, told: Mapping[str, Any]) -> Iterator[Row]:
    """What queries load and take, by the middle and the largest but for a twentieth."""
    for what in ("bytes", "requests", "ms"):
        if what in told:
            p50, p95 = np.percentile(told[what], [50, 95])
            middle, most = round(p50), round(p95)
            row = {"query": query, "engine": engine, "cases": count, "of": what}
            yield {**row, "p50": middle, "p95": most}


def own_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
