"""The figures of search as JSON, as tables and as a plot."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from search_goals import goals

Row = Mapping[str, Any]
_COLOURS: Final = ("#1a5fb4", "#813d9c", "#26a269", "#c64600")
_HEIGHT, _WIDTH, _BAR = 220, 1080, 26
_ABOUT: Final = (
    "# Search",
    "",
    "Passages of statutes: lay questions with their answers, and items known by a part of them.",
    "`titles` are looked for in texts without them, `titled` in whole ones; fragments have every",
    "passage that holds them for an answer; `tasks` are what readers would type, on the sample",
    "library. All engines of a size are asked the same queries. `casebook` is the browser's own",
    "code in Node; `ms` is CPU a query, for what runs in Node with its start and the opening of",
    "the index spread over all queries. Material's search is its own worker in Node.",
)
_COST: Final = (
    "Cases of 2,500 characters: what an index costs, and a query with nothing kept yet, or after",
    "another (index and five results; bytes as they travel; `ms` of CPU, of scripts in Node).",
    "Whoosh is measured on the passages; copies are looked for among texts of articles in a row,",
    "of which most share passages with their neighbours.",
)


def report(folder: Path, run: Row, found: Sequence[Row], spent: Sequence[Row]) -> None:
    """Writes `search.json`, `search.md` and `search.svg` of one run."""
    every = list(goals(found, spent))
    told = {"run": run, "goals": every, "found": found, "spent": spent}
    data = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / "search.json").write_text(f"{data}\n", encoding="utf-8")
    lines = (*_ABOUT, *_made(run), *tables(every, found, spent))
    (folder / "search.md").write_text("\n".join(lines), encoding="utf-8")
    (folder / "search.svg").write_text(plot(found), encoding="utf-8")


def _made(run: Row) -> list[str]:
    """The command of the run, and what it ran on."""
    with_what = (f"{key} {value}" for key, value in run.items() if not isinstance(value, float))
    _, *others = with_what
    time = f"{run['minutes']:.0f} minutes and {run['CPU s']:.0f} CPU seconds"
    return ["", f"One run of `{run['command']}`: {time}; {', '.join(others)}."]


def tables(every: Sequence[Row], found: Sequence[Row], spent: Sequence[Row]) -> list[str]:
    """The goals, what was found, and what it cost, in Markdown."""
    lines = ["", *table(every), "", *table(found), "", "![MRR by queries and engine](search.svg)"]
    lines += ["", *_COST, "", *table([row for row in spent if "what" in row])]
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
    found = [row for row in found if row["passages"] == most and "MRR" in row]
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
