"""The figures of the builds as JSON, as a table and as a plot."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

Row = Mapping[str, Any]
STEPS: Final = ("cold", "one change", "no change")
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 900, 300, 60, 30, 24
_COLOURS: Final = ("#1a5fb4", "#c64600", "#26a269", "#813d9c", "#613583")


def merged(file: Path, machine: Mapping[str, Any], rows: Sequence[Row]) -> Mapping[str, Any]:
    """The figures with those of earlier runs of other sizes; each row tells its run."""
    old: list[Row] = json.loads(file.read_text("utf-8"))["rows"] if file.exists() else []
    # A ratio needs both figures of one run, so a size is replaced whole.
    sizes = {row["cases"] for row in rows}
    kept = [row for row in old if row["cases"] not in sizes]
    every = sorted([*kept, *rows], key=lambda row: row["cases"])
    done = {"machine": machine, "rows": every}
    file.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return done


def table(done: Mapping[str, Any]) -> str:
    """The figures in Markdown, with the ratio to Hugo of the same run, size and step."""
    rows = done["rows"]
    machine = ", ".join(f"{name} {value}" for name, value in done["machine"].items())
    hugo = {(r["cases"], r["step"]): r["cpu"] for r in rows if r["engine"] == "hugo"}
    lines = [
        "# Builds",
        "",
        "Made by `make bench`; CPU seconds are user and system time of all processes. Other",
        "programs may run beside it: compare the figures of one size, not those of two runs.",
        "",
        f"{machine}",
        "",
        "| cases | step | engine | CPU s | of Hugo's | wall s | peak MB | output MB | files |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda r: (r["cases"], STEPS.index(r["step"]))):
        base = hugo.get((row["cases"], row["step"]))
        ratio = f"{row['cpu'] / base:.2f}" if base else "–"
        lines.append(
            f"| {row['cases']} | {row['step']} | {row['engine']} | {row['cpu']} | {ratio} "
            f"| {row['wall']} | {row['rss']} | {row['mb']} | {row['files']} |"
        )
    return "\n".join(lines) + "\n\n![CPU seconds by engine and size](build.svg)\n"


def plot(rows: Sequence[Row]) -> str:
    """Milliseconds of CPU a case, a panel for each step and a group of bars for each size."""
    engines = list(dict.fromkeys(row["engine"] for row in rows))
    panels = [_panel(number, step, engines, rows) for number, step in enumerate(STEPS)]
    keys = [
        f'<rect x="{_LEFT + 165 * n}" y="4" width="12" height="12" fill="{_COLOURS[n]}"/>'
        f'<text x="{_LEFT + 165 * n + 17}" y="14">{name}</text>'
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
    most = max(row["cpu"] * 1000 / row["cases"] for row in own)
    top = _TOP + number * (_HEIGHT + 2 * _GAP) + _GAP
    bottom, group = top + _HEIGHT, (_WIDTH - _LEFT) / len(sizes)
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
        parts.append(f'<text x="{_LEFT + place * group:.0f}" y="{bottom + 15}">{count}</text>')
    return "".join(parts)
