"""Of two builds at once one does its work, and the other says why it does not."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sites import EPOCH, Scratch, files, run

PATIENCE = 120.0


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "casebook", "build", *words]
    return subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )


def holds_the_lock(process: int) -> bool:
    locks = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return any(line.split()[1] == "FLOCK" and f" {process} " in line for line in locks)


@pytest.mark.skipif(not Path("/proc/locks").is_file(), reason="who holds a lock is not told here")
def test_the_second_of_two_builds_says_why_it_is_not_made(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", "旧的正文。")
    run("casebook", "build", cwd=scratch.root)
    site = scratch.root / "site"
    before = files(site)
    scratch.case("2025-0001", "新的正文。")
    with start(scratch.root) as first:
        deadline = time.monotonic() + PATIENCE
        while not holds_the_lock(first.pid):
            assert first.poll() is None
            assert time.monotonic() < deadline
        # It stands still with the output in its hands until the other has ended.
        first.send_signal(signal.SIGSTOP)
        try:
            with start(scratch.root, "--no-cache") as second:
                _, told = second.communicate(timeout=PATIENCE)
            assert second.returncode == 2
            assert told == f"另一个构建正在写 {site}，请等它结束后再试。\n"
            assert files(site) == before
        finally:
            first.send_signal(signal.SIGCONT)
        _, told = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0, told
    clean = tmp_path / "clean"
    run("casebook", "build", "--no-cache", "--output", clean, cwd=scratch.root)
    assert files(site) == files(clean) != before
