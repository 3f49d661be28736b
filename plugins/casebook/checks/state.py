"""A state carries the particulars that it stands for."""

from collections.abc import Iterator

from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.registers import Stage
from casebook.model.terms import Audience, State, Trace
from casebook.record import Places

_IN_LIBRARY = frozenset((State.ADMITTED, State.DUE, State.RETIRED))


def state_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """What the state of a case asks for and the record does not give."""
    yield from _admission(case, places, library)
    if _is_formal(case, library):
        yield from _secrecy(case, places, library.stages.get(case.state))
    yield from _withdrawal(case, places)


def _is_formal(case: Case, library: Library) -> bool:
    """Whether the case goes the committee's way; without a call it does."""
    call = library.calls.get(case.call) if case.call else None
    return call is None or call.clearance


def _admission(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    if case.state in _IN_LIBRARY and _is_formal(case, library):
        for field, value in (("batch", case.batch), ("admitted", case.admitted)):
            if value is None:
                params = {"field": field, "state": str(case.state)}
                yield Finding(code="CB401", at=places.at("state"), params=params)
    if case.batch is not None and case.state not in {*_IN_LIBRARY, State.WITHDRAWN}:
        params = {"field": "batch", "state": str(case.state)}
        yield Finding(code="CB404", at=places.at("batch"), params=params)


def _secrecy(case: Case, places: Places, stage: Stage | None) -> Iterator[Finding]:
    """Nothing reaches the public without a secrecy review."""
    is_public = (
        stage is not None and stage.audience is Audience.PUBLIC and case.audience is Audience.PUBLIC
    )
    if is_public and case.clearance is None:
        yield Finding(code="CB402", at=places.at("state"), params={"state": str(case.state)})


def _withdrawal(case: Case, places: Places) -> Iterator[Finding]:
    if (case.state is State.WITHDRAWN) is not (case.withdrawal is not None):
        yield Finding(code="CB403", at=places.at("state"), params={"missing": "withdrawal"})
    elif case.withdrawal and case.withdrawal.mode is Trace.NOTICE and not case.withdrawal.reason:
        yield Finding(code="CB403", at=places.at("withdrawal"), params={"missing": "reason"})
