"""Nothing hidden shows through a register, and no hidden row of a register through a case."""

from datetime import date

import pytest

from casebook.audience import gate
from casebook.audience.secrets import register_strings
from casebook.model.case import Withdrawal
from casebook.model.ids import AwardId, BranchId, BrandId, CaseId, ItemId, ProjectId, UnitId
from casebook.model.library import Library
from casebook.model.terms import Audience, State, Trace
from make import make_case, make_library
from registers import hidden_and_open, honour

HIDDEN = ("shut", "b-shut", "b-of-shut", "n-of-shut", "p-of-shut", "s-shut", "z1", "a-shut")


@pytest.fixture
def whole() -> Library:
    cases = [
        make_case(
            unit=UnitId("shut"),
            branch=BranchId("b-of-shut"),
            party_body="单位shut机关党委",
            brand=BrandId("n-of-shut"),
            project=ProjectId("p-of-shut"),
            standards=(ItemId("a1"), ItemId("z1")),
            supersedes=(CaseId("2025-0002"), CaseId("2025-0004")),
        ),
        make_case("2025-0002", state=State.REVIEWING),
        make_case(
            "2025-0003",
            state=State.WITHDRAWN,
            withdrawal=Withdrawal(mode=Trace.NOTICE, date=date(2026, 1, 5), reason="核对"),
        ),
        make_case("2025-0004"),
    ]
    return make_library(cases, **hidden_and_open())


def test_hidden_rows_stay_behind_with_what_they_hold(whole: Library) -> None:
    seen = gate(whole, Audience.PUBLIC)
    assert list(seen.units) == ["open"]
    assert list(seen.branches) == ["b-open"]
    assert list(seen.brands) == ["n-open"]
    assert [(one.id, one.parent) for one in seen.projects.values()] == [("p-open", None)]
    assert list(seen.standards) == ["s-open"]
    assert list(seen.awards) == ["a-open"]
    assert seen.honours == (honour(of="open"), honour(branch_of="b-open"))
    assert list(seen.targets) == ["t-open", "t-uncounted"]


def test_an_award_lists_what_can_be_read_and_is_not_taken_down(whole: Library) -> None:
    (grade,) = gate(whole, Audience.PUBLIC).awards[AwardId("a-open")].grades
    assert grade.cases == ("2025-0001",)
    assert gate(whole, Audience.PUBLIC).awarded.keys() == {"2025-0001"}
    (within,) = gate(whole, Audience.INTRANET).awards[AwardId("a-open")].grades
    assert within.cases == ("2025-0001", "2025-0002")


def test_a_case_names_no_hidden_row(whole: Library) -> None:
    case = gate(whole, Audience.PUBLIC).cases[CaseId("2025-0001")]
    named = (case.unit, case.branch, case.party_body, case.brand, case.project)
    assert named == (None, None, "", None, None)
    assert (case.standards, case.supersedes) == (("a1",), ("2025-0004",))


def test_within_everything_is_there(whole: Library) -> None:
    seen = gate(whole, Audience.INTRANET)
    for name in ("units", "branches", "brands", "projects", "standards", "honours", "targets"):
        assert getattr(seen, name) == getattr(whole, name), name
    assert list(seen.awards) == ["a-open", "a-shut"]


def test_the_open_text_of_the_leak_scan_holds_nothing_hidden(whole: Library) -> None:
    text = "\n".join(register_strings(gate(whole, Audience.PUBLIC)))
    assert [name for name in HIDDEN if f"{name}\n" in f"{text}\n"] == []
    assert all(f"表彰{name}" in text for name in ("a-open",))
    assert "表彰a-shut" in "\n".join(register_strings(whole))


def test_a_second_gate_takes_nothing_more(whole: Library) -> None:
    once = gate(whole, Audience.PUBLIC)
    assert gate(once, Audience.INTRANET) == once
