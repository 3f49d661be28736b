"""Measures what a build costs, beside plain MkDocs with Material, Zensical and Hugo.

    make bench            BENCH="--sizes 300 3000 --alone 500" for a short run

Every engine builds the same texts three times: cold, after a change to one case, and unchanged.
CPU is user and system time of the process and its children, so machines and loads matter less
than they do for wall time; compare ratios within one run. Results go to docs/benchmarks, after
each engine, so a run that is broken off is not lost.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import peers
import report
import texts
from meter import Row, measured, size

HERE: Final = Path(__file__).parent
OUT: Final = HERE.parent / "docs" / "benchmarks"
ARCHIVE: Final = HERE.parent.parent / "shared/data/statutes-20k.tar.gz"
OWN: Final = ("casebook", "casebook without search")
EDITS: Final = 5
FEW: Final = 20
Job = Callable[[Path], Iterator[Row]]


def runs(name: str, count: int, articles: Sequence[str], place: Path) -> Iterator[Row]:
    """The three builds of one engine; the library is made anew for it."""
    root = place / "library"
    texts.make(root, count, articles)
    engine = peers.ENGINES[name]
    site = engine.prepare(root, count)
    for step in peers.STEPS:
        if not engine.does(step, count):
            continue
        if step == peers.CHANGED:
            peers.change(root, engine, count // 2)
        row = {"engine": name, "cases": count, "step": step}
        try:
            yield {**row, **_run(engine, root, place), **size(site)}
        except RuntimeError as error:
            yield {**row, "why": _line(error)}
            return


def extra(name: str, count: int, articles: Sequence[str], place: Path) -> Iterator[Row]:
    """What one thing costs that a site may have besides."""
    root = place / "library"
    texts.make(root, count, articles)
    engine = peers.BESIDES[name]
    made = engine.prepare(root, count)
    row = {"engine": name, "cases": count, "step": peers.EXTRA}
    try:
        yield {**row, **_run(engine, root, place), **size(made)}
    except RuntimeError as error:
        yield {**row, "why": _line(error)}


def preview(count: int, articles: Sequence[str], place: Path) -> Iterator[Row]:
    """What an edit costs in a preview: the median of some edits, each of another case."""
    root = place / "library"
    texts.make(root, count, articles)
    cases = [texts.case_path(count // EDITS * at) for at in range(EDITS)]
    row = {"engine": "casebook serve", "cases": count, "step": peers.PREVIEW}
    try:
        told = measured(
            [sys.executable, str(HERE / "preview.py"), str(root), *cases], root, place / "log"
        )
    except RuntimeError as error:
        yield {**row, "why": _line(error)}
        return
    edits = json.loads((place / "log").read_text("utf-8").splitlines()[-1])
    yield {**row, "cpu": statistics.median(edits), "rss": told["rss"], "edits": edits}


def _run(engine: peers.Engine, root: Path, place: Path) -> Row:
    # What changed less than two seconds before a build is looked at again by the next one.
    time.sleep(2.5)
    # The limit is of CPU, so that a machine that is busy stops nobody.
    command = ["prlimit", f"--cpu={peers.PATIENCE}:", *engine.command]
    return measured(command, engine.folder(root), place / "log")


def _line(error: Exception) -> str:
    """The reason in one line of a table."""
    if error.args[0] == "SIGXCPU":
        return f"ended after {peers.PATIENCE} CPU s"
    return " ".join(": ".join(error.args).split())[-200:].replace("|", " ")


def machine() -> Mapping[str, Any]:
    """What the figures were made on, and with."""
    made = {name: version(name) for name in ("mkdocs", "mkdocs-material", "zensical", "hugo")}
    return {"python": platform.python_version(), "cores": os.cpu_count(), **made}


def jobs(given: argparse.Namespace, articles: Sequence[str]) -> Iterator[Job]:
    """Everything to be measured, the small before the large."""
    engines = dict.fromkeys(given.sizes, given.engines)
    for count in sorted({*given.sizes, *given.alone}):
        for name in engines.get(count, OWN):
            yield partial(runs, name, count, articles)
        if count in given.previews:
            yield partial(preview, count, articles)
        if count in given.extras:
            for name in peers.BESIDES:
                yield partial(extra, name, count, articles)


def main() -> None:
    """Run the engines asked for, and write JSON, table and plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000, 20000])
    parser.add_argument("--engines", nargs="+", choices=peers.ENGINES, default=list(peers.ENGINES))
    parser.add_argument(
        "--alone", type=int, nargs="*", default=[500, 5000, 80000], help="casebook alone"
    )
    parser.add_argument("--previews", type=int, nargs="*", default=[3000], help="of the sizes")
    parser.add_argument("--extras", type=int, nargs="*", default=[300], help="of the sizes")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    articles = texts.read_articles(given.archive)
    for name in given.engines:
        # What Python and Jinja compile at the first run, no measured one shall pay for.
        done(partial(runs, name, FEW, articles))
    rows: list[Row] = []
    for job in jobs(given, articles):
        for row in done(job):
            print(json.dumps(row, ensure_ascii=False), flush=True)
            rows.append(row)
        report.write(given.out, machine(), rows)


def done(job: Job) -> list[Row]:
    """What a job gives, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as place:
        return list(job(Path(place)))


if __name__ == "__main__":
    main()
