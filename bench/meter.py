"""What one run of a command costs: CPU and wall time, and the most memory at once."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

Row = Mapping[str, Any]
_EVERY: Final = 0.1
_SETTLED: Final = {
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1700000000",
    # What pip installs is compiled, what lies here only when it has run once.
    "PYTHONDONTWRITEBYTECODE": "",
}


def measured(command: Sequence[str], folder: Path, log: Path) -> Row:
    """What one run costs; RuntimeError with the end of its log for one that fails.

    It runs below a process of its own, so that peaks do not mix.
    """
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (command, folder, log))


def _run(command: Sequence[str], folder: Path, log: Path) -> Row:
    environment = {**os.environ, **_SETTLED, "XDG_CACHE_HOME": str(log.parent / "cache")}
    began = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(_EVERY)
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        # An exit would only end the process of the pool, and leave the others waiting.
        told = log.read_text(errors="replace").strip()[-2000:]
        raise RuntimeError(_word(process.returncode), told)
    return {
        "cpu": round(used.ru_utime + used.ru_stime, 2),
        "wall": round(wall, 2),
        # The largest single process is a lower bound too, where the peak fell between two looks.
        "rss": max(peak, used.ru_maxrss // 1024),
    }


def _word(code: int) -> str:
    return f"exit {code}" if code > 0 else signal.Signals(-code).name


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
