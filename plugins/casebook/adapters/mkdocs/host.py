"""MkDocs run from the command line of casebook: one build, or a preview."""

import logging
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from casebook import app
from casebook.adapters.mkdocs.library import LibraryPlugin
from casebook.model.terms import Audience
from casebook.source.settings import SETTINGS
from casebook.source.tree import CASES

PLUGIN = "casebook/library"
CONFIG = "mkdocs.yml"


class BrokenHostError(Exception):
    """mkdocs.yml, or a hand-written page, cannot be built; the message says why."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: where it stands, whether anything differed, how many cases it shows."""

    folder: Path
    changed: bool
    cases: int


def build(
    loaded: app.Loaded, audience: Audience, output: Path | None, progress: app.Progress
) -> Built:
    """Build one edition of a library; raises BrokenHostError."""
    config = _config(loaded.root)
    folder = _folder(config, audience, output)
    config.site_dir = str(folder)
    plugin = config.plugins.get(PLUGIN)
    if not isinstance(plugin, LibraryPlugin):
        raise BrokenHostError(PLUGIN)
    plugin.loaded, plugin.progress = loaded, progress
    plugin.config.audience = str(audience)
    plugin.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    cases = len(app.edition(loaded, audience).library.cases)
    return Built(folder, plugin.changed, cases)


def serve(root: Path, port: int) -> None:
    """Serve a preview on the loopback address until interrupted; raises BrokenHostError."""
    _config(root)
    watch = [str(root / name) for name in (CASES, SETTINGS)]
    try:
        mkdocs_serve.serve(str(root / CONFIG), dev_addr=f"127.0.0.1:{port}", watch=watch)
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error


def _config(root: Path) -> MkDocsConfig:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        return load_config(str(root / CONFIG))
    except MkDocsException as error:
        raise BrokenHostError(error.format_message()) from error
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise BrokenHostError(str(error).partition("\n")[0]) from error


def _folder(config: MkDocsConfig, audience: Audience, output: Path | None) -> Path:
    """Where the edition goes; an internal one never takes the place of the public site."""
    if output is not None:
        return output.resolve()
    site = Path(config.site_dir)
    return site if audience is Audience.PUBLIC else site.with_name(f"{site.name}-{audience}")
