"""A state carries the particulars that it stands for."""

from collections.abc import Iterator

from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.counts import ONCE_ADMITTED
from casebook.model.library import Library
from casebook.model.registers import Stage
from casebook.model.terms import Audience, Profile, State, Trace
from casebook.record import Places


def state_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """What the state of a case asks for and the record does not give."""
    yield from _admission(case, places, library)
    if library.is_formal(case):
        yield from _secrecy(case, places, library.stages.get(case.state))
    yield from _withdrawal(case, places)


def sample_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """Invented records have no place among real ones."""
    if case.sample and library.site.profile is Profile.PRODUCTION:
        yield Finding(code="CB405", at=places.at("sample"))


def _admission(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    if case.state in ONCE_ADMITTED and library.is_formal(case):
        for field, value in (("batch", case.batch), ("admitted", case.admitted)):
            if value is None:
                params = {"field": field, "state": str(case.state)}
                yield Finding(code="CB401", at=places.at("state"), params=params)
    field = "batch" if case.batch is not None else "admitted"
    if getattr(case, field) is not None and case.state not in {*ONCE_ADMITTED, State.WITHDRAWN}:
        params = {"field": field, "state": str(case.state)}
        yield Finding(code="CB404", at=places.at(field), params=params)


def _secrecy(case: Case, places: Places, stage: Stage | None) -> Iterator[Finding]:
    """Nothing reaches the public without a secrecy review."""
    is_public = (
        stage is not None and stage.audience is Audience.PUBLIC and case.audience is Audience.PUBLIC
    )
    if is_public and case.clearance is None:
        yield Finding(code="CB402", at=places.at("state"), params={"state": str(case.state)})


def _withdrawal(case: Case, places: Places) -> Iterator[Finding]:
    if case.state is State.WITHDRAWN and case.withdrawal is None:
        yield Finding(code="CB403", at=places.at("state"), params={"missing": "withdrawal"})
    elif case.state is not State.WITHDRAWN and case.withdrawal is not None:
        yield Finding(code="CB403", at=places.at("withdrawal"), params={"missing": "state"})
    elif case.withdrawal and case.withdrawal.mode is Trace.NOTICE and not case.withdrawal.reason:
        yield Finding(code="CB403", at=places.at("withdrawal"), params={"missing": "reason"})
