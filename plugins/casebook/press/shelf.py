"""The shelf of compiled volumes in a library's folder: what was made, and of what."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from casebook.model.volume import Volume

SHELF: Final = "compiled"
CARD: Final = "volume.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One file of a compiled volume; `size` in bytes, `sha256` in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A compiled volume: the digest of what it was made of, its files, and the fonts in use."""

    digest: str
    files: tuple[Made, ...]
    fonts: Mapping[str, str]


def place(root: Path, volume: Volume) -> Path:
    """Where a volume stands; internal ones apart from those for everybody."""
    return root / SHELF / str(volume.readers) / volume.id


def write(folder: Path, files: Mapping[str, bytes], digest: str, fonts: Mapping[str, str]) -> None:
    """Put the files of a volume into an empty folder, with a card that tells of them."""
    card: dict[str, Any] = {"digest": digest, "fonts": dict(sorted(fonts.items())), "files": []}
    for name, data in files.items():
        (folder / name).write_bytes(data)
        made = {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        card["files"].append(made)
    text = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / CARD).write_text(f"{text}\n", encoding="utf-8")


def read(folder: Path, digest: str) -> Compiled | None:
    """What was compiled of just this content, or None; every file is held against its card."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        made = Compiled(
            digest=card["digest"],
            files=tuple(Made(**one) for one in card["files"]),
            fonts=dict(card["fonts"]),
        )
        is_whole = all(_is_as_told(folder, one) for one in made.files)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return made if is_whole and made.digest == digest else None


def _is_as_told(folder: Path, made: Made) -> bool:
    path = folder / made.name
    if path.is_symlink() or "/" in made.name:
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == made.sha256
