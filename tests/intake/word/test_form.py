# ruff: noqa: SLF001 (python-docx has no public names for its elements)
"""The form of a call: written, filled in, and read back."""

import copy
import io
import subprocess
from pathlib import Path

import pytest
from docx.shared import Mm
from pypdf import PdfReader

from casebook import app
from casebook.findings import Catalogue
from casebook.findings.report import text_report
from casebook.intake.word.labels import ROWS as KNOWN
from casebook.model.ids import CallId
from conftest import Golden
from intake.word_files import (
    CATALOGUE,
    DAY,
    TEXTS,
    as_bytes,
    blank,
    draft,
    filled,
    front_and_body,
    registers,
)
from press.test_outside import needed

HERE = Path(__file__).parent


def test_a_filled_form_becomes_a_case(settings: Path, golden: Golden) -> None:
    one = draft(settings, as_bytes(filled(blank(settings, "general"))))
    golden(HERE / "filled.md", one.text.replace(one.origin, "word:0"))
    assert one.notes == ()
    assert one.form == "日常征集申报表"
    assert one.year == 2026


def test_a_filled_form_has_no_findings(library: Path, catalogue: Catalogue) -> None:
    one = draft(library, as_bytes(filled(blank(library, "general"))))
    index = library / "cases/2026/2026-0001/index.md"
    index.parent.mkdir(parents=True)
    index.write_text(one.text, encoding="utf-8")
    loaded = app.load(library, DAY, catalogue)
    own = [one for one in loaded.findings if one.at.path.startswith("cases/2026/")]
    assert text_report(own, catalogue) == ""


def test_a_blank_form_is_a_case_without_anything(settings: Path) -> None:
    one = draft(settings, as_bytes(blank(settings, "general")))
    front, text = front_and_body(one)
    assert front.splitlines() == ["call: general", "state: submitted", f'origin: "{one.origin}"']
    headings = [line for line in text.splitlines() if line]
    assert headings == [f"## {name}" for name in TEXTS]
    assert one.notes == ()


def test_a_row_says_how_much_it_holds(settings: Path) -> None:
    table = blank(settings, "general").tables[0]
    labels = [row.cells[0].text for row in table.rows]
    assert "案例名称*\n〔不超过 30 字〕" in labels
    assert "摘要*\n〔做了什么、有什么变化；100 至 300 字〕" in labels
    assert "步骤*\n〔一步一段；每条不超过 200 字，最多 8 条〕" in labels
    assert "花费\n〔花了多少钱、人、时间；不超过 300 字〕" in labels


def test_closed_terms_are_to_be_ticked_by_their_names(settings: Path) -> None:
    known = registers(settings)
    rows = {row.cells[0].paragraphs[0].text.rstrip("*"): row for row in
            blank(settings, "general").tables[0].rows}  # fmt: skip
    for label, register in (("申报类型", "kinds"), ("专题", "themes"), ("适用场景", "scenes")):
        words = rows[label].cells[1].paragraphs[0].text.split()
        assert words == [term.name for term in known.taxonomies[register].values()]


@pytest.mark.parametrize("call", ["2025", "2026", "plain"])
def test_every_call_has_a_form(settings: Path, call: str) -> None:
    form = blank(settings, call)
    asked = registers(settings).calls[CallId(call)].sections
    headings = [one.text for one in form.paragraphs if one.style and one.style.name == "Heading 1"]
    assert [one.partition("、")[2] for one in headings] == [one.name for one in asked]
    assert draft(settings, as_bytes(form)).text.count("call: ") == 1


def test_the_form_asks_for_nothing_that_it_does_not_read(settings: Path) -> None:
    known = {CATALOGUE.label(field) for field in KNOWN}
    form = blank(settings, "general")
    rows = [row for table in (form.tables[0], form.tables[2]) for row in table.rows]
    labels = {row.cells[0].paragraphs[0].text.rstrip("*") for row in rows
              if row.cells[0]._tc is not row.cells[1]._tc}  # fmt: skip
    assert labels <= known
    assert len(labels) > 25


def test_the_page_and_its_fonts_are_those_of_offices(settings: Path) -> None:
    form = blank(settings, "general")
    section = form.sections[0]
    sides = (section.page_width, section.page_height)
    assert [round((side or 0) / Mm(1)) for side in sides] == [210, 297]
    xml = form.styles.element.xml
    for font in ("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"):
        assert f'w:eastAsia="{font}"' in xml


def test_a_form_that_went_through_another_program_is_still_read(
    settings: Path, tmp_path: Path
) -> None:
    office = needed("soffice", "libreoffice-writer-nogui")
    form = filled(blank(settings, "general"))
    before = draft(settings, as_bytes(copy.deepcopy(form)))
    form.save(str(tmp_path / "a.docx"))
    convert(office, tmp_path, "odt:writer8", "a.docx")
    convert(office, tmp_path, "docx:MS Word 2007 XML", "a.odt")
    after = draft(settings, (tmp_path / "a.docx").read_bytes())
    assert after.text.replace(after.origin, "") == before.text.replace(before.origin, "")


def test_libreoffice_prints_the_form_on_a_few_pages(settings: Path, tmp_path: Path) -> None:
    office = needed("soffice", "libreoffice-writer-nogui")
    blank(settings, "general").save(str(tmp_path / "a.docx"))
    convert(office, tmp_path, "pdf", "a.docx")
    pages = PdfReader(io.BytesIO((tmp_path / "a.pdf").read_bytes())).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    for word in ("日常征集申报表", "做法卡", "计量单位", "三、成效与反响", "推荐意见"):
        assert word in text
    assert len(pages) <= 5


def convert(office: str, folder: Path, kind: str, name: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [office, profile, "--headless", "--convert-to", kind, name]
    subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=240)
