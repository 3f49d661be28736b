"""MkDocs run from the command line of casebook: one build, or a preview."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from casebook import app
from casebook.adapters.mkdocs.compilation import PLUGIN as VOLUMES
from casebook.adapters.mkdocs.host_files import COLUMNS, content_folder, has_columns, public_address
from casebook.adapters.mkdocs.library import LibraryPlugin
from casebook.adapters.mkdocs.preview import LOOPBACK, Preview, Server
from casebook.findings import Catalogue, Finding
from casebook.model.terms import Audience
from casebook.press.shelf import SHELF
from casebook.publish import cache
from casebook.publish.standing import Plan
from casebook.publish.tables import Means
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


class Unfit(StrEnum):
    """Why a folder cannot take an edition."""

    INSIDE = "inside"
    PUBLIC = "public"


class UnfitOutputError(Exception):
    """The output folder must not be used; its message is one of `Unfit`."""


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


def hosted(root: Path, output: Path) -> Hosted:
    """What another host needs to know of mkdocs.yml, for a folder outside of the sources.

    Raises BrokenHostError, and UnfitOutputError for a folder among the sources.
    """
    config = _config(root)
    _require_outside(config, output)
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


def plan(root: Path, audience: Audience, output: Path | None) -> Plan:
    """What an edition is made of, and where it goes; raises BrokenHostError and UnfitOutputError.

    Plugins, hooks, extensions of others and variables of the environment can bring in anything.
    """
    config = _config(root)
    text = (root / HOST).read_text(encoding="utf-8")
    is_closed = set(config.plugins) <= _OWN and set(config.markdown_extensions) <= _CLOSED
    is_open = not is_closed or config.hooks or "!ENV" in text or "INHERIT" in text
    places = [] if is_open else _places(config, root)
    return Plan(tuple(map(str, places)), str(_folder(config, audience, output)))


def build(  # noqa: PLR0913 (what a command may choose)
    loaded: app.Loaded,
    audience: Audience,
    output: Path | None,
    progress: app.Progress,
    *,
    anew: bool = False,
    address: str | None = None,
) -> Built:
    """Build one edition of a library, every page `anew` or those that have changed.

    A preview has an `address` of its own. Raises BrokenHostError and UnfitOutputError.
    """
    config = _config(loaded.root)
    folder = _folder(config, audience, output)
    config.site_dir = str(folder)
    plugin = config.plugins.get(PLUGIN)
    if not isinstance(plugin, LibraryPlugin):
        raise BrokenHostError(PLUGIN)
    plugin.loaded, plugin.progress, plugin.anew = loaded, progress, anew
    if address is not None:
        config.site_url, plugin.is_preview = address, True
    plugin.config.audience = str(audience)
    plugin.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    return Built(folder, plugin.changed, plugin.cases, plugin.dead_links)


def serve(  # noqa: PLR0913 (what a command may choose)
    root: Path, port: int, *, audience: Audience, today: date, catalogue: Catalogue, jobs: int
) -> None:
    """Serve a preview on the loopback address until interrupted; raises BrokenHostError.

    It is built in a folder that only this user can read, and that goes with it. OSError where
    the port cannot be had.
    """
    config = _config(root)
    mount = urlsplit(config.site_url or "/").path or "/"
    address = f"http://{LOOPBACK}:{port}{mount}"

    def made(loaded: app.Loaded, site: Path) -> Sequence[Finding]:
        return build(loaded, audience, site, app.silent, address=address).findings

    with (
        TemporaryDirectory(prefix="casebook-") as folder,
        cache.opened(root / cache.FOLDER) as entries,
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
            if path.exists():
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
    """What a library is made of: its files and folders, whether they are there or not."""
    below = (CASES, SETTINGS, SHELF, EDITIONS)
    folders = [*(root / one for one in below), Path(config.docs_dir)]
    if (theme := config.theme.custom_dir) is not None:
        folders.append(Path(theme))
    return [root / HOST, *folders]


def _config(root: Path) -> MkDocsConfig:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        return load_config(str(root / HOST))
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise BrokenHostError(str(error)) from error


def _folder(config: MkDocsConfig, audience: Audience, output: Path | None) -> Path:
    """Where the edition goes: not among the sources, and an internal one not over the public."""
    site = Path(config.site_dir)
    if output is None:
        return site if audience is Audience.PUBLIC else site.with_name(f"{site.name}-{audience}")
    _require_outside(config, output)
    if audience is not Audience.PUBLIC and output.resolve() == site.resolve():
        raise UnfitOutputError(Unfit.PUBLIC)
    return output.resolve()


def _require_outside(config: MkDocsConfig, output: Path) -> None:
    folder, root = output.resolve(), Path(config.config_file_path).parent.resolve()
    sources = [Path(config.docs_dir).resolve(), root / CASES, root / SETTINGS]
    if folder in {root, *root.parents} or any(
        folder == source or source in folder.parents for source in sources
    ):
        raise UnfitOutputError(Unfit.INSIDE)
