"""Small things that the plugin asks of the host: its files, its folders, its warnings."""

import logging
import posixpath
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils.yaml import yaml_load

from casebook.source.catalogue import read_catalogue
from casebook.source.pages import is_barred, page_paths

COLUMNS = "casebook/column"


def content_folder(config: MkDocsConfig) -> str:
    """The folder of the hand-written pages, relative to that of mkdocs.yml."""
    root = Path(config.config_file_path).parent
    return below(root, Path(config.docs_dir))


def has_columns(config: MkDocsConfig) -> bool:
    """Whether the site shows the columns of the library."""
    return COLUMNS in config.plugins


def public_address(config: MkDocsConfig) -> str:
    """The address that mkdocs.yml gives the site, or nothing.

    A preview puts its own in the place of it, under which nobody will look for a printed page.
    """
    with Path(config.config_file_path).open("rb") as file:
        given = yaml_load(file).get("site_url")
    return f"{given.rstrip('/')}/" if given else ""


def below(root: Path, folder: Path) -> str:
    """A folder as a path relative to the root, with slashes."""
    return posixpath.relpath(folder.as_posix(), root.as_posix())


def place_of(error: Exception, config: MkDocsConfig) -> str | None:
    """Where in the site's own pages or templates an error of the host comes from, and what it is.

    None where it comes from elsewhere.
    """
    if isinstance(error, UnicodeDecodeError):
        root, name = Path(config.config_file_path).parent, content_folder(config)
        pages = (path for path in page_paths(root, name) if not _is_utf8(root / path))
        return read_catalogue().phrase("not_utf8", path=next(pages, name))
    frames = [
        f"{frame.f_code.co_filename}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith((".html", ".xml"))
    ]
    return f"{frames[-1]}: {error}" if frames else None


def _is_utf8(file: Path) -> bool:
    try:
        file.read_bytes().decode("utf-8")
    except ValueError:
        return False
    return True


def sound_files(files: Files, root: Path, barred: frozenset[str]) -> Files:
    """The host's files without those that a finding names, or that lie below such a folder."""
    for file in list(files):
        if file.abs_src_path is None:
            continue
        if is_barred(below(root, Path(file.abs_src_path)), barred):
            files.remove(file)
    return files


class WarningCount(logging.Handler):
    """Counts the host's warnings while it is entered, as the host itself does to be strict."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 (the base class's signature)
        """Count one."""
        self.count += 1

    def __enter__(self) -> Self:
        self.count = 0
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def content_urls(root: Path, docs: Path, files: Files) -> dict[str, str]:
    """The addresses of the host's own pages by their paths below the root of the library."""
    folder = below(root, docs)
    return {f"{folder}/{file.src_uri}": address_of(file) for file in files}


def address_of(file: File) -> str:
    """The address of a file of the host as ours are written: that of the home page is empty."""
    return "" if file.url in {".", "./"} else file.url
