"""Two generations of the output: the new one is made whole beside the live one, then exchanged."""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from casebook.publish.cache import digest
from casebook.publish.manifest import Entry, Manifest, hidden, states
from casebook.publish.output import Output, prune

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
# Every site of the theme has these at its top, and hardly anything else has all of them.
_MARKS_OF_A_SITE: Final = ("404.html", "assets/stylesheets", "assets/javascripts")
_NOT_SUPPORTED: Final = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP))


class OutputBusyError(Exception):
    """Another build holds the output."""


class OutputForeignError(Exception):
    """The output, or what a build keeps beside it, is something that no build made."""


class Generations:
    """The live folder of an output and the idle one that the next build fills.

    Only a folder with all of the `marks` is taken for an earlier output.
    """

    def __init__(self, live: Path, marks: Sequence[str] = _MARKS_OF_A_SITE) -> None:
        self._marks = marks
        # A link is followed, so that what it points to is exchanged and not the link.
        self.live = live = live.resolve()
        self.idle = live.parent / f".{live.name}.casebook-next"
        # Where others write what the new generation then takes over.
        self.host = live.parent / f".{live.name}.casebook-host"
        self._manifest = live.parent / f".{live.name}.casebook-manifest"
        self._is_sound = False
        self._old = live.parent / f".{live.name}.casebook-old"
        self._lock = live.parent / f".{live.name}.casebook-lock"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the output; raises OutputBusyError if another build holds it.

        What a killed build left behind is cleared away. Raises OutputForeignError for a folder
        that is no site, OSError where it cannot be written; nothing has been changed then.
        """
        if not _may_be_replaced(self.live, self._marks) or self._is_linked():
            raise OutputForeignError
        self.live.parent.mkdir(parents=True, exist_ok=True)
        with open(self._lock, "ab", opener=_not_through_links) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise OutputBusyError from error
            try:
                self._recover()
                self._is_sound = False
                yield
            finally:
                if not self._is_sound:
                    # A refused generation may hold what nobody may see.
                    shutil.rmtree(self.idle, ignore_errors=True)
                shutil.rmtree(self.host, ignore_errors=True)

    def output(self, *, anew: bool = False, is_offline: bool = False) -> Output:
        """The idle generation, to be brought up to date from the live one, or made anew."""
        known = Manifest.read(self._manifest)
        return Output(self.idle, self.live, known, anew=anew, is_offline=is_offline)

    def told(self) -> bytes:
        """A hash of the manifest, which tells of every file; nothing where there is none."""
        try:
            return digest(self._manifest.read_bytes())
        except OSError:
            return b""

    def standing(self) -> bytes:
        """A hash of the manifest, if every file of the live folder is as it tells; else nothing."""
        known = Manifest.read(self._manifest)
        if not known.files or not self.live.is_dir():
            return b""
        told = {path: entry.state for path, entry in known.files.items()}
        return self.told() if dict(states(self.live)) == told else b""

    def exchange(self, output: Output, secrets: bytes = b"") -> bool:
        """Make the idle generation the live one; whether anything differed."""
        changed = output.finish() or _differ(self.host, self.live)
        if changed:
            _keep_hidden(self.host, self.idle)
            self._exchange()
            files = output.entries
        else:
            live = output.known.files
            files = {
                path: Entry(entry.key, entry.sum, live[path].state)
                for path, entry in output.entries.items()
            }
        manifest = Manifest(secrets, files)
        manifest.write(self._manifest)
        if self.idle.exists():
            prune(self.idle, output.known, manifest)
        self._is_sound = True
        return changed

    def _is_linked(self) -> bool:
        """Whether a name that a build uses beside the output leads elsewhere.

        A link of that name can come with a repository; what it leads to would be overwritten.
        """
        beside = (self.idle, self.host, self._old, self._lock, self._manifest)
        return any(path.is_symlink() for path in beside)

    def _exchange(self) -> None:
        if not self.live.exists():
            self.idle.rename(self.live)
            return
        _keep_hidden(self.live, self.idle)
        if not _exchanged(self.idle, self.live):
            self.live.rename(self._old)
            self.idle.rename(self.live)
            self._old.rename(self.idle)

    def _recover(self) -> None:
        if self._old.exists():
            if self.live.exists():
                shutil.rmtree(self._old)
            else:
                self._old.rename(self.live)
        shutil.rmtree(self.host, ignore_errors=True)
        self.host.mkdir()
        self.idle.mkdir(exist_ok=True)
        for entry in self.idle.iterdir():
            # Copies of what a person keeps hidden in the live folder are made anew.
            if entry.name.startswith("."):
                is_folder = entry.is_dir() and not entry.is_symlink()
                shutil.rmtree(entry) if is_folder else entry.unlink()


def _not_through_links(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o666)


def _keep_hidden(old: Path, new: Path) -> None:
    """Carry over what a host or a person keeps at the top of a site, such as `.well-known`."""
    for entry in old.iterdir():
        if entry.name.startswith(".") and not (new / entry.name).exists():
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, new / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def _differ(host: Path, live: Path) -> bool:
    """Whether the host made something hidden that does not stand in the live folder."""
    return any(
        not (live / path).is_file() or (live / path).read_bytes() != (host / path).read_bytes()
        for path in hidden(host)
    )


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
