"""What of a case's history a page may tell, and which day counts."""

from datetime import date
from typing import Any

from casebook.audience import gate
from casebook.model.ids import CaseId
from casebook.model.method import Span
from casebook.model.move import Move
from casebook.model.terms import Audience, State
from casebook.views.moves import retired_on, shown_moves
from make import make_case, make_library

ID = CaseId("2025-0001")
Told = list[tuple[str, str]]


def told(moves: Told, audience: Audience = Audience.PUBLIC, **values: Any) -> Told:
    """What a page tells of a history that git holds."""
    history = {ID: tuple(Move(date.fromisoformat(day), State(state)) for day, state in moves)}
    gated = gate(make_library([make_case(ID, **values)], moves=history), audience)
    return [(str(one.day), str(one.state)) for one in shown_moves(gated.cases[ID], gated)]


WAY = [
    ("2025-01-01", "submitted"),
    ("2025-02-01", "reviewing"),
    ("2025-03-01", "noticed"),
    ("2025-04-01", "reviewing"),
    ("2025-05-01", "noticed"),
    ("2025-06-01", "admitted"),
]


def test_the_public_is_told_of_states_that_it_could_see() -> None:
    assert told(WAY) == [("2025-03-01", "noticed"), ("2025-06-01", "admitted")]
    assert told(WAY, Audience.INTRANET) == WAY


def test_nobody_is_told_of_drafts() -> None:
    assert told([("2025-01-01", "draft")], Audience.INTRANET) == []


def test_a_hidden_case_has_no_history_in_public() -> None:
    case = make_case(ID, audience=Audience.INTRANET)
    moves = {ID: (Move(date(2025, 1, 1), State.ADMITTED),)}
    assert gate(make_library([case], moves=moves), Audience.PUBLIC).moves == {}


def test_a_withdrawal_that_is_over_is_kept_from_the_public() -> None:
    way = [("2025-06-01", "admitted"), ("2025-07-01", "withdrawn"), ("2025-08-01", "admitted")]
    assert told(way) == [("2025-06-01", "admitted")]
    assert told(way, Audience.INTRANET) == way


def test_what_is_withdrawn_now_tells_nothing() -> None:
    assert told(WAY, Audience.INTRANET, state=State.WITHDRAWN) == []


def test_the_day_of_a_field_counts() -> None:
    fields: dict[str, Any] = {
        "admitted": date(2025, 5, 20),
        "notice": Span(start=date(2025, 2, 20)),
    }
    assert told(WAY, **fields) == [("2025-02-20", "noticed"), ("2025-05-20", "admitted")]


def test_a_day_that_contradicts_the_fields_is_left_out() -> None:
    assert told(WAY, admitted=date(2025, 2, 10)) == [("2025-02-10", "admitted")]


def test_a_second_admission_keeps_its_own_day() -> None:
    way = [("2025-06-01", "admitted"), ("2026-06-01", "due"), ("2026-07-01", "admitted")]
    assert told(way, admitted=date(2025, 5, 1)) == [("2025-05-01", "admitted"), *way[1:]]


def test_what_lies_after_today_is_not_told() -> None:
    assert told([("2026-12-01", "admitted")]) == []


def test_a_retired_case_says_since_when() -> None:
    case = make_case(ID, state=State.RETIRED)
    moves = {ID: (Move(date(2026, 3, 1), State.RETIRED),)}
    assert retired_on(case, make_library([case], moves=moves)) == date(2026, 3, 1)
    assert retired_on(case, make_library([case])) is None
