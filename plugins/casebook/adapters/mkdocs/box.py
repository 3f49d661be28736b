"""Search in the host: the box in the header of every page, and over HTTP beside a preview."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from casebook import searching
from casebook.adapters.mkdocs.host_files import content_folder, has_columns
from casebook.adapters.mkdocs.theme import without_hidden_files
from casebook.findings import Catalogue
from casebook.model.terms import Audience
from casebook.publish.output import Output
from casebook.retrieval.api import Api
from casebook.source.catalogue import read_catalogue

_TEMPLATES: Final = str(Path(__file__).parent / "templates")
_STYLES: Final = "assets/casebook/casebook.css"
_OF_THE_THEME: Final = ("assets/javascripts/lunr", "assets/javascripts/workers")


def put_templates(config: MkDocsConfig) -> None:
    """Put our templates before those of the theme, whose hidden files are left out."""
    without_hidden_files(config.theme)
    if _TEMPLATES not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, _TEMPLATES)


def put_box(
    env: jinja2.Environment,
    config: MkDocsConfig,
    phrase: Callable[..., str],
    *,
    is_offline: bool,
) -> None:
    """Let our header, which adds the box, reach that of the theme by the name `theme/`.

    A site that does not load our styles keeps its pages as they are; one without a library has
    none of our templates.
    """
    dirs = config.theme.dirs
    if _TEMPLATES not in dirs:
        return
    env.globals["has_box"] = any(str(one) == _STYLES for one in config.extra_css)
    if env.loader is not None:
        below = dirs[dirs.index(_TEMPLATES) + 1 :]
        theme = jinja2.PrefixLoader({"theme": jinja2.FileSystemLoader(below)})
        env.loader = jinja2.ChoiceLoader([env.loader, theme])
    env.globals["t"] = phrase
    env.globals["is_offline"] = is_offline


class SearchBeside:
    """The part of a plugin by which a preview answers a search of what it shows, too."""

    # The options of the plugin; `audience` is one.
    config: Any

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: object,  # noqa: ARG002 (the host's signature)
    ) -> LiveReloadServer:
        """Put the search before the pages."""
        api = _search(config, Audience(self.config.audience), read_catalogue())
        server.set_app(api.beside(server.serve_request))
        return server


def _search(config: MkDocsConfig, audience: Audience, catalogue: Catalogue) -> Api:
    return searching.api(
        Path(config.config_file_path).parent,
        content_folder(config),
        audience,
        catalogue,
        has_columns=has_columns(config),
        epoch=os.environ.get("SOURCE_DATE_EPOCH"),
    )


def drop_idle_search(config: MkDocsConfig, output: Output) -> None:
    """Remove the theme's search worker and its word lists where no plugin makes an index."""
    if not any(name.endswith("search") for name in config.plugins):
        for name in _OF_THE_THEME:
            output.drop(name)
