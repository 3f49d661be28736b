"""The figures of print as JSON, as tables and as a plot."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

Row = Mapping[str, Any]
_COLOURS: Final = ("#1a5fb4", "#c64600", "#26a269")
_WIDTH, _BAR, _LEFT = 900, 22, 250
_ABOUT: Final = (
    "# Print",
    "",
    "Made by `make bench-press`: cases of 2,500 characters, each with a method card, effects and a",
    "code, each third with a table. mkdocs-print-site is printed by Chromium. CPU seconds are user",
    "and system time of all processes; other programs may run beside it, so compare the figures of",
    "one size. A peer that used up its CPU seconds (twice as many by the clock) at one size is a",
    "row without figures. With `--watch` the volume stays set: the middle one of three edits. What",
    "a volume is was read from its PDF; rules of setting were counted line by line, in a file",
    "without tags those of marks alone. What an earlier run measured says so.",
)
# What a volume of ours is to cost: cases, step, CPU seconds, MB.
_GOALS: Final = (
    (300, "cold", 12, 1200),
    (300, "one change", 1.5, None),
    (300, "one change, --watch", 1.5, None),
    (300, "three formats", 25, None),
    (2000, "a volume a year", 90, None),
    (2000, "a volume a year, three formats", 90, None),
)
_FACTS: Final = (
    "pages", "MB", "tagged", "PDF/UA", "PDF/A", "language", "fonts embedded", "bookmarks",
    "contents with pages", "index",
)  # fmt: skip


def write(folder: Path, machine: Mapping[str, Any], rows: Sequence[Row]) -> None:
    """Write `press.json`, `press.md` and `press.svg`."""
    data = json.dumps({"machine": machine, "rows": rows}, ensure_ascii=False, indent=1)
    (folder / "press.json").write_text(f"{data}\n", encoding="utf-8")
    words = ", ".join(f"{name} {value}" for name, value in machine.items())
    lines = (*_ABOUT, "", words, "", *_costs(rows), "", *_goals(rows), "", *_table_of_facts(rows))
    (folder / "press.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "press.svg").write_text(_plot(rows), encoding="utf-8")


def with_earlier(folder: Path, rows: Sequence[Row]) -> list[Row]:
    """These rows, and those of the last run for which there is none, marked as `earlier`."""
    known = {(row["cases"], row["engine"], row["step"]): row for row in rows}
    last = json.loads((folder / "press.json").read_text(encoding="utf-8"))["rows"]
    places = {(row["cases"], row["engine"], row["step"]): {**row, "earlier": True} for row in last}
    return list({**places, **known}.values())


def _costs(rows: Sequence[Row]) -> list[str]:
    lines = [
        "| cases | step | engine | CPU s | wall s | peak MB | |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        head = f"| {row['cases']} | {row['step']} | {row['engine']} |"
        same = {True: "same bytes", False: "other bytes"}.get(row.get("same bytes", ""), "")
        error = row.get("error", "").replace("|", " ")
        run = "an earlier run" if "earlier" in row else ""
        said = "; ".join(filter(None, (same, error, run)))
        costs = "– | – | –" if error else f"{row['cpu']} | {row['wall']} | {row['rss']}"
        lines.append(f"{head} {costs} | {said} |")
    return lines


def _goals(rows: Sequence[Row]) -> list[str]:
    """The goals beside the figures of this run."""
    lines = ["| casebook | goal | measured | |", "|---|---|---|---|"]
    own = {(row["cases"], row["step"]): row for row in rows if row["engine"] == "casebook"}
    for cases, step, most, memory in _GOALS:
        row = own.get((cases, step), {})
        for key, limit, unit in (("cpu", most, "CPU s"), ("rss", memory, "MB")):
            if limit is not None and key in row:
                word = "met" if row[key] <= limit else "missed"
                lines.append(f"| {cases}, {step} | {limit} {unit} | {row[key]} {unit} | {word} |")
    if again := own.get((300, "again")):
        word = "met" if again["same bytes"] else "missed"
        lines.append(f"| 300, again | same bytes | {_word(again['same bytes'])} | {word} |")
    return lines


def _table_of_facts(rows: Sequence[Row]) -> list[str]:
    """What each engine's volume is, a column for each engine and size."""
    made = [row for row in rows if "pages" in row]
    heads = [f"{row['engine']}, {row['cases']}" for row in made]
    lines = ["| | " + " | ".join(heads) + " |", "|---" * (len(made) + 1) + "|"]
    lines += [
        f"| {fact} | " + " | ".join(_word(row[fact]) for row in made) + " |" for fact in _FACTS
    ]
    rules = dict.fromkeys(rule for row in made for rule in row["broken"])
    for rule in rules or ("rules of setting broken",):
        values = (str(row["broken"].get(rule, 0 if row["tagged"] else "–")) for row in made)
        lines.append(f"| {rule} | " + " | ".join(values) + " |")
    return lines


def _word(value: object) -> str:
    if isinstance(value, bool) or value == "":
        return "yes" if value else "no"
    return str(value)


def _plot(rows: Sequence[Row]) -> str:
    """CPU seconds of a cold volume, a bar for each engine and size, on one scale a size."""
    cold = [row for row in rows if row["step"] == "cold" and "cpu" in row]
    engines = list(dict.fromkeys(row["engine"] for row in cold))
    parts = []
    for place, row in enumerate(cold):
        most = max(one["cpu"] for one in cold if one["cases"] == row["cases"])
        y, wide = 10 + place * (_BAR + 8), row["cpu"] / most * (_WIDTH - _LEFT - 80)
        colour = _COLOURS[engines.index(row["engine"])]
        parts.append(
            f'<text x="8" y="{y + 15}">{row["engine"]}, {row["cases"]} cases</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{wide:.1f}" height="{_BAR}" fill="{colour}"/>'
            f'<text x="{_LEFT + wide + 6:.1f}" y="{y + 15}">{row["cpu"]} s</text>'
        )
    height = 20 + len(cold) * (_BAR + 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="13"><title>CPU seconds of a volume</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
