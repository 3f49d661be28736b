"""Work in several processes: the same results in the same order, whatever their number.

Python counts the users of an object in the object, so whatever a forked process looks at becomes
its own. Each process does one piece of the work and ends, and gives that memory back.
"""

import gc
import multiprocessing
import os
import pickle
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, Final, TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
# Below so many items a process costs more than it saves.
_FEWEST: Final = 200
# A process that does more holds too much; one that does less is not worth its beginning.
_IN_A_PIECE: Final = 1000
# With one piece for each process, all would wait for the slowest.
_FEWEST_ROUNDS: Final = 2
_SENT_AT_ONCE: Final = 50

_context = multiprocessing.get_context("fork")


class ProcessLostError(MemoryError):
    """A process that shared the work was killed, which is what happens where memory runs out."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def spread(make: Callable[[_Item], _Made], items: Sequence[_Item], jobs: int) -> Iterator[_Made]:
    """What each item becomes, in order; an error of any process is raised here."""
    if jobs == 1 or len(items) < _FEWEST:
        yield from map(make, items)
        return
    rounds = max(_FEWEST_ROUNDS, -(-len(items) // (jobs * _IN_A_PIECE)))
    size = -(-len(items) // (jobs * rounds))
    waiting = (_Piece(make, items[at : at + size]) for at in range(0, len(items), size))
    pieces = deque[_Piece]()
    try:
        pieces.extend(islice(waiting, jobs))
        while pieces:
            yield from pieces[0].handed_over()
            if pieces[0].is_done:
                pieces.popleft()
                continue
            busy = [one for one in pieces if not one.is_done]
            for ready in wait([one.pipe for one in busy]):
                next(one for one in busy if one.pipe is ready).receive()
            ended = sum(one.is_done for one in busy)
            pieces.extend(islice(waiting, ended))
    finally:
        for one in pieces:
            one.end()


def told(made: Iterable[_Made], total: int, watched: Callable[[int, int], None]) -> Iterator[_Made]:
    """The same things one after another, while somebody is told how many of the total are made."""
    for number, one in enumerate(made, start=1):
        watched(number, total)
        yield one


class _Piece:
    """Some items, in work in a process of their own: it has the parent's memory, so none is sent.

    It sends some results at a time, and None at the end; after an error nothing more.
    """

    def __init__(self, make: Callable[[Any], Any], items: Sequence[Any]) -> None:
        self.pipe, its = _context.Pipe(duplex=False)
        self._process = _context.Process(target=_work, args=(make, items, its), daemon=True)
        self._process.start()
        its.close()
        self._made: list[Any] = []
        self.is_done = False

    def receive(self) -> None:
        """Take what the process has sent; raises its error."""
        try:
            sent = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise ProcessLostError from error
        if isinstance(sent, BaseException):
            raise sent
        if sent is None:
            self.is_done = True
            self.end()
        else:
            self._made += sent

    def handed_over(self) -> list[Any]:
        """The results that nobody took yet."""
        made, self._made = self._made, []
        return made

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _work(make: Callable[[Any], Any], items: Sequence[Any], pipe: Connection) -> None:
    _end_with_parent()
    # To sweep through what the parent has would make it this process's own.
    gc.freeze()
    with suppress(BrokenPipeError):
        try:
            for at in range(0, len(items), _SENT_AT_ONCE):
                pipe.send([make(item) for item in items[at : at + _SENT_AT_ONCE]])
            pipe.send(None)
        except BaseException as error:  # noqa: BLE001 (it is raised by the parent)
            error.add_note(traceback.format_exc())
            pipe.send(_sendable(error))


def _sendable(error: BaseException) -> BaseException:
    """An error, or what can be told of one that does not come through a pipe."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (it was made here)
    except Exception:  # noqa: BLE001 (whatever its class does)
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _end_with_parent() -> None:
    """Let this process end when its parent is killed; else it waits for it for ever.

    It has the parent's lock on the output, too, and would keep every later build out.
    """
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:  # noqa: ANN401 (the library names no type for it)
    parent.join()
    os._exit(1)
