"""The figures of search as JSON, as tables and as a plot."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

Row = Mapping[str, Any]
_COLOURS: Final = ("#1a5fb4", "#26a269", "#c64600", "#813d9c")
_HEIGHT, _WIDTH, _BAR = 220, 900, 24
_ABOUT: Final = (
    "# Search",
    "",
    "Made by `make bench-search` on 20,000 passages of statutes: lay questions with their answers,",
    "and items known by a part of them. `casebook` is the browser's own code in Node; `ms` is CPU",
    "a query, for it with the start of Node and the opening of the index spread over all queries.",
    "Other programs may run beside it. Fragments have every passage that holds them for an answer.",
)


def report(folder: Path, found: Sequence[Row], spent: Sequence[Row]) -> None:
    """Writes `search.json`, `search.md` and `search.svg`."""
    data = json.dumps({"found": found, "spent": spent}, ensure_ascii=False, indent=1)
    (folder / "search.json").write_text(f"{data}\n", encoding="utf-8")
    (folder / "search.md").write_text("\n".join((*_ABOUT, *tables(found, spent))), encoding="utf-8")
    (folder / "search.svg").write_text(plot(found), encoding="utf-8")


def tables(found: Sequence[Row], spent: Sequence[Row]) -> list[str]:
    """What was found, and what it cost, in Markdown."""
    heads = ("queries", "number", "engine", "MRR", "nDCG", "recall", "ms")
    lines = ["", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    lines += [f"| {' | '.join(str(row[head]) for head in heads)} |" for row in found]
    lines += ["", "![MRR by queries and engine](search.svg)", ""]
    lines += ["Cases of 2,500 characters; a query from nothing with five results, in bytes.", ""]
    build = spent[0]
    lines += ["| " + " | ".join(build) + " |", "|---" * len(build) + "|"]
    lines += ["| " + " | ".join(str(value) for value in build.values()) + " |", ""]
    lines += ["| query | p50 | p95 |", "|---|---|---|"]
    lines += [f"| {row['what']} | {row['p50']} | {row['p95']} |" for row in spent[1:]]
    return [*lines, ""]


def plot(found: Sequence[Row]) -> str:
    """MRR, a group of bars for each set of queries."""
    kinds = list(dict.fromkeys(row["queries"] for row in found))
    engines = list(dict.fromkeys(row["engine"] for row in found))
    parts = [
        f'<rect x="{10 + 160 * n}" y="4" width="12" height="12" fill="{_COLOURS[n]}"/>'
        f'<text x="{27 + 160 * n}" y="14">{name}</text>'
        for n, name in enumerate(engines)
    ]
    group = _WIDTH // len(kinds)
    for row in found:
        x = 10 + kinds.index(row["queries"]) * group + engines.index(row["engine"]) * _BAR
        high = row["MRR"] * (_HEIGHT - 60)
        parts.append(
            f'<rect x="{x}" y="{_HEIGHT - 20 - high:.1f}" width="{_BAR - 3}" height="{high:.1f}" '
            f'fill="{_COLOURS[engines.index(row["engine"])]}"/>'
            f'<text x="{x}" y="{_HEIGHT - 24 - high:.1f}" font-size="9">{row["MRR"]:.2f}</text>'
        )
    parts += [
        f'<text x="{10 + n * group}" y="{_HEIGHT - 5}">{k}</text>' for n, k in enumerate(kinds)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12"><title>MRR</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
