"""Work that is shared gives what it gives in one process, and ends with what goes wrong."""

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from casebook.publish import jobs
from casebook.publish.jobs import spread


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_FEWEST", 2)
    monkeypatch.setattr(jobs, "_IN_A_PIECE", 7)
    monkeypatch.setattr(jobs, "_SENT_AT_ONCE", 3)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 13, 14, 100])
@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_results_come_in_order(count: int, number: int) -> None:
    assert list(spread(str, range(count), number)) == list(map(str, range(count)))


def test_no_process_does_more_than_a_piece() -> None:
    processes = list(spread(lambda _: os.getpid(), range(60), 2))
    assert os.getpid() not in processes
    assert max(map(processes.count, set(processes))) <= 7


def test_an_error_is_raised_with_its_place() -> None:
    def make(number: int) -> int:
        return 100 // (number - 30)

    with pytest.raises(ZeroDivisionError) as told:
        list(spread(make, range(60), 2))
    assert "in make" in "".join(told.value.__notes__)


def test_a_process_that_is_killed_is_missed() -> None:
    def make(number: int) -> int:
        if number == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(jobs.ProcessLostError):
        list(spread(make, range(60), 2))


def test_a_process_that_is_killed_while_it_hands_over_is_known_for_one(tmp_path: Path) -> None:
    name = tmp_path / "pid"

    def make(number: int) -> bytes:
        if number == 8:
            name.with_suffix(".part").write_text(str(os.getpid()))
            name.with_suffix(".part").replace(name)
            # More than a pipe holds.
            return bytes(10**7)
        return b""

    made = spread(make, range(30), 2)
    next(made)
    while not name.exists():
        time.sleep(0.01)
    # Time enough to fill the pipe, which nobody empties; killed before, it is missed as well.
    time.sleep(0.5)
    os.kill(int(name.read_text()), signal.SIGKILL)
    with pytest.raises(jobs.ProcessLostError):
        list(made)


class _LocalError(Exception):
    def __init__(self, one: int, other: int) -> None:
        super().__init__(one + other)


@pytest.mark.parametrize("more", [(), (lambda: None,)])
def test_an_error_that_cannot_be_sent_is_told(more: tuple[object, ...]) -> None:
    def make(number: int) -> int:
        error = _LocalError(number, 1)
        error.args += more
        raise error

    with pytest.raises(RuntimeError, match="_LocalError"):
        list(spread(make, range(60), 2))


def test_where_a_process_cannot_be_begun_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[BaseProcess] = []
    start = BaseProcess.start

    def start_one(process: BaseProcess) -> None:
        if begun:
            raise BlockingIOError
        start(process)
        begun.append(process)

    monkeypatch.setattr(BaseProcess, "start", start_one)
    with pytest.raises(BlockingIOError):
        list(spread(time.sleep, [1] * 60, 2))
    assert not begun[0].is_alive()


def test_whoever_stops_asking_leaves_no_process() -> None:
    made: Iterator[int] = spread(lambda _: os.getpid(), range(60), 2)
    other = next(made)
    made.close()  # type: ignore[attr-defined]  # it is a generator
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)
