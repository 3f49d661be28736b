"""An earlier revision as data: what changed since, and files as they were; no checkout."""

import os
import posixpath
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook.source.git import GIT, ShallowHistoryError

# The index is not written, and nothing is fetched.
_ENVIRONMENT: Final = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
_TIMEOUT: Final = 120


class NoRepositoryError(Exception):
    """There is no git, or the library stands in no repository."""


class UnknownRevisionError(Exception):
    """The repository does not know the revision, or nothing that it has in common with HEAD."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and where in its tree the library stands (`prefix` is empty or ends in a slash)."""

    root: Path
    commit: str
    prefix: str

    def changed_paths(self) -> tuple[str, ...]:
        """What differs in the working tree, new files included, as paths seen from the library."""
        words = ("diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "-z")
        told = _ask(self.root, *words, "--ignore-submodules=dirty", self.commit, "--")
        others = ("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
        new = _ask(self.root, *others)
        paths = {path for path in (told + new).split("\0") if path}
        return tuple(sorted(posixpath.relpath(path, self.prefix or ".") for path in paths))

    def paths(self, folder: str) -> frozenset[str]:
        """Every file that stood below a folder of the library."""
        words = ("ls-tree", "-r", "-z", "--name-only", self.commit, "--", folder)
        return frozenset(path for path in _ask(self.root, *words).split("\0") if path)

    def past_paths(self, folder: str) -> frozenset[str]:
        """Every file that ever stood below a folder up to this revision."""
        words = ("log", "--format=", "--name-only", "-z", "--relative", self.commit, "--", folder)
        told = _ask(self.root, *words)
        return frozenset(path.strip("\n") for path in told.split("\0") if path)

    def files(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The bytes of files of the library; what did not stand there is left out."""
        wanted = [path for path in paths if "\n" not in path]
        asked = "".join(f"{self.commit}:{self.prefix}{path}\n" for path in wanted)
        data = _run(
            self.root, "cat-file", "--batch", given=asked.encode("utf-8", "surrogateescape")
        )
        found: dict[str, bytes] = {}
        for path in wanted:
            header, _, data = data.partition(b"\n")
            if header.endswith(b" missing"):
                continue
            size = int(header.rpartition(b" ")[2])
            found[path], data = data[:size], data[size + 1 :]
        return found


def base_revision(root: Path, name: str) -> Revision:
    """The commit at which the work in the tree left the named revision.

    Raises NoRepositoryError, UnknownRevisionError, or ShallowHistoryError for a clone that does
    not hold the past.
    """
    try:
        shallow = _ask(root, "rev-parse", "--is-shallow-repository").strip()
        prefix = _ask(root, "rev-parse", "--show-prefix").strip("\n")
    except (OSError, subprocess.SubprocessError) as error:
        raise NoRepositoryError from error
    if shallow == "true":
        raise ShallowHistoryError
    try:
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        commit = _ask(root, *words).strip()
        base = _ask(root, "merge-base", commit, "HEAD").strip()
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise UnknownRevisionError from error
    return Revision(root, base, prefix)


def _ask(root: Path, *words: str) -> str:
    return _run(root, *words).decode("utf-8", "surrogateescape")


def _run(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git answers; raises CalledProcessError where it refuses."""
    done = subprocess.run(  # noqa: S603 (no shell; what a user gave stands behind --end-of-options)
        [*GIT, "-C", str(root), *words],
        input=given,
        capture_output=True,
        check=True,
        timeout=_TIMEOUT,
        env={**os.environ, **_ENVIRONMENT},
    )
    return done.stdout
