"""The folder of an index: what its card says, who holds it, what lies there.

It lies with the user's caches and not in the library, for two reasons: it tells internal cases,
and Whoosh reads back objects of Python, which must never come from what contributors send.
"""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from casebook.source.user_cache import user_cache

_CARD: Final = "card.json"
_LOCK: Final = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What an index was made of and by.

    `sources` stands for the files that were read, `digests` for each record by its id;
    `sizes` are those of the files of the index.
    """

    version: str = ""
    sources: str = ""
    averages: Sequence[float] = ()
    names: Mapping[str, Any] = field(default_factory=dict)
    synonyms: Sequence[Sequence[str]] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)


def folder_of(root: Path, audience: str) -> Path:
    """Where the index of a library for an audience lies on this machine; OSError if nowhere."""
    if (folder := user_cache(root, "search", audience)) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "~/.cache")
    return folder


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder that only this user can read; waits while another process holds it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_card(folder: Path) -> Card | None:
    """The card, if there is one and all the files that it names are there in their sizes."""
    try:
        card = Card(**json.loads((folder / _CARD).read_bytes()))
        if sizes_of(folder) == card.sizes:
            return card
    except (OSError, ValueError, TypeError):
        pass
    return None


def write_card(folder: Path, card: Card) -> None:
    """Write the card in one step; with it the index counts."""
    part = folder / f".{_CARD}.part"
    part.write_text(json.dumps(asdict(card)), encoding="ascii")
    part.replace(folder / _CARD)


def forget_card(folder: Path) -> None:
    """Take the card away, so that what is written half does not count."""
    (folder / _CARD).unlink(missing_ok=True)


def emptied(folder: Path) -> None:
    """Take everything out of the folder but its lock."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != _LOCK:
            path.unlink()


def sizes_of(folder: Path) -> dict[str, int]:
    """The files of the index by name, each with its size."""
    kept = (path for path in folder.iterdir() if path.suffix in {".seg", ".toc"})
    return {path.name: path.stat().st_size for path in sorted(kept)}
