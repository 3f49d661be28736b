"""What made the output besides the sources: this package, and the libraries beside it."""

import platform
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from casebook.publish.cache import digest

_PACKAGE: Final = Path(__file__).parent.parent


@cache
def code_version() -> bytes:
    """A hash of every file of the package and of the versions of all that is installed with it."""
    installed = sorted({(one.name, one.version) for one in distributions()})
    return digest(platform.python_version(), installed, files_version(_PACKAGE))


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
