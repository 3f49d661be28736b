"""What lists and overviews are made of.

Addresses are relative to the site's root, as in `page.py`.
"""

from dataclasses import dataclass
from datetime import date

from casebook.model.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A case as one line of a listing."""

    id: CaseId
    url: str
    title: str
    summary: str
    unit: str
    day: date | None
    state: str
    state_name: str
    themes: tuple[str, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with the number of cases behind it."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide the library; `key` names it in the catalogue of phrases.

    Unofficial: among the values are invented texts that must not be taken for documents.
    """

    key: str
    choices: tuple[Choice, ...]
    unofficial: bool = False
