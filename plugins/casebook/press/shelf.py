"""The shelf of compiled volumes in a library's folder: what was made, and of what."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from casebook.model.volume import Format, Volume
from casebook.source.writing import write_whole

SHELF: Final = "compiled"
DRAFTS: Final = "drafts"
PRESS: Final = "press"
CARD: Final = "volume.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One file of a compiled volume: its very bytes, and their SHA-256 in hexadecimal."""

    name: str
    sha256: str
    data: bytes = field(repr=False)


def place(root: Path, volume: Volume) -> Path:
    """Where a volume stands; internal ones apart from those for everybody."""
    return root / SHELF / str(volume.readers) / volume.id


def press_place(root: Path, volume: Volume) -> Path:
    """Where the files of a volume for the print shop lie; nothing is offered from there."""
    return root / SHELF / PRESS / volume.id


def is_sound(folder: Path) -> bool:
    """Whether neither the place of a volume nor what leads there from the library is a link."""
    return not any(one.is_symlink() for one in (folder, *folder.parents[:2]))


def is_there(folder: Path) -> bool:
    """Whether there is a card of a volume to be read."""
    return is_sound(folder) and (folder / CARD).is_file()


def write(folder: Path, files: Mapping[str, bytes], digest: str, fonts: Mapping[str, str]) -> None:
    """Put the files of a volume into an empty folder, with a card that tells of them."""
    card: dict[str, Any] = {"digest": digest, "fonts": dict(sorted(fonts.items())), "files": []}
    for name, data in files.items():
        (folder / name).write_bytes(data)
        made = {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        card["files"].append(made)
    text = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / CARD).write_text(f"{text}\n", encoding="utf-8")


def write_draft(root: Path, name: str, data: bytes) -> Path:
    """Put a proof where the last one of that volume was, in one step; the path of the file."""
    target = root / SHELF / DRAFTS / f"{name}.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data)
    return target


def read(folder: Path, volume: Volume, digest: str) -> tuple[Made, ...]:
    """What was compiled of just this content, or nothing; every file is held against its card."""
    try:
        if not is_there(folder):
            return ()
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        return tuple(_told(folder, volume, card)) if card["digest"] == digest else ()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _told(folder: Path, volume: Volume, card: Mapping[str, Any]) -> Iterator[Made]:
    """The files of a card; raises ValueError where one has another name or other bytes."""
    names = {f"{volume.id}.{kind}" for kind in Format}
    for one in card["files"]:
        name, path = one["name"], folder / one["name"]
        if name not in names or path.is_symlink():
            raise ValueError(name)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != one["sha256"]:
            raise ValueError(name)
        yield Made(name=name, sha256=one["sha256"], data=data)
