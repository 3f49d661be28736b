"""Findings that an editor has answered for: a code, a reason, and how long it holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casebook.findings import CODES, Finding, Severity
from casebook.model.case import Acceptance, Case
from casebook.model.ids import CaseId
from casebook.record import Places


@dataclass(frozen=True, slots=True)
class Settled:
    """The findings that stay open, with those about acceptances, and those answered for."""

    open: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


def settled(
    findings: Sequence[Finding],
    cases: Iterable[Case],
    places: Mapping[CaseId, Places],
    today: date,
) -> Settled:
    """Part the findings by what their cases say of them; an error is never accepted."""
    accepted: list[Finding] = []
    more: list[Finding] = []
    for case in cases:
        if not case.accepted:
            continue
        folder = case.path.rpartition("/")[0] + "/"
        own = [one for one in findings if one.at.path.startswith(folder)]
        for index, acceptance in enumerate(case.accepted):
            at = f"accepted.{index}"
            matching = [one for one in own if one.code == acceptance.code]
            problems = list(_problems(acceptance, at, places[case.id], today))
            if not problems and not matching:
                problems = [_finding("CB117", f"{at}.code", acceptance, places[case.id])]
            elif not problems:
                accepted += matching
            more += problems
    answered = {id(one) for one in accepted}
    kept = [one for one in findings if id(one) not in answered]
    return Settled((*kept, *more), tuple(one for one in findings if id(one) in answered))


def _problems(acceptance: Acceptance, at: str, places: Places, today: date) -> Iterator[Finding]:
    """What keeps an acceptance from being one."""
    if acceptance.code not in CODES:
        yield _finding("CB112", f"{at}.code", acceptance, places)
    elif CODES[acceptance.code] is Severity.ERROR:
        yield _finding("CB113", f"{at}.code", acceptance, places)
    if not acceptance.reason:
        yield _finding("CB114", at, acceptance, places)
    if acceptance.until is None:
        yield _finding("CB115", at, acceptance, places)
    elif acceptance.until < today:
        yield _finding("CB116", f"{at}.until", acceptance, places)


def _finding(code: str, field: str, acceptance: Acceptance, places: Places) -> Finding:
    until = acceptance.until.isoformat() if acceptance.until else ""
    params = {"field": field, "value": acceptance.code, "until": until}
    return Finding(code=code, at=places.at(field), params=params)
