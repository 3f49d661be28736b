"""Moves: when the state of a case changed, as the history of its file tells."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebook.model.ids import CaseId
from casebook.model.terms import State


@dataclass(frozen=True, slots=True)
class Move:
    """A state, and the day on which a case came to it."""

    day: datetime.date
    state: State


Moves = Mapping[CaseId, tuple[Move, ...]]


def moves_of(versions: Iterable[tuple[datetime.date, State]]) -> tuple[Move, ...]:
    """The moves in the versions of one file, the oldest first; its first state is no move.

    What is put right on the same day was never so: the last state of a day counts.

    >>> day = datetime.date(2026, 6, 1)
    >>> moves_of([(day, State.DRAFT), (day.replace(day=9), State.ADMITTED)])
    (Move(day=datetime.date(2026, 6, 9), state=<State.ADMITTED: 'admitted'>),)
    """
    days = dict(versions)
    found: list[Move] = []
    before: State | None = None
    for day in sorted(days):
        if before is not None and days[day] is not before:
            found.append(Move(day, days[day]))
        before = days[day]
    return tuple(found)
