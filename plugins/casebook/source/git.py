"""What git knows of the tree and the file system does not show."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from casebook.findings import Finding
from casebook.record import Place

# No program that a repository's own settings name is run.
GIT: Final = ("git", "-c", "core.fsmonitor=false")
_CODE_OF_MODE = {"120000": "CB018", "160000": "CB019"}


def tracked_links(root: Path, folders: tuple[str, ...]) -> Iterator[Finding]:
    """Symbolic links and submodules by their mode in git's index.

    A checkout on Windows writes a link as a plain file; only the index tells. Without git, or
    outside of a repository, nothing is known and nothing is said.
    """
    for line in _index(root, folders):
        mode, _, path = line.partition("\t")
        if code := _CODE_OF_MODE.get(mode.split(" ", 1)[0]):
            yield Finding(code=code, at=Place(path))


def is_tracked(root: Path, folder: str) -> bool:
    """Whether git's index holds anything below a folder; false without git or a repository."""
    return any(_index(root, (folder,)))


class ShallowHistoryError(Exception):
    """The clone holds only the newest commits, so the past cannot be asked."""


def is_shallow(root: Path) -> bool:
    """Whether the repository holds only the newest commits."""
    return lines(root, "rev-parse", "--is-shallow-repository") == ["true\n"]


def past_paths(root: Path, folder: str) -> frozenset[str]:
    """Every path that ever stood below a folder, as far as the repository remembers.

    Raises ShallowHistoryError for a shallow clone. Empty without git or a repository.
    """
    if is_shallow(root):
        raise ShallowHistoryError
    log = ("log", "--all", "--format=", "--name-only", "-z", "--relative", "--", folder)
    return frozenset(path.strip("\n") for path in lines(root, *log))


def uncommitted(root: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the paths that hold what no commit holds; none without git or a repository."""
    return tuple(path for path in paths if any(lines(root, "status", "-z", "-s", "--", path)))


def _index(root: Path, folders: tuple[str, ...]) -> list[str]:
    return lines(root, "ls-files", "--stage", "-z", "--", *folders)


def lines(root: Path, *words: str) -> list[str]:
    """What git answers, parted at NUL; nothing where git or the repository is missing."""
    command = [*GIT, "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603 (no shell, fixed words)
    except (OSError, subprocess.SubprocessError):
        return []
    return done.stdout.decode("utf-8", "replace").split("\0")
