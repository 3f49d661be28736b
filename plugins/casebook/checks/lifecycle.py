"""A state is one that the particulars of the case allow, and a notice hangs long enough."""

from collections.abc import Collection, Iterator
from typing import Final

from casebook.findings import Finding
from casebook.model.calendar import working_days
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.terms import State
from casebook.record import Place, Places

_UNSEEN: Final = frozenset((State.DRAFT, State.SUBMITTED, State.REVIEWING, State.CLEARED))


def stage_findings(stages: Collection[State]) -> Iterator[Finding]:
    """A state without a row hides its cases from everybody: the site would lose them unseen."""
    if set(State) - set(stages):
        at = Place("site_config/lifecycle.yml")
        yield Finding(code="CB101", at=at, params={"field": "states", "hint": "add"})


def lifecycle_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """States that cannot be so, and notices of too few working days; of formal cases alone."""
    if not library.is_formal(case):
        return
    for detail, field in _impossible(case, library):
        params = {"state": str(case.state), "detail": detail}
        yield Finding(code="CB408", at=places.at(field), params=params)
    yield from _notice(case, places, library)


def _impossible(case: Case, library: Library) -> Iterator[tuple[str, str]]:
    """What does not go with the state: the word for it, and the field where it shows."""
    if case.state is State.CLEARED and case.clearance is None:
        yield "no_clearance", "state"
    if case.state is State.NOTICED:
        if case.notice is None:
            yield "no_notice", "state"
        elif case.notice.start > library.today:
            yield "notice_to_come", "notice.start"
    if case.state is State.ADMITTED and case.notice and case.notice.start > library.today:
        yield "notice_to_come", "notice.start"
    if case.state in _UNSEEN and case.published is not None:
        yield "published_early", "published"


def _notice(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    if case.notice is None or case.notice.end is None or case.notice.end < case.notice.start:
        return
    count = working_days(case.notice.start, case.notice.end, library.holidays)
    if count < library.notice_days:
        params = {"field": "notice", "count": str(count), "least": str(library.notice_days)}
        yield Finding(code="CB409", at=places.at("notice"), params=params)
