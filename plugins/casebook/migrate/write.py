"""A plan to disk: file by file, each exchanged in one step, the number of the format last."""

from collections.abc import Mapping
from pathlib import Path

from casebook.source.writing import write_whole


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the files in their order.

    Every file is the old or the new one at any moment. Broken off, the library is still of its
    old format, and the next run makes the changes that are left.
    """
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / path, data)
