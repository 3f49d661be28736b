"""Small invented records for tests that need no files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from casebook.model.appraisal import Indicators
from casebook.model.case import Case, Clearance
from casebook.model.ids import BatchId, CaseId, TermId, UnitId
from casebook.model.library import Library, Site
from casebook.model.registers import Batch, Stage, Term, Unit
from casebook.model.terms import Audience, State

TODAY = date(2026, 11, 1)
_PUBLIC = (State.NOTICED, State.ADMITTED, State.DUE, State.RETIRED, State.WITHDRAWN)
_NOBODY = (State.DRAFT,)


def make_case(case_id: str = "2025-0001", **values: Any) -> Case:
    """A public, admitted case; any field may be given."""
    given = {
        "title": f"项目{case_id[-4:]}",
        "state": State.ADMITTED,
        "audience": Audience.PUBLIC,
        "markdown": "正文。",
        "clearance": Clearance(by="甲厅", date=TODAY, scope=Audience.PUBLIC),
        "path": f"cases/{case_id[:4]}/{case_id}/index.md",
        **values,
    }
    return Case(id=CaseId(case_id), **given)


def make_library(cases: Iterable[Case] = (), **values: Any) -> Library:
    """A library of these cases with two units, one batch, one theme and every state."""
    stages = {state: Stage(id=state, name=str(state), audience=_seen_by(state)) for state in State}
    given = {
        "site": Site(name="测试案例库", audience=Audience.PUBLIC, page_size=5),
        "today": TODAY,
        "cases": {case.id: case for case in cases},
        "units": {
            UnitId("hall"): Unit(id=UnitId("hall"), name="甲厅"),
            UnitId("desk"): Unit(id=UnitId("desk"), name="乙窗口", parent=UnitId("hall")),
        },
        "branches": {},
        "batches": {
            BatchId("2025-1"): Batch(id=BatchId("2025-1"), name="首批", date=date(2025, 9, 1))
        },
        "calls": {},
        "brands": {},
        "projects": {},
        "indicators": {},
        "indicators_head": Indicators(),
        "standards": {},
        "awards": {},
        "honours": (),
        "rubrics": {},
        "targets": {},
        "themes": {TermId("service"): Term(id=TermId("service"), name="办事服务")},
        "kinds": {},
        "scenes": {},
        "levels": {},
        "brand_types": {},
        "project_types": {},
        "dimensions": {},
        "titles": {},
        "stages": stages,
        **values,
    }
    return Library(**given)


def _seen_by(state: State) -> Audience | None:
    if state in _NOBODY:
        return None
    return Audience.PUBLIC if state in _PUBLIC else Audience.INTRANET
