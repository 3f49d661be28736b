"""Raw records to typed ones: every problem of a record at once, nothing half typed."""

from casebook.parse.article import ParsedArticle, parse_article
from casebook.parse.case import Parsed, parse_case
from casebook.parse.library import library_of
from casebook.parse.settings import Registers, parse_settings, parse_stages
from casebook.parse.values import unread_fields

__all__ = [
    "Parsed",
    "ParsedArticle",
    "Registers",
    "library_of",
    "parse_article",
    "parse_case",
    "parse_settings",
    "parse_stages",
    "unread_fields",
]
