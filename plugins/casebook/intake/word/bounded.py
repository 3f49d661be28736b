"""Work on a hostile file in a process of its own: little memory, little time."""

import multiprocessing
import resource
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TypeVar

from casebook.intake.word.package import Unfit, UnfitError

_CPU_SECONDS: Final = 60
_BY_THE_CLOCK: Final = 4 * _CPU_SECONDS
# Of addresses, which are more than is ever used, beside those that a large library takes already.
_MEMORY: Final = 1 << 31
T = TypeVar("T")


def within_limits(work: Callable[[], T]) -> T:
    """What the work gives; raises UnfitError where it does, breaks off, or runs out of limits."""
    # Forked, so that what it reads need not be handed over.
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(work, there))
    child.start()
    there.close()
    answer: tuple[bool, Any] = False, Unfit.LIMITS
    try:
        if here.poll(_BY_THE_CLOCK):
            answer = here.recv()
    except (EOFError, OSError):
        # It ended before its answer, or amid it.
        pass
    finally:
        child.kill()
        child.join()
        here.close()
    done, result = answer
    if not done:
        raise UnfitError(result)
    given: T = result
    return given


def _run(work: Callable[[], Any], there: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = _taken() + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Whoever waits is told by the silence.
    with suppress(MemoryError, KeyboardInterrupt, OSError):
        there.send(_answer(work))


def _taken() -> int:
    """The addresses that the process has, in bytes."""
    pages, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages) * resource.getpagesize()


def _answer(work: Callable[[], Any]) -> tuple[bool, Any]:
    """Whether the work was done, and what it gives, or else why it was not."""
    try:
        return True, work()
    except UnfitError as error:
        return False, error.why
    except MemoryError:
        return False, Unfit.LIMITS
    except Exception:  # noqa: BLE001 (whatever a broken file makes of our tools, it is broken)
        return False, Unfit.DAMAGED
