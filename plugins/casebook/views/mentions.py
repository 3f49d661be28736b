"""Where a mention leads, and what it is called there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.mention import record_of, subject_of
from casebook.model.terms import State
from casebook.views.articles import article_url
from casebook.views.page import BATCHES, LIBRARY, UNITS, case_url

# What stands behind a link to a case that is in force no more is said beside the link.
PAST: Final = frozenset((State.RETIRED, State.WITHDRAWN))


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A record by name, the address of its page if it has one, and what to know of its state."""

    name: str
    url: str = ""
    note: str = ""


_URLS: Final[dict[str, Callable[[str], str]]] = {
    "units": lambda key: f"{UNITS}{key}/",
    "batches": lambda key: f"{BATCHES}{key}/",
    "themes": lambda key: f"{LIBRARY}theme/{key}/",
    "scenes": lambda key: f"{LIBRARY}scene/{key}/",
    "kinds": lambda key: f"{LIBRARY}kind/{key}/",
}
# A term has a page once a case has the term, a theme also once an article has it.
_TERMS_OF: Final[dict[str, Callable[[Any], tuple[Any, ...]]]] = {
    "themes": lambda case: case.themes,
    "scenes": lambda case: case.scenes,
    "kinds": lambda case: (case.kind,),
}


class Mentions:
    """Knows the records of one gated library by the keys that texts mention them by."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._used = {
            register: {key for case in library.cases.values() for key in values(case)}
            for register, values in _TERMS_OF.items()
        }
        self._used["themes"].update(key for one in library.articles.values() for key in one.themes)

    def find(self, key: str) -> Mentioned | None:
        """What a key such as `2025-0007` or `unit:hall` leads to, if this audience may know it."""
        subject = subject_of(key)
        found = record_of(subject, self._library) if subject else None
        if subject is None or found is None:
            return None
        register, record = found
        if register == "cases":
            note = state_note(record, self._library)
            return Mentioned(record.title or record.id, case_url(record.id), note)
        if register == "articles":
            return Mentioned(record.title, article_url(record.id))
        has_page = register in _URLS and subject.id in self._used.get(register, {subject.id})
        return Mentioned(record.name, _URLS[register](subject.id) if has_page else "")


def state_note(case: Case, library: Library) -> str:
    """What the state of a case is called where readers need to know it before they follow."""
    if case.state not in PAST:
        return ""
    stage = library.stages.get(case.state)
    return stage.name if stage else str(case.state)
