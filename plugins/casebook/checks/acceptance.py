"""Findings that an editor has answered for: a code, a reason, and how long it holds."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from casebook.findings import CODES, Finding, Severity
from casebook.model.article import Article
from casebook.model.case import Acceptance, Case
from casebook.record import Places

_CHANGES: Final = "CB7"


@dataclass(frozen=True, slots=True)
class Settled:
    """The findings that stay open, with those about acceptances, and those answered for."""

    open: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


def settled(
    findings: Sequence[Finding],
    records: Iterable[Case | Article],
    places: Mapping[Any, Places],
    today: date,
) -> Settled:
    """Part the findings by what their records say of them; an error is never accepted."""
    accepted: set[int] = set()
    more: list[Finding] = []
    for case in records:
        if not case.accepted:
            continue
        folder = case.path.rpartition("/")[0] + "/"
        own = [one for one in findings if one.at.path.startswith(folder)]
        found = {one.code for one in own}
        accepted |= {id(one) for one in own if is_accepted(one.code, case, today)}
        for index, acceptance in enumerate(case.accepted):
            more += _told(acceptance, f"accepted.{index}", places[case.id], found, today)
    kept = (one for one in findings if id(one) not in accepted)
    return Settled((*kept, *more), tuple(one for one in findings if id(one) in accepted))


def is_accepted(code: str, case: Case | Article, today: date) -> bool:
    """Whether a case holds an acceptance of that code that is in force."""
    return any(one.code == code and not any(_problems(one, today)) for one in case.accepted)


def _told(
    acceptance: Acceptance, at: str, places: Places, found: Collection[str], today: date
) -> Iterator[Finding]:
    """What keeps an acceptance from being one, or that there is nothing left to accept."""
    problems = list(_problems(acceptance, today))
    # What a change does is known only beside a revision.
    is_idle = acceptance.code not in found and not acceptance.code.startswith(_CHANGES)
    if not problems and is_idle:
        problems = [("CB117", ".code")]
    until = acceptance.until.isoformat() if acceptance.until else ""
    for code, field in problems:
        params = {"field": f"{at}{field}", "value": acceptance.code, "until": until}
        yield Finding(code=code, at=places.at(f"{at}{field}"), params=params)


def _problems(acceptance: Acceptance, today: date) -> Iterator[tuple[str, str]]:
    """The codes of what is wrong with an acceptance, each with the field below it."""
    if acceptance.code not in CODES:
        yield "CB112", ".code"
    elif CODES[acceptance.code] is Severity.ERROR:
        yield "CB113", ".code"
    if not acceptance.reason:
        yield "CB114", ""
    if acceptance.until is None:
        yield "CB115", ""
    elif acceptance.until < today:
        yield "CB116", ".until"
