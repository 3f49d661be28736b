"""A build killed at any moment leaves a whole site, old or new, and the next build is right."""

import fcntl
import os
import random
import shutil
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from publish.forked import PHASES, building
from sites import Scratch, files

# By hand: CASEBOOK_KILLS=100 pytest -s tests/publish/test_killed_builds.py
KILLS = int(os.environ.get("CASEBOOK_KILLS", "10"))
DONE = "nothing, it was done"
MOMENTS = ("start", *PHASES)
VERSIONS = 3
PATIENCE = 60.0


def edit(library: Scratch, version: int) -> int:
    """Another title and text, another case, and one that is gone; which of the versions it is."""
    at = version % VERSIONS
    gone = library.root / f"cases/2025/2025-010{(version - 1) % VERSIONS}"
    shutil.rmtree(gone, ignore_errors=True)
    library.case("2025-0001", f"第 {at} 版的正文。", title=f"第 {at} 版")
    library.case(f"2025-010{at}", "只在一版里。")
    return at


def whole_build(root: Path, *words: str) -> dict[str, float]:
    """How long each phase of a build took that ended well."""
    with building(root, *words) as (process, phases):
        told = []
        while phases.poll(PATIENCE):
            try:
                told.append((phases.recv(), time.monotonic()))
            except EOFError:
                break
        told.append((DONE, time.monotonic()))
        process.join()
        assert process.exitcode == 0
    return {phase: later - began for (phase, began), (_, later) in pairwise(told)}


def killed_build(root: Path, phase: str, after: float, *words: str) -> str:
    """Kill a build so long after a phase began; in which it was then."""
    last = ""
    with building(root, *words) as (process, phases):
        while last != phase:
            last = phases.recv()
        time.sleep(after)
        process.kill()
        process.join()
        while phases.poll():
            try:
                last = phases.recv()
            except EOFError:
                return last if process.exitcode else DONE
    return last


def wait_until_free(root: Path) -> None:
    """Wait until the processes that shared the work are gone too: they hold the lock as well."""
    deadline = time.monotonic() + PATIENCE
    with (root / ".site.casebook-lock").open("ab") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                assert time.monotonic() < deadline, "the processes of a killed build go on"
                time.sleep(0.005)
            else:
                return


@pytest.fixture
def library(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path / "library")
    for number in range(2, 26):
        scratch.case(f"2025-{number:04d}", f"正文，第 {number} 篇。")
    return scratch


def test_the_live_site_is_whole_after_every_kill(library: Scratch, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 (moments, not secrets)
    root, sites = library.root, []
    for version in range(VERSIONS):
        edit(library, version)
        whole_build(root, "--no-cache", "--output", str(tmp_path / f"expected{version}"))
        sites.append(files(tmp_path / f"expected{version}"))
    assert sites[0] != sites[1] != sites[2] != sites[0]
    whole_build(root)
    spans = {}
    for version, jobs in ((VERSIONS, "1"), (VERSIONS + 1, "2")):
        edit(library, version)
        spans[jobs] = whole_build(root, "--jobs", jobs)
    killed: Counter[tuple[str, str, str]] = Counter()
    version += 1
    while killed.total() < KILLS:
        old, new = sites[(version - 1) % VERSIONS], sites[edit(library, version)]
        jobs, phase = "12"[(version + version // len(MOMENTS)) % 2], MOMENTS[version % len(MOMENTS)]
        version += 1
        after = chance.uniform(0, spans[jobs][phase])
        at = killed_build(root, phase, after, "--jobs", jobs)
        found = files(root / "site")
        assert found in (old, new), f"killed in {at} with {jobs} jobs"
        if at != DONE:
            killed[at, jobs, "old" if found == old else "new"] += 1
        wait_until_free(root)
        whole_build(root, "--jobs", jobs)
        assert files(root / "site") == new, f"the build after one killed in {at}, {jobs} jobs"
    for (at, jobs, which), count in sorted(killed.items()):
        print(f"killed in {at} with {jobs} jobs: {count}, {which} site whole")  # noqa: T201


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are not told here")
def test_what_shared_the_work_ends_with_it(library: Scratch) -> None:
    """A process that waited for work for ever would keep the lock, and every later build out."""
    whole_build(library.root)
    for number in range(2, 26):
        library.case(f"2025-{number:04d}", f"新的正文，第 {number} 篇。")
    with building(library.root, "--jobs", "2") as (process, phases):
        while phases.recv() != "pages":
            pass
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not children.read_text(encoding="ascii"):
            assert process.is_alive()
        process.kill()
    wait_until_free(library.root)
    whole_build(library.root, "--jobs", "2")
