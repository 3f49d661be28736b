"""MkDocs run from the command line of casebook, and what mkdocs.yml says."""

import logging
import posixpath
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader

from casebook import app
from casebook.adapters.mkdocs.compilation import PLUGIN as VOLUMES
from casebook.adapters.mkdocs.host_files import (
    COLUMNS,
    content_folder,
    has_columns,
    place_of,
    public_address,
)
from casebook.adapters.mkdocs.library import LibraryPlugin
from casebook.adapters.mkdocs.place import output_folder, require_outside
from casebook.findings import Finding
from casebook.model.terms import Audience
from casebook.press.shelf import SHELF
from casebook.publish.standing import Plan
from casebook.render.staged import Hosted
from casebook.source.frozen import EDITIONS
from casebook.source.settings import HOST, SETTINGS
from casebook.source.tree import CASES

PLUGIN = "casebook/library"
_OWN = frozenset((PLUGIN, COLUMNS, VOLUMES))
# Extensions of Python-Markdown's own, which read nothing but the page.
_CLOSED = frozenset(
    ("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
     "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
     "smarty", "tables", "toc", "wikilinks")
)  # fmt: skip


class BrokenHostError(Exception):
    """mkdocs.yml, or a hand-written page, cannot be built; the message says why in one line."""

    def __init__(self, why: str) -> None:
        super().__init__(" ".join(why.split()))


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: where it stands, whether anything differed, how much it shows.

    `findings` are those that only the finished site shows: dead links of hand-written pages.
    """

    folder: Path
    changed: bool
    cases: int
    articles: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Press:
    """Of mkdocs.yml: the folder of the hand-written pages, the public address, and columns."""

    content: str
    address: str
    has_columns: bool


def content(root: Path) -> str:
    """The folder of the hand-written pages, relative to the root; raises BrokenHostError."""
    return content_folder(read_config(root))


def press(root: Path) -> Press:
    """What the press needs to know of mkdocs.yml; raises BrokenHostError."""
    config = read_config(root)
    return Press(content_folder(config), public_address(config), has_columns(config))


def config_files(root: Path) -> tuple[str, ...]:
    """mkdocs.yml and all that it inherits from, as paths below the root.

    Raises BrokenHostError with a path that leads out of the library.
    """
    found: list[str] = []
    name: str | None = HOST
    while name is not None and name not in found:
        found.append(name)
        settings = yaml.load((root / name).read_bytes(), Loader=get_yaml_loader())  # noqa: S506
        above = settings.get("INHERIT") if isinstance(settings, dict) else None
        name = None if above is None else _below(root, posixpath.dirname(name), str(above))
    return tuple(found)


def _below(root: Path, folder: str, path: str) -> str:
    name = posixpath.normpath(posixpath.join(folder, path))
    file = root / name
    if name.startswith(("/", "../")) or file.is_symlink() or not file.is_file():
        raise BrokenHostError(path)
    return name


def hosted(root: Path, output: Path) -> Hosted:
    """What another host needs to know of mkdocs.yml, for a folder outside of the sources.

    Raises BrokenHostError, and UnfitOutputError for a folder among the sources.
    """
    config = read_config(root)
    require_outside(config, output)
    return Hosted(
        content=content_folder(config),
        name=config.site_name,
        address=config.site_url or "",
        description=config.site_description or "",
        copyright=config.copyright or "",
        nav=config.nav,
        has_columns=has_columns(config),
        extensions=tuple(config.markdown_extensions),
    )


def plan(root: Path, audience: Audience, output: Path | None, *, offline: bool) -> Plan:
    """What an edition is made of, and where it goes; raises BrokenHostError and UnfitOutputError.

    Plugins, hooks, extensions of others and variables of the environment can bring in anything.
    """
    config = read_config(root)
    text = (root / HOST).read_text(encoding="utf-8")
    is_closed = set(config.plugins) <= _OWN and set(config.markdown_extensions) <= _CLOSED
    is_open = not is_closed or config.hooks or "!ENV" in text or "INHERIT" in text
    sources = [] if is_open else places(config, root)
    folder = output_folder(config, audience, output, offline=offline)
    return Plan(tuple(map(str, sources)), str(folder))


def build(  # noqa: PLR0913 (what a command may choose)
    loaded: app.Loaded,
    audience: Audience,
    output: Path | None,
    progress: app.Progress,
    *,
    anew: bool = False,
    offline: bool = False,
    address: str | None = None,
) -> Built:
    """Build one edition of a library, every page `anew` or those that have changed.

    An `offline` copy can be opened from a disk. A preview has an `address` of its own. Raises
    BrokenHostError and UnfitOutputError.
    """
    config = read_config(loaded.root)
    folder = output_folder(config, audience, output, offline=offline)
    config.site_dir = str(folder)
    plugin = config.plugins.get(PLUGIN)
    if not isinstance(plugin, LibraryPlugin):
        raise BrokenHostError(PLUGIN)
    plugin.loaded, plugin.progress = loaded, progress
    plugin.anew, plugin.is_offline = anew, offline
    if address is not None:
        config.site_url, plugin.is_preview = address, True
    plugin.config.audience = str(audience)
    plugin.on_startup(command="build", dirty=False)
    _run(config)
    return Built(folder, plugin.changed, plugin.cases, plugin.articles, plugin.dead_links)


def _run(config: MkDocsConfig) -> None:
    try:
        mkdocs_build.build(config)
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    except Exception as error:
        if (place := place_of(error, config)) is None:
            raise
        raise BrokenHostError(place) from error


def places(config: MkDocsConfig, root: Path) -> list[Path]:
    """What a library is made of: its files and folders, whether they are there or not."""
    below = (CASES, SETTINGS, SHELF, EDITIONS)
    folders = [*(root / one for one in below), Path(config.docs_dir)]
    if (theme := config.theme.custom_dir) is not None:
        folders.append(Path(theme))
    return [root / HOST, *folders]


def read_config(root: Path) -> MkDocsConfig:
    """The settings of the host; raises BrokenHostError."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        return load_config(str(root / HOST))
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    except (yaml.YAMLError, OSError, ValueError) as error:
        raise BrokenHostError(str(error)) from error
