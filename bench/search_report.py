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
    "Made by `make bench-search` on passages of statutes: lay questions with their answers, and",
    "items known by a part of them; titles are looked for in texts without them. `casebook` is the",
    "browser's own code in Node; `ms` is CPU a query, for it and for Pagefind with the start of",
    "Node and the opening of the index spread over all queries. Other programs may run beside it.",
    "Fragments have every passage that holds them for an answer. Whoosh and Pagefind are asked on",
    "a sample; Material's index, a file that a first query loads whole, is built and not asked.",
)


def report(folder: Path, found: Sequence[Row], spent: Sequence[Row]) -> None:
    """Writes `search.json`, `search.md` and `search.svg`."""
    data = json.dumps({"found": found, "spent": spent}, ensure_ascii=False, indent=1)
    (folder / "search.json").write_text(f"{data}\n", encoding="utf-8")
    (folder / "search.md").write_text("\n".join((*_ABOUT, *tables(found, spent))), encoding="utf-8")
    (folder / "search.svg").write_text(plot(found), encoding="utf-8")


def tables(found: Sequence[Row], spent: Sequence[Row]) -> list[str]:
    """What was found, and what it cost, in Markdown."""
    lines = ["", *table(found), "", "![MRR by queries and engine](search.svg)", ""]
    lines += ["Cases of 2,500 characters: what an index costs, and a query with nothing kept yet"]
    lines += ["(index and five results; bytes as they travel, CPU of Node).", ""]
    lines += table([row for row in spent if "what" in row])
    lines += ["", *table([row for row in spent if "query" in row])]
    return [*lines, ""]


def table(rows: Sequence[Row]) -> list[str]:
    """Rows in Markdown, with every column that any of them has."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    return lines + [f"| {' | '.join(_said(row.get(head)) for head in heads)} |" for row in rows]


def _said(value: object) -> str:
    """A figure as it is read; what was not measured is a dash."""
    return "–" if value is None else f"{value:.3g}" if isinstance(value, float) else str(value)


def plot(found: Sequence[Row]) -> str:
    """MRR, a group of bars for each set of queries."""
    most = max(row["passages"] for row in found)
    found = [row for row in found if row["passages"] == most]
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
