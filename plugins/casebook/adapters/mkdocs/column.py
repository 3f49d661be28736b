"""The plugin `casebook/column`: the columns with their archives and feeds, beside the library.

The articles are read, checked and gated with the cases, whether they are shown or not; so that
the plugin stands in mkdocs.yml is all that the library asks of it.
"""

from mkdocs.config import base
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from casebook.source.catalogue import read_catalogue

LIBRARY = "casebook/library"


class ColumnConfig(base.Config):  # type: ignore[no-untyped-call]  # the host's own gap
    """The plugin has no options; columns are set up in site_config/columns/."""


class ColumnPlugin(BasePlugin[ColumnConfig]):  # type: ignore[no-untyped-call]  # as above
    """Turns the columns of a library on."""

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Tell of a library that is missing; that this plugin is there, the library sees."""
        if LIBRARY not in config.plugins:
            raise PluginError(read_catalogue().phrase("no_library_plugin"))
        return config
