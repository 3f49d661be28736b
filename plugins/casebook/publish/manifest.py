"""What a finished generation of the output holds, and how to tell that it still does."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

State = tuple[int, int, int]


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file: what it was made of (`key`), its bytes (`sum`), and its state when it was written.

    The state is inode, size and time of change: while it is the same, so are the bytes.
    """

    key: bytes
    sum: bytes
    state: State


class Manifest(msgspec.Struct, frozen=True):
    """The files of a generation by path, and a hash of the secrets for which they were searched.

    A manifest that is older than its generation is of less use, but never wrong: an entry
    counts only while the file has the state that the entry tells.
    """

    secrets: bytes = b""
    files: dict[str, Entry] = msgspec.field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> "Manifest":
        """The manifest in a file; an empty one where there is none, or none that can be read.

        One that tells of a path out of the folder was not written by a build.
        """
        try:
            made = msgspec.msgpack.decode(file.read_bytes(), type=cls)
        except (OSError, msgspec.MsgspecError):
            return cls()
        return cls() if any(map(_leaves, made.files)) else made

    def write(self, file: Path) -> None:
        """Write the manifest, whole or not at all."""
        part = file.with_name(f"{file.name}.part")
        part.unlink(missing_ok=True)
        part.write_bytes(msgspec.msgpack.encode(self))
        part.replace(file)


def _leaves(path: str) -> bool:
    return path.startswith("/") or (".." in path and ".." in path.split("/"))


def states(folder: Path) -> Iterator[tuple[str, State]]:
    """Every file below a folder with its state; what is hidden at its top is no part of a site."""
    top, below = os.fspath(folder), [""]
    while below:
        prefix = below.pop()
        with os.scandir(f"{top}/{prefix}") as scan:
            for entry in scan:
                if not prefix and entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(f"{prefix}{entry.name}/")
                else:
                    yield f"{prefix}{entry.name}", state(entry.stat(follow_symlinks=False))


def hidden(folder: Path) -> list[str]:
    """The files of a folder that `states` passes over."""
    paths = (path for top in folder.glob(".*") for path in (top, *top.rglob("*")))
    return [path.relative_to(folder).as_posix() for path in paths if path.is_file()]


def state(stat: os.stat_result) -> State:
    """The state of a file."""
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
