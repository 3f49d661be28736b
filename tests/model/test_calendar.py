"""Working days against the holidays as they were announced."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.model.calendar import Holiday, working_days
from shared import real

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def announced(year: int) -> dict[date, Holiday]:
    rows = json.loads(real(f"holidays/{year}.json").read_text(encoding="utf-8"))["days"]
    return {
        (day := date.fromisoformat(row["date"])): Holiday(
            date=day, name=row["name"], off=row["isOffDay"]
        )
        for row in rows
    }


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2025, 1, 27), date(2025, 2, 8), 5),
        (date(2025, 10, 1), date(2025, 10, 11), 3),
        (date(2026, 6, 15), date(2026, 6, 22), 5),
        (date(2026, 2, 14), date(2026, 2, 28), 6),
    ],
)
def test_holidays_and_the_days_worked_for_them(start: date, end: date, count: int) -> None:
    assert working_days(start, end, announced(start.year)) == count


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_days_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(first), start + timedelta(first + second + 1)
    parts = working_days(start, middle, {}) + working_days(middle + timedelta(1), end, {})
    assert working_days(start, end, {}) == parts


def test_an_end_before_the_start_has_no_days() -> None:
    assert working_days(date(2026, 6, 19), date(2026, 6, 15), {}) == 0
