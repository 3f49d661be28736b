"""Raw records to typed ones: every problem of a record at once, nothing half typed."""

from casebook.parse.case import Parsed, parse_case
from casebook.parse.settings import Registers, parse_settings, parse_stages

__all__ = ["Parsed", "Registers", "parse_case", "parse_settings", "parse_stages"]
