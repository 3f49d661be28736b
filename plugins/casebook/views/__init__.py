"""The library as pages and listings: plain data, no markup, no files."""

from casebook.views.help import code_pages, help_stubs, help_text
from casebook.views.page import Page
from casebook.views.site import case_drafts, overviews, pages, stubs

__all__ = [
    "Page",
    "case_drafts",
    "code_pages",
    "help_stubs",
    "help_text",
    "overviews",
    "pages",
    "stubs",
]
