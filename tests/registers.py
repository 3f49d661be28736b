"""Rows of registers for tests that need no files, open and hidden ones side by side."""

from datetime import date
from typing import Any

from casebook.model.appraisal import (
    Award,
    Grade,
    Honour,
    Item,
    Part,
    Standard,
    Target,
)
from casebook.model.ids import (
    AwardId,
    BranchId,
    BrandId,
    CaseId,
    ItemId,
    ProjectId,
    StandardId,
    TargetId,
    TermId,
    UnitId,
)
from casebook.model.registers import Branch, Brand, Project, Term, Unit
from casebook.model.terms import Audience, Counted, ProjectState

INNER = Audience.INTRANET
TITLE = Term(id=TermId("good"), name="好支部")
TYPE = Term(id=TermId("service"), name="服务")


def unit(name: str, **values: Any) -> Unit:
    return Unit(id=UnitId(name), name=f"单位{name}", **values)


def branch(name: str, of: str, **values: Any) -> Branch:
    return Branch(id=BranchId(name), name=f"支部{name}", unit=UnitId(of), **values)


def brand(name: str, of: str) -> Brand:
    return Brand(id=BrandId(name), name=f"品牌{name}", unit=UnitId(of), type=TYPE.id)


def project(name: str, of: str, parent: str = "") -> Project:
    return Project(
        id=ProjectId(name),
        name=f"项目{name}",
        unit=UnitId(of),
        year=2025,
        parent=ProjectId(parent) if parent else None,
        type=TYPE.id,
        state=ProjectState.DONE,
    )


def award(name: str, *grades: tuple[str, ...], **values: Any) -> Award:
    made = tuple(
        Grade(name=f"{number}等", cases=tuple(CaseId(one) for one in cases))
        for number, cases in enumerate(grades, start=1)
    )
    given = {"year": 2025, "by": "甲厅", **values}
    return Award(id=AwardId(name), name=f"表彰{name}", grades=made, **given)


def honour(year: int = 2025, *, of: str = "", branch_of: str = "", **values: Any) -> Honour:
    return Honour(
        title=TITLE.id,
        unit=UnitId(of) if of else None,
        branch=BranchId(branch_of) if branch_of else None,
        year=year,
        **values,
    )


def standard(name: str, *items: str, **values: Any) -> Standard:
    made = tuple(Item(id=ItemId(one), name=f"条目{one}") for one in items)
    part = Part(name="一部", items=made)
    return Standard(id=StandardId(name), name=f"标准{name}", parts=(part,), **values)


def target(name: str, counts: Counted | None = None, of: str = "", **values: Any) -> Target:
    given = {"number": 1, **values}
    return Target(id=TargetId(name), name=f"目标{name}", counts=counts, of=of, **given)


def rows(*records: Any) -> dict[Any, Any]:
    """Records by their ids, in the order given."""
    return {one.id: one for one in records}


def hidden_and_open() -> dict[str, Any]:
    """Registers in which everything named `shut` is hidden, by itself or by what holds it."""
    day = date(2025, 9, 1)
    return {
        "units": rows(unit("open"), unit("shut", audience=INNER)),
        "branches": rows(
            branch("b-open", "open"),
            branch("b-shut", "open", audience=INNER),
            branch("b-of-shut", "shut"),
        ),
        "brands": rows(brand("n-open", "open"), brand("n-of-shut", "shut")),
        "projects": rows(project("p-of-shut", "shut"), project("p-open", "open", "p-of-shut")),
        "standards": rows(standard("s-open", "a1"), standard("s-shut", "z1", audience=INNER)),
        "awards": rows(
            award("a-open", ("2025-0001", "2025-0002", "2025-0003"), date=day),
            award("a-shut", ("2025-0001",), audience=INNER),
        ),
        "honours": (
            honour(of="open"),
            honour(of="shut"),
            honour(branch_of="b-open"),
            honour(branch_of="b-shut"),
            honour(branch_of="b-of-shut"),
            honour(2026, of="open", audience=INNER),
        ),
        "targets": rows(
            target("t-open", Counted.AWARDS, "a-open"),
            target("t-of-shut", Counted.AWARDS, "a-shut"),
            target("t-shut", audience=INNER),
            target("t-uncounted"),
        ),
        "titles": rows(TITLE),
        "brand_types": rows(TYPE),
    }
