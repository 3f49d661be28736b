"""One folder of output: what an earlier build left in it stays, the rest is written."""

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from casebook.publish.cache import digest
from casebook.publish.manifest import Entry, Manifest, State, state, states
from casebook.render import offline


class AddressTakenError(Exception):
    """Two pages have one address."""


class Output:
    """A folder that is filled, or brought up to date from the live one that `known` tells of.

    `anew` asks for every file to be made, whatever it was made of before. The pages of
    an offline copy lead to files.
    """

    def __init__(
        self,
        folder: Path,
        live: Path | None = None,
        known: Manifest | None = None,
        *,
        anew: bool = False,
        is_offline: bool = False,
    ) -> None:
        self.folder = folder
        self.is_offline = is_offline
        self._is_anew = anew
        self.known = known or Manifest()
        self.entries: dict[str, Entry] = {}
        # What stands here with the bytes that the live folder has.
        self.kept: set[str] = set()
        # What was looked at for leaks when it was written.
        self.scanned: set[str] = set()
        self._live = live
        self._present = dict(states(folder))
        self._parents: set[str] = set()

    def keep(self, path: str, key: bytes) -> bool:
        """Whether an earlier build made this file of the same things; then it stays."""
        entry = self.carried(path, key)
        if entry is not None:
            self.add(path, entry)
            self.kept.add(path)
        return entry is not None

    def carried(self, path: str, key: bytes) -> Entry | None:
        """The file that an earlier build made of the same things, brought here but not noted."""
        known = self.known.files.get(path)
        if known is None or known.key != key or self._is_anew:
            return None
        return self._carried(path, known)

    def keep_all(self, paths: Sequence[str], key: bytes) -> bool:
        """Whether an earlier build made all of these files of the same things."""
        if all(self.keep(path, key) for path in paths):
            return True
        self.kept.difference_update(paths)
        return False

    def made(self, path: str, data: bytes, key: bytes = b"") -> Entry:
        """Write one file, unless it stands there with these bytes; `path` is with slashes."""
        if self.is_offline and path.endswith(".html"):
            data = offline.page(data)
        total = digest(data)
        known = self.known.files.get(path)
        if known is not None and known.sum == total and (entry := self._carried(path, known)):
            return Entry(key, total, entry.state)
        return Entry(key, total, self._put(path, partial(_write, data)))

    def add(self, path: str, entry: Entry) -> None:
        """Note a file as part of this generation; raises AddressTakenError for a second one."""
        if path in self.entries:
            raise AddressTakenError(path)
        self.entries[path] = entry

    def write(self, path: str, data: bytes, key: bytes = b"") -> None:
        """Write one file and note it; it takes the place of one with that path."""
        self.entries[path] = self.made(path, data, key)

    def write_page(self, path: str, data: bytes) -> None:
        """Write one page; raises AddressTakenError where there is one."""
        self.add(path, self.made(path, data))

    def adopt(self, folder: Path) -> None:
        """Take over every file of another folder, or note those of this one."""
        for path, found in list(states(folder)):
            if folder == self.folder:
                self.add(path, Entry(b"", b"", found))
            else:
                self.write(path, (folder / path).read_bytes())

    def drop(self, path: str) -> None:
        """Take a file, or all files below a folder, out of this generation."""
        for name in [one for one in self.entries if f"{one}/".startswith(f"{path}/")]:
            del self.entries[name]
            self._present.pop(name, None)
            _remove(self.folder, name)

    def finish(self) -> bool:
        """Take away what is no part of this generation; whether it differs from the live one."""
        for path in self._present.keys() - self.entries.keys():
            _remove(self.folder, path)
        if self._live is None or not self._live.is_dir():
            return True
        files = self.known.files
        if files.keys() != self.entries.keys() or any(
            files[path].sum != entry.sum for path, entry in self.entries.items()
        ):
            return True
        # What is to be the same may have been edited, so this alone needs a look at every file.
        return dict(states(self._live)) != {path: one.state for path, one in files.items()}

    def _carried(self, path: str, known: Entry) -> Entry | None:
        """The file of a live entry, here by itself, by a link or as a copy; None if it is gone."""
        if self._present.get(path) == known.state:
            return known
        if self._live is None:
            return None
        live = self._live / path
        try:
            if state(live.lstat()) != known.state:
                return None
            return Entry(known.key, known.sum, self._put(path, partial(_bring, live)))
        except OSError:
            return None

    def _put(self, path: str, make: Callable[[Path], None]) -> State:
        """Make a file where nothing stands, with its parents; what stood there goes first.

        So nobody ever writes into what is there: it may be a link, or the live file by one.
        """
        file = self.folder / path
        self._make_parent(path.rpartition("/")[0])
        try:
            make(file)
        except FileExistsError:
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            file.unlink(missing_ok=True)
            make(file)
        self._present[path] = made = state(file.lstat())
        return made

    def _make_parent(self, path: str) -> None:
        """Make a folder and those above it; a file that stands in the place of one goes."""
        if path in self._parents:
            return
        if above := path.rpartition("/")[0]:
            self._make_parent(above)
        folder = self.folder / path
        try:
            folder.mkdir()
        except FileExistsError:
            if path and (folder.is_symlink() or folder.is_file()):
                folder.unlink()
                folder.mkdir()
        self._parents.add(path)


def _write(data: bytes, file: Path) -> None:
    with file.open("xb") as stream:
        stream.write(data)


def _bring(live: Path, file: Path) -> None:
    """The live file by a link or, where there can be none, as a copy."""
    try:
        os.link(live, file, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(live, file, follow_symlinks=False)


def prune(folder: Path, old: Manifest, new: Manifest) -> None:
    """Take from an old generation what is not in the new one: what was withdrawn goes at once."""
    for path, entry in old.files.items():
        now = new.files.get(path)
        if now is None or now.state != entry.state:
            _remove(folder, path)


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it; nothing beyond a link."""
    with suppress(OSError):
        if not (folder / path).parent.resolve().is_relative_to(folder.resolve()):
            return
        (folder / path).unlink()
        for above in Path(path).parents[:-1]:
            (folder / above).rmdir()
