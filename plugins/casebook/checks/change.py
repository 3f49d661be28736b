"""What a change does to cases that were there before, and whether it may."""

import posixpath
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook.audience import is_visible
from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.registers import Stage
from casebook.model.terms import Audience, State
from casebook.record import Place, Places

_CASES: Final = "cases/"
# What readers cite; a change of it is told to them.
_TEXT: Final = ("title", "subtitle", "summary", "method", "metrics", "effect_note", "markdown")
# What reviewers wrote down is added to, never taken back.
_LOG: Final = ("remarks", "scores")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The library as it is, and what the revision before held of it.

    `before` holds the cases of the changed folders as they were, as far as they can be read;
    `ids` every id of that revision, `past` every id that ever was; `present` the ids whose
    folders stand in the tree now; `stages` are those of the revision before.
    """

    library: Library
    places: Mapping[CaseId, Places]
    before: Mapping[CaseId, Case]
    ids: frozenset[CaseId]
    past: frozenset[CaseId]
    present: frozenset[CaseId]
    paths: Collection[str]
    stages: Mapping[State, Stage]


def change_findings(change: Change) -> Iterator[Finding]:
    """Every finding about the change itself."""
    moved = _moved(change)
    for old, new in moved.items():
        # An editor who gives a new number on purpose says which was the old one.
        if old not in change.library.cases[new].former_ids:
            params = {"value": new, "other": old}
            yield Finding(code="CB701", at=_at(change, new), params=params)
    yield from _deleted(change, moved)
    yield from _mixed(change)
    new_ids = sorted(change.present - change.ids)
    for case_id in new_ids:
        if case_id in change.past and case_id not in moved.values():
            yield Finding(code="CB706", at=_at(change, case_id), params={"value": case_id})
    touched = {posixpath.dirname(path) for path in change.paths}
    for case in change.library.cases.values():
        if posixpath.dirname(case.path) in touched and case.id not in moved.values():
            yield from _case(change, case, change.before.get(case.id))


def _moved(change: Change) -> dict[CaseId, CaseId]:
    """New ids by the old ones whose case they carry on: the same title, or the same text."""
    gone = {key: case for key, case in change.before.items() if key not in change.present}
    found: dict[CaseId, CaseId] = {}
    for case_id in sorted(change.present - change.ids):
        case = change.library.cases.get(case_id)
        for old, was in gone.items():
            if (
                case
                and old not in found
                and (case.title == was.title or case.markdown == was.markdown)
            ):
                found[old] = case_id
                break
    return found


def _deleted(change: Change, moved: Mapping[CaseId, CaseId]) -> Iterator[Finding]:
    """Cases that are gone; a draft, which nobody could see, may go."""
    for case_id in sorted(change.ids - change.present - moved.keys()):
        was = change.before.get(case_id)
        if was is None or was.state is not State.DRAFT:
            at = Place(f"{_CASES}{case_id[:4]}/{case_id}/index.md")
            yield Finding(code="CB702", at=at, params={"value": case_id})


def _mixed(change: Change) -> Iterator[Finding]:
    """What a change touches besides cases, told once for each place at the top of the tree."""
    inside = [path for path in change.paths if path.startswith(_CASES)]
    outside = [path for path in change.paths if not path.startswith(_CASES)]
    if not inside:
        return
    counts = Counter(path.split("/", 1)[0] for path in outside)
    for top, count in counts.items():
        first = next(path for path in outside if path.split("/", 1)[0] == top)
        yield Finding(code="CB704", at=Place(first), params={"target": top, "count": str(count)})


def _case(change: Change, case: Case, was: Case | None) -> Iterator[Finding]:
    yield from _state(change, case, was)
    library = change.library
    shown = is_visible(case, library, Audience.PUBLIC)
    was_shown = was is not None and is_visible(was, library, Audience.PUBLIC)
    if shown and not was_shown:
        at = _at(change, case.id, "state")
        yield Finding(code="CB707", at=at, params={"state": str(case.state)})
    if was is None:
        return
    if shown and was_shown and case.state is not State.WITHDRAWN:
        yield from _text(change, case, was)
    for name in _LOG:
        now = getattr(case, name)
        if any(entry not in now for entry in getattr(was, name)):
            at = _at(change, case.id, name)
            yield Finding(code="CB708", at=at, params={"field": name})


def _state(change: Change, case: Case, was: Case | None) -> Iterator[Finding]:
    """A move that the states do not allow; a new case comes from a draft."""
    if not any(stage.next for stage in change.stages.values()):
        return
    if not change.library.is_formal(case):
        return
    before = was.state if was else State.DRAFT
    stage = change.stages.get(before)
    allowed = stage.next if stage else ()
    if case.state is not before and case.state not in allowed:
        known = "、".join(str(state) for state in (before, *allowed))
        detail = {"detail": "moved", "before": str(before)} if was else {"detail": "new"}
        params = {**detail, "value": str(case.state), "known": known}
        yield Finding(code="CB703", at=_at(change, case.id, "state"), params=params)


def _text(change: Change, case: Case, was: Case) -> Iterator[Finding]:
    changed = [name for name in _TEXT if getattr(case, name) != getattr(was, name)]
    if changed and len(case.errata) <= len(was.errata):
        field = changed[0]
        if field == "markdown":
            at, field = Place(case.path, case.body_line, 1), "body"
        else:
            at = _at(change, case.id, field)
        yield Finding(code="CB705", at=at, params={"field": field})


def _at(change: Change, case_id: CaseId, field: str = "") -> Place:
    places = change.places.get(case_id)
    if places is None:
        return Place(f"{_CASES}{case_id[:4]}/{case_id}/index.md")
    return places.at(field)
