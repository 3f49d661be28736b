"""Dates in the order in which things happen, and one day that stands out of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.checks.dates import date_findings
from casebook.checks.lifecycle import lifecycle_findings
from casebook.findings import Finding
from casebook.model.calendar import Holiday
from casebook.model.case import Clearance, Withdrawal
from casebook.model.ids import BatchId, CallId
from casebook.model.library import Library
from casebook.model.method import Erratum, Span
from casebook.model.registers import Batch, Call
from casebook.model.terms import Audience, State, Trace
from casebook.record import Places
from make import TODAY, make_case, make_library

NAMES = ("start", "date", "clearance", "notice", "end", "admitted", "batch", "erratum")
STEPS = st.lists(st.integers(0, 40), min_size=len(NAMES), max_size=len(NAMES))


def story(days: dict[str, date]) -> list[Finding]:
    """The findings about a case whose life took place on these days."""
    values: dict[str, Any] = {
        "date": days["date"],
        "period": Span(start=days["start"]),
        "clearance": Clearance(by="甲厅", date=days["clearance"], scope=Audience.PUBLIC),
        "notice": Span(start=days["notice"], end=days["end"]),
        "published": days["notice"],
        "admitted": days["admitted"],
        "batch": BatchId("2025-1"),
        "errata": (Erratum(date=days["erratum"], note="更正。"),),
    }
    batch = Batch(id=BatchId("2025-1"), name="首批", date=days["batch"])
    return found(values, batches={batch.id: batch})


def found(values: dict[str, Any], **registers: Any) -> list[Finding]:
    case = make_case(**values)
    library: Library = make_library([case], **registers)
    places = Places(case.path, {})
    return [*date_findings(case, places, library), *lifecycle_findings(case, places, library)]


def laid_out(steps: list[int]) -> dict[str, date]:
    days, day = {}, date(2025, 1, 1)
    for name, step in zip(NAMES, steps, strict=True):
        day += timedelta(step)
        days[name] = day
    return days


@given(STEPS)
def test_what_follows_in_order_is_in_order(steps: list[int]) -> None:
    assert story(laid_out(steps)) == []


@given(STEPS, st.sampled_from(NAMES))
def test_a_day_before_its_time_is_told(steps: list[int], name: str) -> None:
    days = laid_out(steps)
    days[name] = date(2024, 6, 1)
    codes = {one.code for one in story(days)}
    # Nothing stands before the start, which may lie as early as it will.
    assert codes == (set() if name == "start" else {"CB407"})


@pytest.mark.parametrize(
    "values",
    [
        {"date": TODAY + timedelta(1)},
        {"period": Span(start=TODAY + timedelta(1))},
        {"admitted": TODAY + timedelta(1)},
        {"errata": (Erratum(date=TODAY + timedelta(1), note="更正。"),)},
        {
            "state": State.WITHDRAWN,
            "withdrawal": Withdrawal(mode=Trace.GONE, date=TODAY + timedelta(1)),
        },
    ],
)
def test_tomorrow_has_not_been(values: dict[str, Any]) -> None:
    assert [one.code for one in found({"clearance": None, **values})] == ["CB406"]


def test_today_and_plans_are_no_slips() -> None:
    plan = Span(start=TODAY, end=TODAY + timedelta(90))
    assert found({"date": TODAY, "period": plan, "notice": plan}) == []


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2025, 2, 28), ["CB410"]),
        (date(2025, 3, 1), []),
        (date(2025, 5, 31), []),
        (date(2025, 6, 1), ["CB410"]),
    ],
)
def test_a_call_is_open_on_its_first_and_last_day(day: date, codes: list[str]) -> None:
    call = Call(id=CallId("2025"), name="征集", opens=date(2025, 3, 1), closes=date(2025, 5, 31))
    values = {"date": day, "call": call.id}
    assert [one.code for one in found(values, calls={call.id: call})] == codes


@pytest.mark.parametrize(("off", "codes"), [(False, []), (True, ["CB409"])])
def test_a_notice_hangs_for_working_days(off: bool, codes: list[str]) -> None:  # noqa: FBT001
    notice = Span(start=date(2026, 6, 15), end=date(2026, 6, 19))
    row = Holiday(date=notice.start, name="节", off=off)
    case = {"notice": notice, "clearance": None}
    rows = {row.date: row}
    assert [one.code for one in found(case, notice_days=5, holidays=rows)] == codes
    assert found(case, holidays=rows) == []
