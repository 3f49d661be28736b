"""Files of contributors, opened once more after they were checked, and through no link."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class ChangedFileError(OSError):
    """What stands at a path is no longer what was checked; `filename` is the path."""

    def __init__(self, path: str) -> None:
        super().__init__(None, None, path)


@contextmanager
def opened(root: Path, path: str) -> Iterator[BinaryIO]:
    """A file below a folder, given by its path with slashes.

    Raises ChangedFileError where a step of the path is a link, or its end is no plain file.
    """
    *folders, name = path.split("/")
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in folders:
            handle = _step(handle, folder, os.O_DIRECTORY)
        handle = _step(handle, name, os.O_NONBLOCK)
    except OSError as error:
        raise ChangedFileError(path) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ChangedFileError(path)
    with os.fdopen(handle, "rb") as stream:
        yield stream


def state_of(root: Path, path: str) -> os.stat_result:
    """What the system says of such a file; raises ChangedFileError likewise."""
    with opened(root, path) as stream:
        return os.fstat(stream.fileno())


def _step(handle: int, name: str, kind: int) -> int:
    """From an open folder to what lies in it; the folder is closed."""
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | kind, dir_fd=handle)
    finally:
        os.close(handle)
