"""Two generations of the output: the new one is made whole beside the live one, then exchanged."""

import ctypes
import errno
import fcntl
import filecmp
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
# Every site of the theme has these at its top, and hardly anything else has all of them.
_MARKS_OF_A_SITE: Final = ("404.html", "assets/stylesheets", "assets/javascripts")
_NOT_SUPPORTED: Final = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP))


class OutputBusyError(Exception):
    """Another build holds the output."""


class OutputForeignError(Exception):
    """The output folder holds something that no build made, so it must not be replaced."""


class Generations:
    """The live folder of an output and the idle one that the next build fills.

    Only a folder with all of the `marks` is taken for an earlier output.
    """

    def __init__(self, live: Path, marks: Sequence[str] = _MARKS_OF_A_SITE) -> None:
        self._marks = marks
        # A link is followed, so that what it points to is exchanged and not the link.
        self.live = live = live.resolve()
        self.idle = live.parent / f".{live.name}.casebook-next"
        self._old = live.parent / f".{live.name}.casebook-old"
        self._lock = live.parent / f".{live.name}.casebook-lock"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the output; raises OutputBusyError if another build holds it.

        What a killed build left behind is cleared away. Raises OutputForeignError for a folder
        that is no site, OSError where it cannot be written; nothing has been changed then.
        """
        if not _may_be_replaced(self.live, self._marks):
            raise OutputForeignError
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
        _keep_hidden(self.live, self.idle)
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


def _keep_hidden(old: Path, new: Path) -> None:
    """Carry over what a host or a person keeps at the top of a site, such as `.well-known`."""
    for entry in old.iterdir():
        if entry.name.startswith(".") and not (new / entry.name).exists():
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, new / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def _may_be_replaced(folder: Path, marks: Sequence[str]) -> bool:
    """Whether a folder is missing, empty, or an earlier output with its marks."""
    if not folder.is_dir():
        return not folder.exists()
    if not any(folder.iterdir()):
        return True
    return all((folder / name).exists() for name in marks)


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
    """Whether two folders hold the same files with the same bytes; hidden ones do not count."""
    names = [
        sorted(entry.name for entry in os.scandir(folder) if entry.name[0] != ".")
        for folder in (one, other)
    ]
    return names[0] == names[1] and all(_same_entry(one / name, other / name) for name in names[0])


def _same_entry(one: Path, other: Path) -> bool:
    if one.is_dir() and other.is_dir():
        return _same(one, other)
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)
