"""A plan to disk: file by file, each exchanged in one step, the number of the format last."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the files in their order.

    Every file is the old or the new one at any moment. Broken off, the library is still of its
    old format, and the next run makes the changes that are left.
    """
    for path, data in files.items():
        _exchange(root / path, data)


def _exchange(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if file.exists():
        shutil.copymode(file, part)
    part.replace(file)
