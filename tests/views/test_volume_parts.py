"""The parts that the articles of a volume fall into."""

from datetime import date

import pytest

from casebook.findings import Catalogue
from casebook.model.ids import TermId, VolumeId
from casebook.model.registers import Term
from casebook.model.volume import ColumnSelection, Divide, Division, Selection, Volume
from casebook.views.volume import volume_view
from make import make_case
from views.test_columns import TALK, make_article, make_column_library

WHOLE = Selection(columns=(ColumnSelection(column=TALK),), years=(2025,))
SECOND = Selection(columns=(ColumnSelection(column=TALK, issues=(2,)),))


@pytest.mark.parametrize(
    ("divide", "parts", "expected"),
    [
        (None, (), [("", ["2025-0001", 1, 2, 3])]),
        (
            Divide.MONTH,
            (),
            [("其他案例", ["2025-0001"]), ("2025年3月", [1, 2]), ("2026年1月", [3])],
        ),
        (
            Divide.SERIES,
            (Division(name="专题", select=SECOND),),
            [("专题", [2]), ("其他案例", ["2025-0001"]), ("乙", [3]), ("甲", [1])],
        ),
        (
            None,
            (Division(name="专题", select=SECOND),),
            [("专题", [2]), ("其他案例", ["2025-0001"]), ("其他文章", [1, 3])],
        ),
        (
            Divide.SERIES,
            (),
            [("其他案例", ["2025-0001"]), ("乙", [3]), ("甲", [1]), ("其他文章", [2])],
        ),
    ],
)
def test_nothing_is_lost_by_dividing(
    divide: Divide | None,
    parts: tuple[Division, ...],
    expected: list[tuple[str, list[object]]],
    catalogue: Catalogue,
) -> None:
    series = tuple(Term(id=TermId(key), name=name) for key, name in (("b", "乙"), ("a", "甲")))
    library = make_column_library(
        make_article("2025-0001", issue=1, series="a"),
        make_article("2025-0002", issue=2),
        make_article("2026-0001", issue=3, series="b", date=date(2026, 1, 1)),
        cases=[make_case()],
        column={"series": series},
    )
    volume = Volume(id=VolumeId("v"), name="卷", select=WHOLE, divide=divide, parts=parts)
    made = volume_view(volume, library, {}, catalogue.phrase).parts
    assert [
        (part.name, [getattr(one.record, "issue", one.record.id) for one in part.chapters])
        for part in made
    ] == expected
