"""The library as pages and listings: plain data, no markup, no files."""

from casebook.views.page import Page
from casebook.views.site import pages, stubs

__all__ = ["Page", "pages", "stubs"]
