"""Two generations of the output: the new one is made whole beside the live one, then exchanged."""

import ctypes
import errno
import fcntl
import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_NOT_SUPPORTED: Final = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP))


class OutputBusyError(Exception):
    """Another build holds the output."""


class Generations:
    """The live folder of a site and the idle one that the next build fills."""

    def __init__(self, live: Path) -> None:
        self.live = live
        self.idle = live.parent / f".{live.name}.next"
        self._old = live.parent / f".{live.name}.old"
        self._lock = live.parent / f".{live.name}.lock"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the output; raises OutputBusyError if another build holds it.

        What a killed build left behind is cleared away. Raises OSError where the folder
        cannot be written; nothing has been changed then.
        """
        self.live.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise OutputBusyError from error
            try:
                self._recover()
                self.idle.mkdir()
                yield
            finally:
                shutil.rmtree(self.idle, ignore_errors=True)

    def exchange(self) -> bool:
        """Make the idle generation the live one; whether anything differed."""
        if not self.live.exists():
            self.idle.rename(self.live)
            return True
        if _same(self.idle, self.live):
            return False
        if not _exchanged(self.idle, self.live):
            self.live.rename(self._old)
            self.idle.rename(self.live)
            shutil.rmtree(self._old)
        return True

    def _recover(self) -> None:
        if self._old.exists():
            if self.live.exists():
                shutil.rmtree(self._old)
            else:
                self._old.rename(self.live)
        if self.idle.exists():
            shutil.rmtree(self.idle)


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step; false where the system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        renameat2 = libc.renameat2
    except AttributeError:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_SUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [sorted(entry.name for entry in os.scandir(folder)) for folder in (one, other)]
    if names[0] != names[1]:
        return False
    return all(
        _same(one / name, other / name)
        if (one / name).is_dir()
        else filecmp.cmp(one / name, other / name, shallow=False)
        for name in names[0]
    )
