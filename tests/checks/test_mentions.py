"""A writer is told of a mention of what not all readers may know."""

from typing import Any

import pytest

from casebook.checks.mentions import mention_finding
from casebook.model.ids import BrandId, TermId, UnitId
from casebook.model.registers import Brand, Unit
from casebook.model.terms import Audience
from casebook.record import Place
from make import make_library


@pytest.mark.parametrize(
    ("audience", "codes"), [(Audience.PUBLIC, []), (Audience.INTRANET, ["CB332"])]
)
def test_a_brand_is_as_hidden_as_its_unit(audience: Audience, codes: list[str]) -> None:
    units: dict[Any, Any] = {
        UnitId("hall"): Unit(id=UnitId("hall"), name="甲厅", audience=audience)
    }
    brand = Brand(id=BrandId("lamp"), name="灯", unit=UnitId("hall"), type=TermId("service"))
    library = make_library(units=units, brands={brand.id: brand})
    found = mention_finding("brand:lamp", Place("a.md", 1, 1), [Audience.PUBLIC], library)
    assert [one.code for one in found] == codes
