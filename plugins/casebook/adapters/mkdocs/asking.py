"""The search of the intranet beside the pages of a preview."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from casebook import searching
from casebook.adapters.mkdocs.host_files import content_folder, has_columns
from casebook.findings import Catalogue
from casebook.retrieval.api import Api
from casebook.source.catalogue import read_catalogue


class SearchBeside:
    """The part of a plugin by which a preview answers the intranet's search, too."""

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: object,  # noqa: ARG002 (the host's signature)
    ) -> LiveReloadServer:
        """Put the search before the pages."""
        server.set_app(_search(config, read_catalogue()).beside(server.serve_request))
        return server


def _search(config: MkDocsConfig, catalogue: Catalogue) -> Api:
    return searching.intranet_api(
        Path(config.config_file_path).parent,
        content_folder(config),
        catalogue,
        has_columns=has_columns(config),
        epoch=os.environ.get("SOURCE_DATE_EPOCH"),
    )
