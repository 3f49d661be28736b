"""The gate lets through what an audience may know, and nothing else."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from casebook.audience import gate
from casebook.model.case import Attachment, Case, Clearance, Contact, File, Withdrawal
from casebook.model.fields import CASE
from casebook.model.ids import BatchId, CallId, UnitId
from casebook.model.registers import Batch, Call, Unit
from casebook.model.terms import Audience, State, Trace
from make import make_case, make_library

DAY = date(2025, 6, 1)
INTERNAL: dict[str, Any] = {
    "contacts": (Contact(name="周某", phone="000-5550123"),),
    "remarks": ("评审意见",),
    "clearance": Clearance(by="甲厅", date=DAY, scope=Audience.PUBLIC),
    "origin": "旧库:a.md",
}


def public_view(case: Case) -> Case | None:
    return gate(make_library([case]), Audience.PUBLIC).cases.get(case.id)


def test_every_field_of_the_table_is_a_field_of_the_case() -> None:
    assert set(CASE) <= {field.name for field in fields(Case)}


def test_internal_fields_stay_behind_the_gate() -> None:
    seen = public_view(make_case(**INTERNAL))
    assert seen is not None
    assert (seen.contacts, seen.remarks, seen.clearance, seen.origin) == ((), (), None, "")


def test_internal_fields_reach_the_intranet() -> None:
    case = make_case(**INTERNAL)
    assert gate(make_library([case]), Audience.INTRANET).cases[case.id] == case


def test_the_internal_fields_are_those_marked_in_the_table() -> None:
    marked = {name for name, field in CASE.items() if field.audience is Audience.INTRANET}
    assert marked == {
        "accepted",
        "clearance",
        "contacts",
        "declarations",
        "origin",
        "recommendation",
        "remarks",
        "scores",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"audience": Audience.INTRANET},
        {"clearance": Clearance(by="甲厅", date=DAY, scope=Audience.INTRANET)},
        {"state": State.REVIEWING},
        {"state": State.DRAFT},
        {
            "state": State.WITHDRAWN,
            "withdrawal": Withdrawal(mode=Trace.GONE, date=DAY, reason="核对"),
        },
    ],
    ids=["its audience", "scope of its review", "its state", "a draft", "gone"],
)
def test_a_case_is_hidden_from_the_public_by(values: dict[str, Any]) -> None:
    assert public_view(make_case(**values)) is None


def test_a_draft_is_hidden_from_everybody() -> None:
    library = make_library([make_case(state=State.DRAFT)])
    assert not gate(library, Audience.INTRANET).cases


def test_a_state_without_a_stage_is_hidden() -> None:
    library = make_library([make_case()], stages={})
    assert not gate(library, Audience.INTRANET).cases


def test_an_attachment_goes_with_its_own_audience_and_takes_its_file() -> None:
    case = make_case(
        attachments=(
            Attachment(file="open.csv", title="公开表"),
            Attachment(file="inner.csv", title="内部表", audience=Audience.INTRANET),
        ),
        files=tuple(
            File(name=name, kind="text", size=1) for name in ("open.csv", "inner.csv", "flow.png")
        ),
    )
    seen = public_view(case)
    assert seen is not None
    assert [one.file for one in seen.attachments] == ["open.csv"]
    assert [file.name for file in seen.files] == ["open.csv", "flow.png"]


def test_hidden_units_and_batches_are_not_named_by_cases() -> None:
    unit = Unit(id=UnitId("inner"), name="内部组", audience=Audience.INTRANET)
    batch = Batch(id=BatchId("x-1"), name="内部批", date=DAY, audience=Audience.INTRANET)
    case = make_case(unit=unit.id, batch=batch.id)
    library = make_library([case], units={unit.id: unit}, batches={batch.id: batch})
    gated = gate(library, Audience.PUBLIC)
    assert (gated.cases[case.id].unit, gated.cases[case.id].batch) == (None, None)
    assert not gated.units
    assert not gated.batches


def test_a_withdrawn_case_keeps_its_notice_and_no_content() -> None:
    withdrawal = Withdrawal(mode=Trace.NOTICE, date=DAY, reason="正在核对")
    case = make_case(state=State.WITHDRAWN, withdrawal=withdrawal, summary="摘要", authors=("某",))
    seen = public_view(case)
    assert seen is not None
    assert (seen.title, seen.withdrawal) == (case.title, withdrawal)
    assert (seen.markdown, seen.summary, seen.authors, seen.files) == ("", "", (), ())


def test_a_tombstone_keeps_the_number_alone() -> None:
    withdrawal = Withdrawal(mode=Trace.TOMBSTONE, date=DAY, reason="不公开的原因")
    seen = public_view(make_case(state=State.WITHDRAWN, withdrawal=withdrawal, unit=UnitId("hall")))
    assert seen is not None
    assert (seen.title, seen.unit, seen.date) == ("", None, None)
    assert seen.withdrawal == Withdrawal(mode=Trace.TOMBSTONE, date=DAY)


def test_without_secrecy_review_nothing_is_public() -> None:
    assert public_view(make_case(clearance=None)) is None
    plain = Call(id=CallId("plain"), name="一般文稿", formal=False)
    case = make_case(clearance=None, call=plain.id)
    library = make_library([case], calls={plain.id: plain})
    assert case.id in gate(library, Audience.PUBLIC).cases


def test_a_second_gate_lets_nothing_more_through() -> None:
    library = make_library([make_case(**INTERNAL), make_case("2025-0002", state=State.REVIEWING)])
    once = gate(library, Audience.PUBLIC)
    assert gate(once, Audience.PUBLIC).cases.items() <= once.cases.items()
    assert gate(once, Audience.INTRANET) == once
