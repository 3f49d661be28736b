"""What an adoption has to tell: notes on what did not fit, and counts of what was done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casebook.findings import Finding
from casebook.record import Place


class Tally(StrEnum):
    """What is counted, each by a name of its own."""

    KEY = "key"
    TITLE = "title"
    DATE = "date"
    TAG = "tag"
    HIDDEN = "hidden"
    REMOTE = "remote"
    CONVERTED = "converted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing in the foreign collection that did not fit; `kind` names its phrase."""

    kind: str
    at: Place
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def sort_key(self) -> tuple[Place, str, tuple[tuple[str, str], ...]]:
        """The order of a report: by file, then by place."""
        return self.at, self.kind, tuple(sorted(self.params.items()))


@dataclass(slots=True)
class Journal:
    """Kept while a collection is read; the report is made of it."""

    notes: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tallies: Counter[tuple[Tally, str]] = field(default_factory=Counter)

    def note(self, kind: str, at: Place, **params: str) -> None:
        """Something did not fit."""
        self.notes.append(Note(kind=kind, at=at, params=params))

    def find(self, findings: Iterable[Finding]) -> None:
        """The reader found something in a foreign file."""
        self.findings += findings

    def count(self, tally: Tally, name: str, number: int = 1) -> None:
        """Something was done, so many times."""
        self.tallies[tally, name] += number
