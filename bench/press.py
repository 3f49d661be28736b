"""Measures what a printed volume costs and what it is, beside two plugins of MkDocs.

    make bench-press        BENCH="--sizes 26 --many" for a short run

mkdocs-to-pdf sets the same texts with WeasyPrint; mkdocs-print-site-plugin makes one page of
them, which Chromium prints. What each gives is read from its file, not from its description.
CPU is user and system time of the process and its children; compare figures of one run. A peer
has so many CPU seconds for the steps of one size. Results go to docs/benchmarks.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, Final

import peers
import press_report
import texts
import volumes
from build import ARCHIVE, OUT
from features import features
from meter import measured, memory

Row = dict[str, Any]
BIN: Final = Path(sys.executable).parent
# A volume of a year holds a tenth of the cases.
MANY: Final = 2000
# Edits of a volume that stays set.
EDITS: Final = 3


@dataclass(frozen=True, slots=True)
class Press:
    """A command that prints a library, the file that it makes, and what lays its sources out."""

    command: Sequence[str]
    made: str
    prepare: Callable[[Path, int], object]
    below: str = ""


def _own(_root: Path, _count: int) -> None:
    """The sources of a volume are the library itself."""


def _plugin(settings: Mapping[str, Any], key: str) -> Callable[[Path, int], Path]:
    """A folder for MkDocs with one plugin, every case in its navigation."""

    def prepare(root: Path, count: int) -> Path:
        shutil.rmtree(root / "peer", ignore_errors=True)
        site = peers.ENGINES["mkdocs"].prepare(root, count)
        cases = sorted(path.name for path in (root / "peer/docs/cases").glob("*.md"))
        config = {
            "site_name": "案例汇编",
            "site_url": "https://example.org/",
            "theme": {"name": "material", "language": "zh", "font": False},
            "nav": [{"首页": "index.md"}, *({name[:-3]: f"cases/{name}"} for name in cases)],
            "validation": {"nav": {"omitted_files": "ignore"}},
            "plugins": [{key: settings}],
        }
        text = json.dumps(config, ensure_ascii=False)
        (root / "peer/mkdocs.yml").write_text(text, encoding="utf-8")
        return site

    return prepare


_CHROMIUM: Final = (
    "chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer"
    " --virtual-time-budget=600000 --print-to-pdf=volume.pdf"
    ' "file://$PWD/site/print_page/index.html"'
)
_MKDOCS: Final = f"{BIN}/mkdocs build -q"
PRESSES: Final[Mapping[str, Press]] = {
    "casebook": Press(
        (f"{BIN}/casebook", "compile", "all", "--to", "pdf"), "compiled/public/all/all.pdf", _own
    ),
    "mkdocs-to-pdf": Press(
        (f"{BIN}/mkdocs", "build", "-q"),
        "peer/site/pdf/document.pdf",
        _plugin({"toc_level": 2, "ordered_chapter_level": 0}, "to-pdf"),
        "peer",
    ),
    "mkdocs-print-site": Press(
        ("sh", "-c", f"{_MKDOCS} && {_CHROMIUM}"),
        "peer/volume.pdf",
        _plugin({"add_cover_page": True, "enumerate_headings": False}, "print-site"),
        "peer",
    ),
}


def runs(name: str, count: int, root: Path, patience: float) -> Iterator[Row]:
    """What an engine costs on a library: cold, once more, and after a change to one case.

    It has so many CPU seconds for all three, and twice as many by the clock.
    """
    press, log = PRESSES[name], root.with_suffix(f".{name}.log")
    press.prepare(root, count)
    first, left = b"", patience
    for step in ("cold", "again", "one change"):
        if step == "one change":
            change(root, press, count // 2)
        row: Row = {"engine": name, "cases": count, "step": step}
        limits = ("timeout", str(2 * left), "prlimit", f"--cpu={max(1, round(left))}:")
        began = time.monotonic()
        try:
            row |= measured([*limits, *press.command], root / press.below, log)
            data = (root / press.made).read_bytes()
        except (RuntimeError, OSError) as error:
            is_late = time.monotonic() - began >= left
            said = f"over {patience:g} CPU s together" if is_late else str(error)
            yield row | {"error": " ".join(said.split())[-300:]}
            return
        left -= row["cpu"]
        if step == "cold":
            first = data
            row |= features(data)
        if step == "again":
            row |= {"same bytes": data == first}
        yield row


def change(root: Path, press: Press, number: int) -> None:
    """One sentence more in one case, in the source that a press reads."""
    peers.change(root, peers.Engine((), press.prepare, press.below), number)  # type: ignore[arg-type]


def own(count: int, root: Path) -> Iterator[Row]:
    """What else a volume of ours costs: all formats; and for many cases, a volume a year."""
    if count >= MANY:
        yield _compiled(count, root, "a volume a year", texts.YEARS, "--to", "pdf")
        yield _compiled(count, root, "a volume a year, three formats", texts.YEARS)
        return
    yield _compiled(count, root, "three formats", ["all"])
    yield {"engine": "casebook", "cases": count, "step": "one change, --watch", **watched(root)}


def _compiled(count: int, root: Path, step: str, names: Sequence[object], *words: str) -> Row:
    """What some volumes cost in one command."""
    command = [f"{BIN}/casebook", "compile", *map(str, names), *words]
    told = measured(command, root, root.with_suffix(".log"))
    return {"engine": "casebook", "cases": count, "step": step, **told}


def watched(root: Path) -> Row:
    """What a change costs a volume that stays set: the middle one of some."""
    command = [f"{BIN}/casebook", "compile", "all", "--watch"]
    costs: list[tuple[float, float]] = []
    peak = 0
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        answers = process.stdout or ()
        next(iter(answers))
        for number in range(EDITS):
            before, began = used(process.pid), time.perf_counter()
            change(root, PRESSES["casebook"], number)
            next(iter(answers))
            costs.append((used(process.pid) - before, time.perf_counter() - began))
            peak = max(peak, memory(process.pid))
        process.terminate()
    cpu, wall = sorted(costs)[EDITS // 2]
    return {"cpu": round(cpu, 2), "wall": round(wall, 2), "rss": peak}


def used(process: int) -> float:
    """The CPU seconds of a process and its children, of those that have ended too."""
    words = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    own = sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")
    tasks = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return own + sum(used(int(child)) for child in tasks.split())


def machine() -> Mapping[str, Any]:
    """What the figures were made on, and with."""
    names = ("typst", "pypandoc_binary", "weasyprint", "mkdocs-to-pdf", "mkdocs-print-site-plugin")
    made = {name: version(name) for name in names}
    return {"python": platform.python_version(), "cores": os.cpu_count(), **made}


def main() -> None:
    """Run the engines asked for, and write JSON, tables and plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--sizes", type=int, nargs="+", default=[26, 300])
    parser.add_argument("--engines", nargs="*", choices=PRESSES, default=list(PRESSES))
    parser.add_argument("--many", type=int, nargs="*", default=[MANY], help="volumes of a year")
    parser.add_argument("--patience", type=float, default=300, help="CPU seconds for an engine")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--keep", action="store_true", help="the last rows of what does not run")
    given = parser.parse_args()
    articles = texts.read_articles(given.archive)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        for count in sorted({*given.sizes, *given.many}):
            root = Path(name) / str(count)
            volumes.make(root, count, articles)
            some = given.engines if count in given.sizes else ()
            each = (runs(one, count, root, given.patience) for one in some)
            for row in chain(chain.from_iterable(each), own(count, root)):
                print(json.dumps(row, ensure_ascii=False), flush=True)
                rows.append(row)
            shutil.rmtree(root)
    told = press_report.with_earlier(given.out, rows) if given.keep else rows
    press_report.write(given.out, machine(), told)


if __name__ == "__main__":
    main()
