"""The history of a case's states as its page shows it."""

from datetime import date

from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.move import Move
from casebook.model.terms import State


def shown_moves(case: Case, library: Library) -> tuple[Move, ...]:
    """The moves of a gated case up to today; where a field gives the day, the field counts.

    A day of the history that contradicts the fields before or after it is left out.
    """
    given = _days(case)
    dated: list[tuple[Move, bool]] = []
    for move in library.moves.get(case.id, ()):
        day = given.pop(move.state, None)
        dated.append((Move(day or move.day, move.state), day is not None))
    fixed = [move.day if is_given else None for move, is_given in dated]
    return tuple(
        move
        for index, (move, is_given) in enumerate(dated)
        if move.day <= library.today
        and (is_given or _fits(move.day, fixed[:index], fixed[index + 1 :]))
    )


def retired_on(case: Case, library: Library) -> date | None:
    """Since when a retired case is retired, as far as that is known."""
    days = [move.day for move in shown_moves(case, library) if move.state is State.RETIRED]
    return days[-1] if days and case.state is State.RETIRED else None


def _days(case: Case) -> dict[State, date]:
    days = {State.ADMITTED: case.admitted, State.NOTICED: case.notice and case.notice.start}
    return {state: day for state, day in days.items() if day}


def _fits(day: date, before: list[date | None], after: list[date | None]) -> bool:
    return all(one <= day for one in before if one) and all(day <= one for one in after if one)
