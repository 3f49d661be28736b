"""A column's year as a book: every article with its source and day, divided, gated, and linked."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from casebook import app
from casebook.findings import Catalogue
from casebook.model.ids import VolumeId
from casebook.model.terms import Audience
from casebook.model.volume import Format
from casebook.press.fonts import Fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import print_volume
from casebook.press.printshop import print_for_press
from casebook.press.volumes import left_out, prepared
from casebook.views.volume_page import VolumePage, VolumesView
from casebook.views.volume_pages import volume_archive, volume_pages
from press_book import DAY, SITE
from sites import ROOT, TODAY, Scratch

ISSUES = {"0001": "2025-10-01", "0002": "2025-12-31", "0003": "2026-01-01", "0004": "2025-11-01"}


@pytest.fixture(scope="module")
def sample(catalogue: Catalogue) -> Manuscript:
    loaded = app.load(ROOT, TODAY, catalogue)
    volume = loaded.library.volumes[VolumeId("talk-2025")]
    return prepared(volume, app.edition(loaded, volume.readers), SITE, catalogue)


def squeezed(text: str) -> str:
    return "".join(re.sub(r"<[^>]+>|\u200b", "", text).split())


def test_every_format_holds_every_article_with_source_day_and_issue(
    sample: Manuscript, fonts: Fonts
) -> None:
    made = print_volume(ROOT, sample, list(Format), fonts, DAY)
    pdf = PdfReader(io.BytesIO(made[Format.PDF]))
    texts = ["".join(squeezed(page.extract_text()) for page in pdf.pages)]
    for kind, folder in ((Format.DOCX, "word/document.xml"), (Format.EPUB, ".xhtml")):
        with zipfile.ZipFile(io.BytesIO(made[kind])) as archive:
            names = [name for name in archive.namelist() if name.endswith(folder)]
            texts.append("".join(archive.read(name).decode() for name in names))
    for one in sample.view.articles:
        article = one.article
        for text in texts:
            assert squeezed(article.title) in squeezed(text)
            assert f"第{article.issue}期" in squeezed(text)
            assert article.date is not None
            assert f"{article.date.month}月{article.date.day}日" in squeezed(text)
            assert "榆汀市机关月读" in squeezed(text)
    assert "单位索引" in texts[0]
    assert "李某一" not in repr(sample.data)


def test_a_print_shop_gets_a_columns_year_as_well(sample: Manuscript, fonts: Fonts) -> None:
    sheets = print_for_press(ROOT, sample, fonts, DAY)
    assert sheets.count % 4 == 0
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(sheets.pages)).pages)
    for one in sample.view.articles:
        assert squeezed(one.article.title) in squeezed(text)


def test_an_issue_stays_on_one_line(sample: Manuscript) -> None:
    assert "第\u00a01\u00a0期" in sample.chapters["vanguard-2025-0001"]


def test_codes_lead_to_the_pages_of_articles(sample: Manuscript) -> None:
    keys = [f"vanguard-2025-{number:04}" for number in (1, 2, 3)]
    assert sample.data["addresses"] == {
        key: f"{SITE}vanguard/{key.removeprefix('vanguard-')}/" for key in keys
    }
    assert [part["name"] for part in sample.data["parts"]] == ["头一步", "小东西"]


def test_the_page_of_the_volume_lists_its_articles(
    sample: Manuscript, catalogue: Catalogue
) -> None:
    page = next(volume_pages([sample.view], {}, catalogue.phrase))
    assert isinstance(page.view, VolumePage)
    line = ("天天开门，来的人反而少", "第 1 期　2025-10-15", "vanguard/2025-0001/")
    assert page.view.parts[0].chapters[0] == line
    assert "article:vanguard/2025-0001" in page.depends
    archive = volume_archive([sample.view], catalogue.phrase).view
    assert isinstance(archive, VolumesView)
    assert archive.lines[0][2:] == (0, 3)


def test_a_volume_holds_what_its_readers_may_know(tmp_path: Path, catalogue: Catalogue) -> None:
    scratch = Scratch(tmp_path / "library")
    for number, day in ISSUES.items():
        scratch.article(
            f"2025-{number}",
            date=day,
            clearance={"by": "甲室", "date": "2025-01-05", "scope": "public"},
            audience="intranet" if number == "0002" else "public",
            rights=None if number == "0004" else "own",
        )
    column = scratch.root / "site_config/columns/vanguard.yml"
    column.write_text(column.read_text("utf-8").replace("rights: own", "rights:"), "utf-8")
    written = "name: 合订本\nselect: {columns: [{column: vanguard, years: [2025]}]}\n"
    (scratch.root / "site_config/volumes").mkdir()
    (scratch.root / "site_config/volumes/y.yml").write_text(written, "utf-8")
    loaded = app.load(scratch.root, TODAY, catalogue)
    volume = loaded.library.volumes[VolumeId("y")]
    for audience in Audience:
        work = prepared(volume, app.edition(loaded, audience), SITE, catalogue)
        assert list(work.chapters) == ["vanguard-2025-0001"]
    assert left_out(volume, loaded.whole, loaded.library) == ()
