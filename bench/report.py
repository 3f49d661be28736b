"""The figures of the builds as JSON, as a table beside the goals, and as a plot."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import goals
from meter import Row
from peers import EXTRA, LARGE, PATIENCE, PREVIEW, STEPS

_ORDER: Final = (*STEPS, PREVIEW, EXTRA)
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 1200, 300, 60, 30, 24
_COLOURS: Final = ("#1a5fb4", "#62a0ea", "#c64600", "#26a269", "#813d9c", "#865e3c")
_ABOUT: Final = f"""Made by `make bench`. Each engine builds the same texts of some 2,500 characters
(`bench/texts.py`) into a page a case and lists by year, unit and theme. CPU seconds are user and
system time of all processes; the peak is what they have together, shared pages counted once. Other
programs may run beside it: compare the figures of one size, not those of two runs.

A casebook is built with its checks and leak scan, by as many processes as there are processors,
and without an address, that is without feeds and a map of the site; the peers make a map. “Without
search” leaves its index out, which is no setting of it (`bench/unsearched.py`). MkDocs and Zensical
have Material's search, Hugo has none. An edit in a preview is the median of five. A run of more
than {PATIENCE} CPU seconds is ended and told. From {LARGE:,} cases on MkDocs is not run again after
a change, since it keeps nothing from build to build, nor Zensical without one, nor ours without
search after either."""


def write(folder: Path, machine: Mapping[str, Any], rows: Sequence[Row]) -> None:
    """Write JSON, table and plot of these figures and of those of earlier runs."""
    done = _merged(folder / "build.json", machine, rows)
    (folder / "build.md").write_text(table(done), encoding="utf-8")
    (folder / "build.svg").write_text(plot(done["rows"]), encoding="utf-8")


def _merged(file: Path, machine: Mapping[str, Any], rows: Sequence[Row]) -> Mapping[str, Any]:
    """The figures with those of earlier runs of other sizes."""
    old: list[Row] = json.loads(file.read_text("utf-8"))["rows"] if file.exists() else []
    # A ratio needs both figures of one run, so a size is replaced whole.
    sizes = {row["cases"] for row in rows}
    kept = [row for row in old if row["cases"] not in sizes]
    every = sorted([*kept, *rows], key=lambda row: (row["cases"], _ORDER.index(row["step"])))
    done = {"machine": machine, "rows": every}
    file.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return done


def table(done: Mapping[str, Any]) -> str:
    """The goals and the figures in Markdown, these with the ratio to Hugo of the same run."""
    rows = done["rows"]
    machine = ", ".join(f"{name} {value}" for name, value in done["machine"].items())
    lines = ["# Builds", "", _ABOUT, "", machine, "", *goals.table(rows), ""]
    lines += [
        "| cases | step | engine | CPU s | of Hugo's | wall s | peak MB | output MB | files |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_line(row, rows) for row in rows),
    ]
    return "\n".join(lines) + "\n\n![CPU milliseconds a case by engine and size](build.svg)\n"


def _line(row: Row, rows: Sequence[Row]) -> str:
    head = f"| {row['cases']:,} | {row['step']} | {row['engine']} |"
    if "why" in row:
        return f"{head} {row['why']} | | | | | |"
    ratio = goals.ratio(row["cpu"], goals.cpu(rows, "hugo", row["cases"], row["step"]))
    figures = (row.get(name, "") for name in ("wall", "rss", "mb", "files"))
    return f"{head} {row['cpu']} | {goals.shown(ratio)} | " + " | ".join(map(str, figures)) + " |"


def plot(rows: Sequence[Row]) -> str:
    """Milliseconds of CPU a case, a panel for each step and a group of bars for each size."""
    shown = [row for row in rows if row["step"] in STEPS and "cpu" in row]
    engines = list(dict.fromkeys(row["engine"] for row in shown))
    panels = [_panel(number, step, engines, shown) for number, step in enumerate(STEPS)]
    keys = [
        f'<rect x="{_LEFT + 190 * n}" y="4" width="12" height="12" fill="{_COLOURS[n]}"/>'
        f'<text x="{_LEFT + 190 * n + 17}" y="14">{name}</text>'
        for n, name in enumerate(engines)
    ]
    height = _TOP + len(STEPS) * (_HEIGHT + 2 * _GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="12"><title>CPU a case</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(keys)}{"".join(panels)}</svg>\n'
    )


def _panel(number: int, step: str, engines: Sequence[str], rows: Sequence[Row]) -> str:
    own = [row for row in rows if row["step"] == step]
    sizes = sorted({row["cases"] for row in own})
    most = max((row["cpu"] * 1000 / row["cases"] for row in own), default=1)
    top = _TOP + number * (_HEIGHT + 2 * _GAP) + _GAP
    bottom, group = top + _HEIGHT, (_WIDTH - _LEFT) / max(1, len(sizes))
    parts = [f'<text x="4" y="{top - 6}">{step}: CPU ms a case</text>']
    parts.append(f'<path d="M{_LEFT} {bottom}H{_WIDTH}" stroke="#555"/>')
    for row in own:
        value = row["cpu"] * 1000 / row["cases"]
        place, wide = engines.index(row["engine"]), group / (len(engines) + 1)
        x = _LEFT + sizes.index(row["cases"]) * group + place * wide
        high = value / most * (_HEIGHT - 20)
        parts.append(
            f'<rect x="{x:.1f}" y="{bottom - high:.1f}" width="{wide - 4:.1f}" '
            f'height="{high:.1f}" fill="{_COLOURS[place]}"/>'
            f'<text x="{x:.1f}" y="{bottom - high - 4:.1f}">{value:.2f}</text>'
        )
    for place, count in enumerate(sizes):
        parts.append(f'<text x="{_LEFT + place * group:.0f}" y="{bottom + 15}">{count:,}</text>')
    return "".join(parts)
