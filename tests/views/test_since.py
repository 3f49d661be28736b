"""What changed since an edition is what its own readers would see."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from casebook import app
from casebook.findings import Catalogue
from casebook.model.frozen import FORMATS, changed, parts_of
from casebook.model.ids import CaseId
from casebook.model.method import Method
from casebook.model.terms import Audience
from casebook.views.since import Since, since
from sites import TODAY, Scratch

KEY = CaseId("2025-0001")


def _library(root: Path) -> Scratch:
    """A case of an internal unit, and a volume that prints it for the public."""
    scratch = Scratch(root)
    units = [{"id": "hidden", "name": "甲所", "audience": "intranet"}]
    scratch.register("registry/units.yml", "units", units)
    scratch.case(KEY, unit="hidden", method={"problem": "排队", "steps": ["取号"]})
    volume = scratch.root / "site_config/volumes/v.yml"
    volume.parent.mkdir()
    volume.write_text("name: 汇编（示例）\nselect: {years: [2025]}\nsample: true\n", "utf-8")
    return scratch


def _freeze(scratch: Scratch, catalogue: Catalogue, format_: int) -> None:
    edition = app.edition(app.load(scratch.root, TODAY, catalogue))
    parts = parts_of(edition.library.cases[KEY], edition.bodies.outlines.get(KEY), format_)
    card = {
        "format": format_,
        "volume": "v",
        "number": 1,
        "day": "2026-06-15",
        "name": "汇编（示例）",
        "audience": "public",
        "cases": {KEY: dict(parts)},
    }
    (scratch.root / "editions").mkdir()
    (scratch.root / "editions/v-1.json").write_text(json.dumps(card), encoding="utf-8")


def _since(scratch: Scratch, catalogue: Catalogue, audience: Audience) -> Since:
    edition = app.edition(app.load(scratch.root, TODAY, catalogue), audience)
    case = edition.library.cases[KEY]
    (one,) = since(case, edition.bodies.outlines.get(KEY), edition.library)
    return one


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("audience", list(Audience))
def test_a_page_tells_no_change_that_never_was(
    tmp_path: Path, catalogue: Catalogue, audience: Audience, format_: int
) -> None:
    scratch = _library(tmp_path / "library")
    _freeze(scratch, catalogue, format_)
    assert _since(scratch, catalogue, audience).parts == ()
    scratch.case(KEY, unit="hidden", method={"problem": "排长队", "steps": ["取号"]})
    assert _since(scratch, catalogue, audience).parts == ("method",)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterMethod(Method):
    """The method card with a field that it has not got yet."""

    place: str = ""
    places: tuple[str, ...] = field(default=())


def test_a_new_field_that_is_not_filled_in_is_no_change(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    case = app.load(_library(tmp_path / "library").root, TODAY, catalogue).library.cases[KEY]
    later = replace(case, method=LaterMethod(problem="排队", steps=("取号",)))
    assert changed(parts_of(case, None), parts_of(later, None)) == ()
    filled = replace(case, method=LaterMethod(problem="排队", steps=("取号",), place="一楼"))
    assert changed(parts_of(case, None), parts_of(filled, None)) == ("method",)
