import datetime
import shutil
from pathlib import Path

import pytest

from casebook import app
from casebook.findings import Catalogue
from casebook.intake.adopt import adopt
from casebook.intake.report import AdoptionReport, json_report, text_summary
from conftest import Golden
from intake.adopting import mapping, silent, tree


@pytest.fixture
def report(collection: Path, library: Path) -> AdoptionReport:
    rules = mapping((collection / "map.yml").read_text(encoding="utf-8"))
    return adopt(collection / "foreign", library, rules, silent, dry_run=False)


def test_the_whole_collection(
    collection: Path, library: Path, report: AdoptionReport, catalogue: Catalogue, golden: Golden
) -> None:
    for path in sorted((library / "cases").rglob("*.md")):
        golden(collection / "expected" / path.relative_to(library), path.read_text("utf-8"))
    golden(collection / "expected" / "report.txt", text_summary(report, catalogue))
    golden(collection / "expected" / "report.json", json_report(report, catalogue))
    expected = {path.name for path in (collection / "expected" / "cases").glob("*/*")}
    assert {path.name for path in (library / "cases").glob("*/*")} == expected


def test_images_come_along(collection: Path, library: Path, report: AdoptionReport) -> None:
    assert report.adopted
    picture = (collection / "foreign" / "img" / "流程 图.png").read_bytes()
    assert (library / "cases/2023/2023-0001/image.png").read_bytes() == picture


def test_a_second_run_changes_nothing(
    collection: Path, library: Path, report: AdoptionReport
) -> None:
    before = tree(library)
    rules = mapping((collection / "map.yml").read_text(encoding="utf-8"))
    again = adopt(collection / "foreign", library, rules, silent, dry_run=False)
    assert tree(library) == before
    assert again.present == report.adopted
    assert not again.adopted
    assert again.notes == report.notes


def test_the_library_can_be_loaded(
    library: Path, report: AdoptionReport, catalogue: Catalogue
) -> None:
    assert report.adopted
    loaded = app.load(library, datetime.date(2026, 1, 1), catalogue)
    codes = sorted({finding.code for finding in loaded.findings})
    # The bad date, the image that is not there, and the one on another host are all told.
    assert codes == ["CB104", "CB203", "CB210"]


def test_a_dry_run_writes_nothing(collection: Path, library: Path) -> None:
    before = tree(library)
    rules = mapping((collection / "map.yml").read_text(encoding="utf-8"))
    report = adopt(collection / "foreign", library, rules, silent, dry_run=True)
    assert report.adopted
    assert tree(library) == before


def test_a_case_that_was_taken_away_is_adopted_again(
    collection: Path, library: Path, report: AdoptionReport
) -> None:
    shutil.rmtree(library / "cases/2023/2023-0001")
    rules = mapping((collection / "map.yml").read_text(encoding="utf-8"))
    again = adopt(collection / "foreign", library, rules, silent, dry_run=False)
    assert len(again.adopted) == 1
    assert len(again.present) == len(report.adopted) - 1
