"""What made the output besides the sources: this package's own files and its libraries."""

import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from casebook.publish.cache import digest

_PACKAGE: Final = Path(__file__).parent.parent
_LIBRARIES: Final = (
    "comrak",
    "jinja2",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "msgspec",
    "nh3",
    "pillow",
    "pyyaml",
    "selectolax",
)


@cache
def code_version() -> bytes:
    """A hash of every file of the package and of the versions of what it renders with."""
    return digest(
        platform.python_version(),
        [version(name) for name in _LIBRARIES],
        files_version(_PACKAGE),
    )


def files_version(folder: Path) -> bytes:
    """A hash of the names and bytes of every file below a folder; compiled code does not count."""
    files = (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )
    return digest(
        *(part for path in files for part in (str(path.relative_to(folder)), path.read_bytes()))
    )
