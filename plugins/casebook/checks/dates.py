"""Dates lie in the past and in the order in which things happen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.ids import CallId
from casebook.model.library import Library
from casebook.model.registers import Call
from casebook.record import Places

# What follows what; of one day both may be.
_ORDER: Final = (
    ("period.start", "period.end"),
    ("period.start", "date"),
    ("date", "clearance.date"),
    ("date", "published"),
    ("clearance.date", "notice.start"),
    ("clearance.date", "published"),
    ("clearance.date", "admitted"),
    ("notice.start", "notice.end"),
    ("notice.end", "admitted"),
    ("admitted", "batch"),
    ("date", "withdrawal.date"),
    ("published", "withdrawal.date"),
    ("admitted", "withdrawal.date"),
)
# Plans may lie ahead: the end of a period, and a notice.
_PAST: Final = (
    "date",
    "period.start",
    "clearance.date",
    "published",
    "admitted",
    "withdrawal.date",
)
_LISTS: Final = ("metrics", "recognition", "adoptions", "errata")


def date_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """Dates in the future, in the wrong order, or outside of the call."""
    days = _days(case, library)
    for field, day in days.items():
        if (field in _PAST or field.startswith(_LISTS)) and day > library.today:
            params = {"field": field, "value": day.isoformat()}
            yield Finding(code="CB406", at=places.at(field), params=params)
    published = "admitted" if case.published is None else "published"
    errata = ((published, f"errata.{index}.date") for index in range(len(case.errata)))
    for first, then in (*_ORDER, *errata):
        if first in days and then in days and days[first] > days[then]:
            yield _out_of_order(first, then, days, places)
    yield from _call(case, places, library)


def call_date_findings(
    calls: Mapping[CallId, Call], places: Mapping[str, Places]
) -> Iterator[Finding]:
    """Calls that close before they open; `places` are those of the files of the settings."""
    for path, one in places.items():
        folder, _, name = path.removesuffix(".yml").rpartition("/")
        call = calls.get(CallId(name)) if folder.endswith("calls") else None
        if call and call.opens and call.closes and call.opens > call.closes:
            days = {"opens": call.opens, "closes": call.closes}
            yield _out_of_order("opens", "closes", days, one)


def _days(case: Case, library: Library) -> dict[str, date]:
    """Every date of a case by its field, and that of its batch."""
    batch = library.batches.get(case.batch) if case.batch else None
    found: dict[str, date | None] = {
        "date": case.date,
        "period.start": case.period.start if case.period else None,
        "period.end": case.period.end if case.period else None,
        "clearance.date": case.clearance.date if case.clearance else None,
        "notice.start": case.notice.start if case.notice else None,
        "notice.end": case.notice.end if case.notice else None,
        "published": case.published,
        "admitted": case.admitted,
        "batch": batch.date if batch else None,
        "withdrawal.date": case.withdrawal.date if case.withdrawal else None,
    }
    for name in _LISTS:
        rows = enumerate(getattr(case, name))
        found |= {f"{name}.{index}.date": row.date for index, row in rows}
    return {field: day for field, day in found.items() if day is not None}


def _out_of_order(first: str, then: str, days: dict[str, date], places: Places) -> Finding:
    params = {
        "field": then,
        "value": days[then].isoformat(),
        "other": first,
        "before": days[first].isoformat(),
    }
    return Finding(code="CB407", at=places.at(then), params=params)


def _call(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """The call was open when the case was written."""
    call = library.calls.get(case.call) if case.call else None
    if call is None or case.date is None:
        return
    opens, closes = call.opens or case.date, call.closes or case.date
    if opens <= closes and not opens <= case.date <= closes:
        ends = [day.isoformat() if day else "" for day in (call.opens, call.closes)]
        params = {"field": "date", "value": case.date.isoformat(), "span": "—".join(ends)}
        yield Finding(code="CB410", at=places.at("date"), params=params)
