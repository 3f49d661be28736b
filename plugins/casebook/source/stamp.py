"""Whether anything of a library's sources has changed, without reading them."""

import hashlib
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from casebook.source.settings import SETTINGS
from casebook.source.tree import CASES


def stamp(root: Path, content: str) -> str:
    """A digest of names, sizes and times of all that a library is read from.

    As git does for its index, it takes a file for unchanged whose size and times are the same.
    """
    made = hashlib.blake2b(digest_size=16)
    host = (_line(path) for path in sorted(root.glob("*.yml")))
    folders = (line for name in (CASES, content, SETTINGS) for line in _lines(root / name))
    for line in chain(host, folders):
        made.update(os.fsencode(line))
    return made.hexdigest()


def _lines(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield _line(os.path.join(place, name))  # noqa: PTH118 (of many thousand files)


def _line(path: str | Path) -> str:
    state = os.lstat(path)
    times = f"{state.st_mtime_ns}\0{state.st_ctime_ns}\0{state.st_ino}"
    return f"{path}\0{state.st_size}\0{times}\n"
