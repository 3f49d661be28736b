"""A build killed at any moment leaves a whole site, old or new, and the next build is right."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sites import EPOCH, Scratch, files

# By hand: CASEBOOK_KILLS=100 pytest tests/publish/test_killed_builds.py
KILLS = int(os.environ.get("CASEBOOK_KILLS", "4"))


def start(root: Path, *words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "casebook", "build", *words]
    return subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def library(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path / "library")
    for number in range(1, 40):
        scratch.case(f"2025-{number:04d}", f"第 0 版的正文，第 {number} 篇。")
    return scratch


def test_the_live_site_is_whole_after_every_kill(library: Scratch, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 (moments, not secrets)
    began = time.monotonic()
    assert start(library.root).wait() == 0
    took = time.monotonic() - began
    site = library.root / "site"
    old = files(site)
    for number in range(1, KILLS + 1):
        library.case("2025-0001", f"第 {number} 版的正文。")
        expected = tmp_path / "expected"
        assert start(library.root, "--no-cache", "--output", str(expected)).wait() == 0
        new = files(expected)
        build = start(library.root)
        time.sleep(chance.uniform(0, took))
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert files(site) in (old, new)
        assert start(library.root).wait() == 0
        assert files(site) == new
        old = new
