"""MkDocs run from the command line of casebook: one build, or a preview."""

import logging
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

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
from casebook.adapters.mkdocs.preview import LOOPBACK, Preview, Server
from casebook.findings import Catalogue, Finding
from casebook.model.terms import Audience
from casebook.press.shelf import SHELF
from casebook.publish import cache
from casebook.publish.tables import Means
from casebook.render.staged import Hosted
from casebook.source.frozen import EDITIONS
from casebook.source.settings import SETTINGS
from casebook.source.tree import CASES

PLUGIN = "casebook/library"
CONFIG = "mkdocs.yml"
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
    """A finished build: where it stands, whether anything differed, how many cases it shows.

    `findings` are those that only the finished site shows: dead links of hand-written pages.
    """

    folder: Path
    changed: bool
    cases: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Press:
    """Of mkdocs.yml: the folder of the hand-written pages, the public address, and columns."""

    content: str
    address: str
    has_columns: bool


def content(root: Path) -> str:
    """The folder of the hand-written pages, relative to the root; raises BrokenHostError."""
    return content_folder(_config(root))


def press(root: Path) -> Press:
    """What the press needs to know of mkdocs.yml; raises BrokenHostError."""
    config = _config(root)
    return Press(content_folder(config), public_address(config), has_columns(config))


def config_files(root: Path) -> tuple[str, ...]:
    """mkdocs.yml and all that it inherits from, as paths below the root.

    Raises BrokenHostError with a path that leads out of the library.
    """
    found: list[str] = []
    name: str | None = CONFIG
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
    config = _config(root)
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


def sources(root: Path) -> list[Path]:
    """The files and folders that alone decide what a build gives; none where others may too.

    Plugins, hooks, extensions of others and variables of the environment can bring in anything.
    """
    config = _config(root)
    text = (root / CONFIG).read_text(encoding="utf-8")
    is_closed = set(config.plugins) <= _OWN and set(config.markdown_extensions) <= _CLOSED
    if not is_closed or config.hooks or "!ENV" in text or "INHERIT" in text:
        return []
    return _places(config, root)


def folder(root: Path, audience: Audience, output: Path | None, *, offline: bool) -> Path:
    """Where an edition goes; raises BrokenHostError and UnfitOutputError."""
    return output_folder(_config(root), audience, output, offline=offline)


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
    config = _config(loaded.root)
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
    try:
        mkdocs_build.build(config)
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    except Exception as error:
        if (place := place_of(error, config)) is None:
            raise
        raise BrokenHostError(place) from error
    return Built(folder, plugin.changed, plugin.cases, plugin.dead_links)


def serve(  # noqa: PLR0913 (what a command may choose)
    root: Path, port: int, *, audience: Audience, today: date, catalogue: Catalogue, jobs: int
) -> None:
    """Serve a preview on the loopback address until interrupted; raises BrokenHostError.

    It is built in a folder that only this user can read, and that goes with it. OSError where
    the port cannot be had.
    """
    config = _config(root)
    if isinstance(plugin := config.plugins.get(PLUGIN), LibraryPlugin):
        plugin.config.audience = str(audience)
    mount = urlsplit(config.site_url or "/").path or "/"
    address = f"http://{LOOPBACK}:{port}{mount}"

    def made(loaded: app.Loaded, site: Path) -> Sequence[Finding]:
        return build(loaded, audience, site, app.silent, address=address).findings

    with (
        TemporaryDirectory(prefix="casebook-") as folder,
        cache.opened(cache.folder_of(root)) as entries,
    ):
        preview = Preview(
            root=root,
            content=content_folder(config),
            audience=audience,
            today=today,
            catalogue=catalogue,
            build=made,
            means=Means(entries, jobs),
        )
        server = Server(preview, Path(folder) / "site", port, mount)
        for path in _places(config, root):
            server.watch(str(path))
        config.plugins.on_serve(server, config=config, builder=server.rebuild)
        server.rebuild()
        try:
            server.serve()  # type: ignore[no-untyped-call]  # the host's own gap
        except KeyboardInterrupt:
            return
        finally:
            server.shutdown()


def _places(config: MkDocsConfig, root: Path) -> list[Path]:
    """What a library is made of: its files and folders, as far as they are there."""
    below = (CASES, SETTINGS, SHELF, EDITIONS)
    folders = [*(root / one for one in below), Path(config.docs_dir)]
    if (theme := config.theme.custom_dir) is not None:
        folders.append(Path(theme))
    return [path for path in (root / CONFIG, *folders) if path.exists()]


def _config(root: Path) -> MkDocsConfig:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        return load_config(str(root / CONFIG))
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    except (yaml.YAMLError, OSError, ValueError) as error:
        raise BrokenHostError(str(error)) from error
