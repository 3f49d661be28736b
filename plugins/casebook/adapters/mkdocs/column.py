"""The plugin `casebook/column`: the columns with their archives and feeds, beside the library.

The articles are read, checked and gated with the cases, whether they are shown or not; so the
plugin asks the library for them and makes nothing by itself.
"""

from mkdocs.config import base
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from casebook.adapters.mkdocs.library import LibraryPlugin
from casebook.source.catalogue import read_catalogue

LIBRARY = "casebook/library"


class ColumnConfig(base.Config):  # type: ignore[no-untyped-call]  # the host's own gap
    """The plugin has no options; columns are set up in site_config/columns/."""


class ColumnPlugin(BasePlugin[ColumnConfig]):  # type: ignore[no-untyped-call]  # as above
    """Turns the columns of a library on."""

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Ask for the columns before the library is opened."""
        library = config.plugins.get(LIBRARY)
        if not isinstance(library, LibraryPlugin):
            raise PluginError(read_catalogue().phrase("no_library_plugin"))
        library.with_columns = True
        return config
