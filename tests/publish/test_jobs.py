"""Work that is shared gives what it gives in one process, and ends with what goes wrong."""

import os
import signal
from collections.abc import Iterator

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


def test_a_process_that_is_killed_is_no_end_of_the_work() -> None:
    def make(number: int) -> int:
        if number == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(jobs.ProcessLostError):
        list(spread(make, range(60), 2))


def test_whoever_stops_asking_leaves_no_process() -> None:
    made: Iterator[int] = spread(lambda _: os.getpid(), range(60), 2)
    other = next(made)
    made.close()  # type: ignore[attr-defined]  # it is a generator
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)
