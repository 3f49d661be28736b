"""Working days: weekdays, but for holidays and the weekends worked in their place (调休)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One day that the yearly notice of holidays names: off, or a weekend day worked instead."""

    date: datetime.date
    name: str
    off: bool


def working_days(
    start: datetime.date, end: datetime.date, holidays: Mapping[datetime.date, Holiday]
) -> int:
    """How many working days there are from one day to another, both included.

    >>> day = datetime.date(2026, 6, 19)
    >>> rows = {day: Holiday(date=day, name="端午节", off=True)}
    >>> working_days(datetime.date(2026, 6, 15), datetime.date(2026, 6, 21), rows)
    4
    """
    days = (start + datetime.timedelta(number) for number in range((end - start).days + 1))
    return sum(_is_working(day, holidays) for day in days)


def _is_working(day: datetime.date, holidays: Mapping[datetime.date, Holiday]) -> bool:
    row = holidays.get(day)
    return day.weekday() < _SATURDAY if row is None else not row.off
