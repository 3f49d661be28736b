"""An edition to be kept: the sources of a library as a pack, and a card of what came of them."""

import hashlib
import io
import json
import platform
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from casebook import __version__
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.frozen import FORMAT, parts_of
from casebook.press.fonts import Fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import borne
from casebook.source.opening import opened
from casebook.views.volume import Texts

# What a volume is set and written with; pandoc comes in pypandoc_binary.
_TOOLS: Final = (
    *("typst", "pypandoc_binary", "python-docx"),
    *("pypinyin", "zxing-cpp", "pillow", "comrak"),
)


def pack(root: Path, files: Sequence[str], folders: Sequence[str], day: date) -> bytes:
    """Some files and all files of some folders as a ZIP whose members bear that day alone.

    Links and hidden files stay behind. The same files give the same bytes. Raises
    ChangedFileError where a folder or one of the files is a link.
    """
    day = borne(day)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        below = (path.relative_to(root).as_posix() for path in _files(root, folders))
        for name in dict.fromkeys((*files, *sorted(below))):
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with opened(root, name) as file:
                archive.writestr(info, file.read())
    return stream.getvalue()


def _files(root: Path, folders: Sequence[str]) -> Iterator[Path]:
    for folder in folders:
        for path in (root / folder).rglob("*"):
            steps = path.relative_to(root).parts
            if path.is_file() and not path.is_symlink() and not any(one[0] == "." for one in steps):
                yield path


def made_of(
    work: Manuscript,
    bodies: Texts,
    files: Mapping[str, bytes],
    fonts: Fonts,
    printed: date,
) -> dict[str, Any]:
    """What a card says: the volume, its files, tools and fonts, and each text part by part.

    `printed` is the day that the files bear.
    """
    volume = work.view.volume
    return {
        "format": FORMAT,
        "volume": volume.id,
        "name": "　".join(one for one in (volume.name, volume.subtitle) if one),
        "audience": str(volume.readers),
        "printed": printed.isoformat(),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "tools": _tools(),
        "fonts": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in fonts.paths()
        },
        "cases": _told((one.case for one in work.view.cases), bodies),
        "articles": _told((one.article for one in work.view.articles), bodies),
    }


def _told(records: Iterable[Case | Article], bodies: Texts) -> dict[str, dict[str, str]]:
    return {one.id: dict(parts_of(one, bodies.get(one.id))) for one in records}


def _tools() -> dict[str, str]:
    """The versions of what a volume is made with."""
    own = {"casebook": __version__, "python": platform.python_version()}
    return own | {name: version(name) for name in _TOOLS}


def as_text(card: Mapping[str, Any]) -> str:
    """A card as it is kept."""
    return json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
