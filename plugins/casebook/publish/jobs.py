"""Work in several processes: the same results in the same order, whatever their number."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Final, TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
# Below so many items a process costs more than it saves.
_FEWEST: Final = 200
_PIECES: Final = 16

# The work of a forked process: it has the parent's memory, so nothing need be sent to it.
_work: list[Any] = []


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def spread(make: Callable[[_Item], _Made], items: Sequence[_Item], jobs: int) -> Iterator[_Made]:
    """What each item becomes, in order; an error of any process is raised here."""
    if jobs == 1 or len(items) < _FEWEST:
        yield from map(make, items)
        return
    _work[:] = [make, items]
    size = -(-len(items) // (jobs * _PIECES))
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(jobs, context, _end_with_parent) as pool:
            starts = range(0, len(items), size)
            for made in pool.map(_piece, starts, [size] * len(starts)):
                yield from made
    finally:
        _work.clear()


def told(made: Iterable[_Made], total: int, watched: Callable[[int, int], None]) -> Iterator[_Made]:
    """The same things one after another, while somebody is told how many of the total are made."""
    for number, one in enumerate(made, start=1):
        watched(number, total)
        yield one


def _end_with_parent() -> None:
    """Let this process end when its parent is killed; else it waits for work for ever.

    It has the parent's lock on the output, too, and would keep every later build out.
    """
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:  # noqa: ANN401 (the library names no type for it)
    parent.join()
    os._exit(1)


def _piece(start: int, size: int) -> list[Any]:
    make, items = _work
    return [make(item) for item in items[start : start + size]]
