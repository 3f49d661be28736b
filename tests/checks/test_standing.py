"""Where a rule about registers and the day begins and ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from casebook.checks.standing import standing_findings
from casebook.model.ids import BatchId, BranchId
from casebook.model.registers import Batch
from casebook.model.terms import Counted, State
from casebook.record import Places
from make import TODAY, make_case, make_library
from registers import TITLE, award, honour, rows, target

BATCH = BatchId("2025-1")
DRAWN = Batch(id=BATCH, name="首批", date=date(2025, 9, 1), drawn_from=TITLE.id)


def told(cases: Iterable[Any] = (), **registers: Any) -> list[str]:
    library = make_library(cases, **registers)
    places = {key: Places(case.path, {}) for key, case in library.cases.items()}
    return [finding.code for finding in standing_findings(library, {}, places)]


@pytest.mark.parametrize(("days", "codes"), [(-1, ["CB325"]), (0, []), (1, [])])
def test_an_honour_is_valid_until_the_end_of_its_day(days: int, codes: list[str]) -> None:
    until = TODAY + timedelta(days=days)
    assert told(honours=(honour(of="hall", valid_until=until),)) == codes


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"number": 2}, []),
        ({"number": 2, "due": TODAY}, []),
        ({"number": 2, "due": TODAY - timedelta(days=1)}, ["CB326"]),
        ({"number": 1, "due": TODAY - timedelta(days=1)}, []),
        ({"number": 0, "due": TODAY - timedelta(days=1)}, []),
        ({"number": 2, "exact": True}, ["CB326"]),
        ({"number": 0, "exact": True}, ["CB326"]),
        ({"number": 1, "exact": True}, []),
    ],
)
def test_a_target_is_missed(values: dict[str, Any], codes: list[str]) -> None:
    assert told([make_case()], targets=rows(target("t", Counted.CASES, **values))) == codes


def test_a_target_that_is_not_counted_is_never_missed() -> None:
    assert told(targets=rows(target("t", number=5, exact=True))) == []


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (State.ADMITTED, []),
        (State.DUE, []),
        (State.RETIRED, []),
        (State.NOTICED, ["CB322"]),
        (State.WITHDRAWN, ["CB322"]),
    ],
)
def test_an_award_goes_to_a_case_that_is_in(state: State, codes: list[str]) -> None:
    assert told([make_case(state=state)], awards=rows(award("a", ("2025-0001",)))) == codes


def test_entries_are_drawn_from_the_holders_of_a_title() -> None:
    window = BranchId("window")
    held = {"batches": {BATCH: DRAWN}, "honours": (honour(branch_of="window"),)}
    assert told([make_case(batch=BATCH, branch=window)], **held) == []
    assert told([make_case(batch=BATCH, branch=BranchId("desk"))], **held) == ["CB329"]
    assert told([make_case(batch=BATCH)], **held) == ["CB329"]
    assert told([make_case(branch=BranchId("desk"))], **held) == []
