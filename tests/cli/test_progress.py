"""Long work tells on a terminal where it stands, and nothing where nobody watches."""

import io
import os
import pty
import re
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from casebook.cli import progress
from casebook.findings import Catalogue
from sites import BIN, EPOCH, Scratch

WIPED = "\r\x1b[2K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """What it showed, one after another."""
        return self.getvalue().split(WIPED)[1:]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal()
    monkeypatch.setattr("casebook.cli.progress.sys", SimpleNamespace(stderr=made))
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("casebook.cli.progress.time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def test_a_line_tells_phase_count_rate_and_what_is_left(
    terminal: Terminal, clock: list[float], catalogue: Catalogue
) -> None:
    with progress.Progress(catalogue) as told:
        told("read", 0, 1000)
        clock[0] += 2
        told("read", 500, 1000)
        clock[0] += 1
        told("pages", 1, 50)
        clock[0] += 5
        told("pages", 10, 50)
        clock[0] += 5
        told("pages", 50, 50)
    assert terminal.lines() == [
        "读取案例 0/1000（每秒 0）",
        "读取案例 500/1000（每秒 250），约剩 2 秒",
        "生成页面 1/50（每秒 10），约剩 5 秒",
        "生成页面 10/50（每秒 2），约剩 20 秒",
        "生成页面 50/50（每秒 5）",
        "",
    ]


def test_a_line_is_written_ten_times_a_second_at_most(
    terminal: Terminal, clock: list[float], catalogue: Catalogue
) -> None:
    told = progress.Progress(catalogue)
    for number in range(1000):
        clock[0] += 0.001
        told("pages", number, 1000)
    assert len(terminal.lines()) == 10


def test_what_has_no_known_end_tells_its_count(
    terminal: Terminal, clock: list[float], catalogue: Catalogue
) -> None:
    told = progress.Progress(catalogue)
    told("pages", 0, 0)
    clock[0] += 1
    told("pages", 7, 0)
    assert terminal.lines()[-1] == "生成页面 7（每秒 7）"


def test_nothing_is_told_where_nobody_watches(
    capsys: pytest.CaptureFixture[str], catalogue: Catalogue
) -> None:
    with progress.Progress(catalogue) as told:
        told("read", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_build_tells_each_of_its_phases_on_a_terminal_and_none_in_a_pipe(
    tmp_path: Path,
) -> None:
    scratch = Scratch(tmp_path / "library")
    for number in range(1, 4):
        scratch.case(f"2025-{number:04d}")
    command = [str(BIN / "casebook"), "build", "--no-cache"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    piped = subprocess.run(
        command, cwd=scratch.root, env=environment, capture_output=True, text=True, check=True
    )
    assert "\r" not in piped.stdout + piped.stderr
    ours, its = pty.openpty()
    with subprocess.Popen(
        command, cwd=scratch.root, env=environment, stdout=subprocess.DEVNULL, stderr=its
    ) as process:
        os.close(its)
        shown = everything(ours)
    os.close(ours)
    assert process.returncode == 0
    words = ("读取案例", "检查案例", "生成页面", "编制搜索索引")
    assert [phase for phase in words if re.search(rf"{phase}.*?\d+/\d+.*?每秒", shown)] == [*words]
    assert shown.endswith(f"{WIPED}检查了 3 份投稿，没有发现问题。\r\n")


def everything(terminal: int) -> str:
    """What a terminal shows until nobody writes to it any more."""
    parts = []
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            # So Linux says that the other side is closed.
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()
