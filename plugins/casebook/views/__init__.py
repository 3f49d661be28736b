"""The library as pages and listings: plain data, no markup, no files."""

from casebook.views.help import code_pages, help_stubs, help_text
from casebook.views.page import Page
from casebook.views.site import pages, stubs

__all__ = ["Page", "code_pages", "help_stubs", "help_text", "pages", "stubs"]
