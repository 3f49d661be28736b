"""Corrected files to disk: whole or not at all, and never over what somebody else just wrote."""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casebook.findings import Edit
from casebook.repair.text import corrected

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Repair:
    """The edits that were made, and the files that were left alone though edits were due."""

    done: tuple[Edit, ...] = ()
    refused: tuple[str, ...] = ()


def stamps(root: Path, folders: Iterable[str]) -> Mapping[str, Stamp]:
    """Every Markdown file below the folders as it is now, by its path below the root.

    Taken before the library is read, it tells later whether a file is still the one that was
    read. Symbolic links are passed over, files and folders alike.
    """
    found: dict[str, Stamp] = {}
    for folder in folders:
        if (root / folder).resolve() != root.resolve() / folder:
            continue
        for top, _, names in os.walk(root / folder):
            for name in names:
                file = Path(top, name)
                if name.endswith(".md") and not file.is_symlink():
                    found[file.relative_to(root).as_posix()] = _stamp(file)
    return found


def repair(root: Path, edits: Iterable[Edit], seen: Mapping[str, Stamp]) -> Repair:
    """Make the edits in the files that `seen` names and that have not changed since.

    Raises OSError where a file cannot be written; that file is then as it was.
    """
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.path].append(edit)
    done: list[Edit] = []
    refused: list[str] = []
    for path, wanted in sorted(by_path.items()):
        file = root / path
        if path not in seen or not _is_same(file, seen[path]):
            refused.append(path)
            continue
        text, made = corrected(file.read_bytes().decode("utf-8"), wanted)
        if not made:
            continue
        if _replace(file, text.encode("utf-8"), seen[path]):
            done += made
        else:
            refused.append(path)
    return Repair(tuple(done), tuple(refused))


def _stamp(file: Path) -> Stamp:
    status = file.lstat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _is_same(file: Path, stamp: Stamp) -> bool:
    try:
        return not file.is_symlink() and _stamp(file) == stamp
    except OSError:
        return False


def _replace(file: Path, data: bytes, stamp: Stamp) -> bool:
    """Put new bytes in the place of a file in one step, with its owner and mode."""
    status = file.stat()
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(status.st_mode & 0o7777)
        with suppress(PermissionError):
            os.chown(beside, status.st_uid, status.st_gid)
        if _is_same(file, stamp):
            beside.replace(file)
            return True
        return False
    finally:
        beside.unlink(missing_ok=True)
