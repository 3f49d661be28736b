"""The pages of the registers keep the order of the registers, and say what is recorded."""

from datetime import date
from typing import Any

from casebook.model.appraisal import Indicators
from casebook.model.ids import BranchId, BrandId, CaseId, IndicatorId, ItemId, TermId, UnitId
from casebook.model.library import Library
from casebook.model.registers import Brand, Indicator, Term
from casebook.model.terms import Counted
from casebook.views.page import AwardView, CaseView, ListingView, Page
from casebook.views.register_page import (
    AwardsView,
    BrandsView,
    HonoursView,
    IndicatorsView,
    StandardsView,
    TargetsView,
)
from casebook.views.registers import holdings, register_views
from casebook.views.site import pages
from casebook.views.ways import facets
from make import make_case, make_library
from registers import TITLE, award, branch, brand, honour, rows, standard, target, unit

# Neither by number of cases nor by name: zhu stands first, and has nothing.
UNITS = rows(unit("zhu"), unit("an"), unit("bo"))


def said(key: str, **_: object) -> str:
    return key


def view(library: Library, name: str) -> Any:
    return register_views(library)[name]


def made(library: Library) -> dict[str, Page]:
    return {page.url: page for page in pages(library, {}, said)}


def test_the_matrix_of_brands_follows_the_registers() -> None:
    learning = Term(id=TermId("learning"), name="学习")
    service = Term(id=TermId("service"), name="服务")
    book = Brand(id=BrandId("book"), name="书", unit=UnitId("an"), type=learning.id)
    library = make_library(
        [make_case(brand=BrandId("n2")), make_case("2025-0002", brand=BrandId("n2"))],
        units=UNITS,
        brands=rows(brand("n2", "bo"), brand("n1", "an"), book),
        brand_types=rows(service, Term(id=TermId("team"), name="队伍"), learning),
    )
    shown = view(library, "brands")
    assert isinstance(shown, BrandsView)
    assert [one.name for one in shown.types] == ["服务", "学习"]
    assert [row.unit.id for row in shown.rows] == ["an", "bo"]
    assert [[one.id for one in cell] for cell in shown.rows[0].cells] == [["n1"], ["book"]]


def test_honours_follow_the_registers_of_units_and_branches() -> None:
    library = make_library(
        units=UNITS,
        branches=rows(branch("second", "an"), branch("first", "an")),
        titles=rows(TITLE),
        honours=(
            honour(of="bo"),
            honour(branch_of="first", valid_until=date(2025, 1, 1)),
            honour(branch_of="second"),
            honour(2026, of="an"),
        ),
    )
    shown = view(library, "honours")
    assert isinstance(shown, HonoursView)
    (roll,) = shown.rolls
    held = [(one.unit.id, one.branch.id if one.branch else "") for one in roll.holdings]
    assert held == [("an", ""), ("an", "second"), ("an", "first"), ("bo", "")]
    assert [one.is_lapsed for one in roll.holdings] == [False, False, True, False]
    of_units = holdings(library)
    assert not of_units[UnitId("zhu")].honours
    assert [one.id for one in of_units[UnitId("an")].branches] == ["second", "first"]
    assert len(of_units[UnitId("an")].honours) == 3


def test_an_award_keeps_the_order_in_which_it_was_announced() -> None:
    library = make_library(
        [make_case(), make_case("2025-0002"), make_case("2025-0003")],
        awards=rows(
            award("old", ("2025-0001",), year=2024),
            award("new", ("2025-0003",), ("2025-0002", "2025-0001")),
        ),
    )
    shown = view(library, "awards")
    assert isinstance(shown, AwardsView)
    assert [one.id for one in shown.awards] == ["new", "old"]
    page = made(library)["awards/new/"]
    assert isinstance(page.view, AwardView)
    listed = [[one.id for one in cases] for _, cases in page.view.grades]
    assert listed == [["2025-0003"], ["2025-0002", "2025-0001"]]
    case = made(library)["cases/2025-0001/"].view
    assert isinstance(case, CaseView)
    assert [(one.id, grade.name) for one, grade in case.awards] == [("old", "1等"), ("new", "2等")]


def test_cases_answer_to_indicators_and_items() -> None:
    first = Indicator(id=IndicatorId("i1"), name="一", dimension=TermId("role"), sample=True)
    second = Indicator(id=IndicatorId("i2"), name="二", dimension=TermId("role"))
    library = make_library(
        [
            make_case(indicators=(second.id, second.id), standards=(ItemId("a2"),)),
            make_case("2025-0002", indicators=(second.id,)),
        ],
        dimensions=rows(Term(id=TermId("team"), name="队伍"), Term(id=TermId("role"), name="作用")),
        indicators=rows(first, second),
        indicators_head=Indicators(title="指标"),
        standards=rows(standard("s", "a1", "a2")),
    )
    shown = view(library, "indicators")
    assert isinstance(shown, IndicatorsView)
    (dimension,) = shown.dimensions
    assert [(one.item.id, one.count) for one in dimension.lines] == [("i1", 0), ("i2", 2)]
    assert shown.sample
    tree = view(library, "standards")
    assert isinstance(tree, StandardsView)
    assert [one.count for _, lines in tree.standards[0].parts for one in lines] == [0, 1]
    # A row that no case answers to has its page too, since the overview leads there.
    for url, total in (("indicators/i1/", 0), ("indicators/i2/", 2), ("standards/a2/", 1)):
        page = made(library)[url]
        assert isinstance(page.view, ListingView)
        assert page.view.listing.total == total
    assert {one.key: one.unofficial for one in facets(library)} == {
        "year": False,
        "indicator": True,
        "standard": False,
        "state": False,
    }


def test_targets_lead_to_what_they_count() -> None:
    library = make_library(
        [make_case(batch="2025-1")],
        targets=rows(
            target("a", Counted.CASES, "2025-1"),
            target("b", Counted.CASES),
            target("c", Counted.BRANDS),
            target("d", Counted.PROJECTS),
            target("e"),
        ),
    )
    shown = view(library, "targets")
    assert isinstance(shown, TargetsView)
    assert [(one.recorded, one.url) for one in shown.lines] == [
        (1, "batches/2025-1/"),
        (1, "library/"),
        (0, ""),
        (0, ""),
        (None, ""),
    ]


def test_only_registers_with_rows_stand_beside_one_another() -> None:
    library = make_library(brands=rows(brand("n", "hall")), targets=rows(target("t")))
    assert view(library, "awards").siblings == ("brands", "targets")


def test_old_and_new_case_lead_to_each_other() -> None:
    library = make_library(
        [
            make_case(),
            make_case("2026-0001", supersedes=(CaseId("2025-0001"),), branch=BranchId("no")),
        ]
    )
    old, new = (made(library)[f"cases/{key}/"].view for key in ("2025-0001", "2026-0001"))
    assert isinstance(old, CaseView)
    assert isinstance(new, CaseView)
    assert ([one.id for one in old.superseded_by], old.supersedes) == (["2026-0001"], ())
    assert ([one.id for one in new.supersedes], new.superseded_by) == (["2025-0001"], ())
