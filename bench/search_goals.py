"""The goals of search beside what a run measured, so that nobody has to reckon."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Row = Mapping[str, Any]
Key = tuple[str, ...]
_OURS: Final = "casebook"
_BOTH: Final = (_OURS, "casebook Whoosh")
_BM25: Final = "bm25s bigrams"
_TRIGRAM: Final = "SQLite trigram"
# What is asked for, the key of its figure, and the least or the most that it may be.
GOALS: Final[Sequence[tuple[str, Key, str, float]]] = (
    *(
        (f"MRR of {queries}: {engine} / {_BM25}", (queries, engine, _BM25), "≥", 0.98)
        for queries in ("questions", "titles", "titled")
        for engine in _BOTH
    ),
    *(
        (f"MRR of fragments: {engine} / {_TRIGRAM}", ("fragments", engine, _TRIGRAM), "≥", 0.98)
        for engine in _BOTH
    ),
    *(
        (f"{what}: {engine}", (queries, engine, figure), "≥", least)
        for what, queries, figure, least in (
            ("fragments in all of the first ten, while texts hold them", "fragments", "filled", 1),
            ("the right case among the first three", "tasks", "first three", 0.9),
            ("traditional answered as simplified", "traditional", "same", 1),
            ("recall by pinyin", "pinyin", "recall", 0.95),
            ("recall by initials", "initials", "recall", 0.95),
            ("recall with a wrong homophone", "homophone", "recall", 0.8),
        )
        for engine in _BOTH
    ),
    ("short query: bytes, p50", ("short", _OURS, "bytes", "p50"), "≤", 60_000),
    ("short query: bytes, p95", ("short", _OURS, "bytes", "p95"), "≤", 110_000),
    ("short query: requests, p95", ("short", _OURS, "requests", "p95"), "≤", 12),
    ("short query: ms in Node, p95", ("short", _OURS, "ms", "p95"), "≤", 60),
    ("long question: bytes, p95", ("questions", _OURS, "bytes", "p95"), "≤", 300_000),
    ("later query: bytes, p50", ("later", _OURS, "bytes", "p50"), "≤", 30_000),
    ("index: ms CPU a case", ("casebook, all", "ms a case"), "≤", 0.6),
    ("index after an edit: CPU s", ("casebook, one edit", "CPU s"), "≤", 2),
    ("index: MB", ("casebook, all", "MB"), "≤", 25),
    ("Whoosh, short query: ms, p95", ("short", "casebook Whoosh", "ms", "p95"), "≤", 100),
)


def goals(found: Sequence[Row], spent: Sequence[Row]) -> Iterator[Row]:
    """Every goal, what it asks for, what was measured, and whether that is enough."""
    measured = {**_of_found(found), **_of_spent(spent)}
    for name, key, sign, limit in GOALS:
        value = measured.get(key)
        reached = value is not None and (value >= limit if sign == "≥" else value <= limit)
        yield {
            "goal": name,
            "asked": f"{sign} {_said(limit)}",
            "figure": "not measured" if value is None else _said(value),
            "reached": "yes" if reached else "no",
        }


def _said(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"


def _of_found(found: Sequence[Row]) -> dict[Key, float]:
    """What was found among all passages, and in the tasks; MRR also beside that of each peer."""
    answered = [row for row in found if "MRR" in row]
    most = max((row["passages"] for row in answered), default=0)
    rows = [row for row in answered if row["passages"] == most or row["queries"] == "tasks"]
    made: dict[Key, float] = {}
    for row in rows:
        head = (row["queries"], row["engine"])
        made |= {(*head, what): one for what, one in row.items() if isinstance(one, float)}
        peers = (one for one in rows if one["queries"] == row["queries"] and one["MRR"])
        made |= {(*head, peer["engine"]): row["MRR"] / peer["MRR"] for peer in peers}
    return made


def _of_spent(spent: Sequence[Row]) -> dict[Key, float]:
    made: dict[Key, float] = {}
    for row in spent:
        head = (row["query"], row["engine"], row["of"]) if "query" in row else (row["what"],)
        made |= {(*head, what): one for what, one in row.items() if isinstance(one, int | float)}
    return made
