"""Figures of a few cases that can be counted by hand."""

from dataclasses import asdict, fields
from decimal import Decimal

import pytest

from casebook.findings import Catalogue
from casebook.model.body import Body, Image
from casebook.model.case import Case, Metric
from casebook.model.ids import BatchId, TermId, UnitId
from casebook.model.method import Method
from casebook.model.registers import Term
from casebook.model.terms import State
from casebook.views.stats import Stats, stats
from make import make_case, make_library

PICTURE = Image("cases/2025/2025-0001/a.png", "图", "", 1, 1)
WHOLE = Method(
    problem="难", steps=("一",), conditions=("有",), cost="无", lessons=("慢",), ask="办"
)
CASES = (
    make_case(
        "2025-0001",
        themes=(TermId("service"), TermId("night")),
        unit=UnitId("desk"),
        batch=BatchId("2025-1"),
        method=WHOLE,
        metrics=(Metric(name="人数", after=Decimal(1)),),
        authors=("李某一",),
    ),
    make_case("2026-0001", unit=UnitId("hall"), method=Method(problem="难", steps=("一",))),
    make_case("2026-0002", unit=UnitId("hall"), effect_note="还早", state=State.NOTICED),
)


@pytest.fixture
def made(catalogue: Catalogue) -> Stats:
    terms = {key: Term(id=key, name=name) for key, name in THEMES.items()}
    library = make_library(CASES, themes=terms)
    bodies = {case.id: Body("夜校 3 个班。", images=(PICTURE,)) for case in CASES}
    del bodies[CASES[2].id]
    return stats(library, bodies, catalogue.phrase)


THEMES = {TermId("night"): "夜间", TermId("service"): "办事服务", TermId("idle"): "空"}


def told(made: Stats, way: str) -> list[tuple[str, int, int, int]]:
    return [(one.name, *asdict(one.figures).values()) for one in made.groups[way]]


def test_cases_words_and_pictures_are_counted(made: Stats) -> None:
    assert asdict(made.total) == {"cases": 3, "words": 12, "images": 2}


def test_groups_keep_the_order_of_the_register_and_tell_of_what_is_missing(made: Stats) -> None:
    assert told(made, "theme") == [("夜间", 1, 6, 1), ("办事服务", 1, 6, 1), ("未填写", 2, 6, 1)]
    assert told(made, "year") == [("2026", 2, 6, 1), ("2025", 1, 6, 1)]
    assert told(made, "state") == [("noticed", 1, 0, 0), ("admitted", 2, 12, 2)]
    assert told(made, "batch") == [("首批", 1, 6, 1), ("未填写", 2, 6, 1)]
    assert list(made.groups) == ["state", "year", "theme", "kind", "scene", "batch"]


def test_cards_are_counted_by_their_parts(made: Stats) -> None:
    parts = {"problem": 2, "steps": 2, "conditions": 1, "cost": 1, "lessons": 1, "ask": 1}
    assert made.parts == parts
    assert (made.cards, made.measured, made.explained) == (1, 1, 1)


def test_units_are_named_in_the_order_of_the_register_without_a_figure(made: Stats) -> None:
    assert made.units == ("甲厅", "乙窗口")


def test_persons_are_not_counted(made: Stats) -> None:
    assert "李某一" not in str(made)
    assert (
        not {"authors", "contacts", "judge"} & {one.name for one in fields(Case)} & set(made.groups)
    )


def test_an_empty_library_has_figures_too(catalogue: Catalogue) -> None:
    made = stats(make_library(), {}, catalogue.phrase)
    assert made.total.cases == 0
    assert not any(made.groups.values())
