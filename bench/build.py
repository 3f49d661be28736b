"""Measures what a build costs, beside plain MkDocs with Material, Zensical and Hugo.

    make bench            BENCH="--sizes 300 3000 --alone" for a short run

Every engine builds the same texts three times: cold, after a change to one case, and unchanged.
CPU is user and system time of the process and its children, so machines and loads matter less
than they do for wall time; compare ratios within one run. Results go to docs/benchmarks.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import peers
import report
import texts

HERE = Path(__file__).parent
OUT = HERE.parent / "docs" / "benchmarks"
ARCHIVE = HERE.parent.parent / "shared/data/statutes-20k.tar.gz"
Row = Mapping[str, Any]


def measured(command: Sequence[str], folder: Path, log: Path) -> Row:
    """What one run costs. It runs below a process of its own, so that peaks do not mix."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (command, folder, log))


def _run(command: Sequence[str], folder: Path, log: Path) -> Row:
    settled = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    environment = {**os.environ, **settled, "XDG_CACHE_HOME": str(log.parent / "cache")}
    began = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(0.05)
    if process.returncode:
        # An exit would only end the process of the pool, and leave the others waiting.
        raise RuntimeError(command[0], log.read_text(errors="replace")[-2000:])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "cpu": round(used.ru_utime + used.ru_stime, 2),
        "wall": round(time.perf_counter() - began, 2),
        "rss": max(peak, used.ru_maxrss // 1024),
    }


def memory(process: int) -> int:
    """The memory in MB that a process and its children have together, shared pages split."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) // 1024
        tasks = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
        total += sum(memory(int(child)) for child in tasks.split())
    except OSError:
        # It is gone already.
        return total
    return total


def size(folder: Path) -> Mapping[str, float]:
    """The bytes and files of an output."""
    files = [one.stat().st_size for one in folder.rglob("*") if one.is_file()]
    return {"mb": round(sum(files) / 1e6, 1), "files": len(files)}


def runs(name: str, count: int, articles: Sequence[str], place: Path) -> Iterator[Row]:
    """The three builds of one engine; the library is made anew for it and removed after."""
    root = place / f"{name}-{count}"
    texts.make(root, count, articles)
    engine = peers.ENGINES[name]
    site = engine.prepare(root, count)
    log = place / f"{name}-{count}.log"
    for step in ("cold", "one change", "no change"):
        if step == "one change":
            peers.change(root, engine, count // 2)
        # What changed less than two seconds before a build is looked at again by the next one.
        time.sleep(2.5)
        told = measured(engine.command, engine.folder(root), log)
        yield {"engine": name, "cases": count, "step": step, **told, **size(site)}
    shutil.rmtree(root)


def machine() -> Mapping[str, Any]:
    """What the figures were made on, and with."""
    made = {name: version(name) for name in ("mkdocs", "mkdocs-material", "zensical", "hugo")}
    return {"python": platform.python_version(), "cores": os.cpu_count(), **made}


def main() -> None:
    """Run the engines asked for, and write JSON, table and plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000, 20000])
    parser.add_argument("--engines", nargs="+", choices=peers.ENGINES, default=list(peers.ENGINES))
    parser.add_argument("--alone", type=int, nargs="*", default=[80000], help="casebook alone")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    articles = texts.read_articles(given.archive)
    plan = [(name, count) for count in given.sizes for name in given.engines]
    plan += [("casebook", count) for count in given.alone]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        for engine, count in plan:
            for row in runs(engine, count, articles, Path(name)):
                print(json.dumps(row), flush=True)
                rows.append(row)
    given.out.mkdir(parents=True, exist_ok=True)
    done = report.merged(given.out / "build.json", machine(), rows)
    (given.out / "build.md").write_text(report.table(done), encoding="utf-8")
    (given.out / "build.svg").write_text(report.plot(done["rows"]), encoding="utf-8")


if __name__ == "__main__":
    main()
