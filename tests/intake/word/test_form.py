# ruff: noqa: SLF001 (python-docx has no public names for its elements)
"""The form of a call: written, filled in, and read back."""

import copy
import io
import subprocess
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PIL import Image
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
    ROWS,
    TEXTS,
    as_bytes,
    blank,
    draft,
    filled,
    front_and_body,
    registers,
    text_file,
    with_body,
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


def test_what_was_not_understood_is_told_with_its_row(settings: Path) -> None:
    form = filled(blank(settings, "general"), {**ROWS, "申报单位": "市政务服务中必"})
    row = form.tables[0].rows[3]
    row.cells[0].paragraphs[0].runs[0].text = "获奖情况"
    row.cells[1].paragraphs[0].add_run("区里表扬过一次")
    one = draft(settings, as_bytes(form))
    assert [(note.kind, note.label, note.value, note.meant) for note in one.notes] == [
        ("row", "获奖情况", "区里表扬过一次", ""),
        ("name_near", "申报单位", "市政务服务中必", "市政务服务中心"),
    ]
    front, text = front_and_body(one)
    # What no field takes is for the editors alone.
    assert "  - 获奖情况：区里表扬过一次" in front
    assert "获奖情况" not in text
    # The name stays, so that the check tells of it too.
    assert "unit: 市政务服务中必" in front


def test_internal_rows_stay_out_of_the_text(settings: Path) -> None:
    rows = {**ROWS, "推荐意见": "同意推荐。", "联系邮箱": "a@example.org"}
    front, text = front_and_body(
        draft(settings, as_bytes(filled(blank(settings, "general"), rows)))
    )
    assert '    phone: "13800000000"' in front
    # An opinion without a unit is one of the remarks.
    assert "remarks:\n  - 同意推荐。" in front
    assert not any(word in text for word in ("13800000000", "同意推荐", "a@example.org", "王某"))
    assert "audience" not in front


def test_a_picture_in_a_row_is_told_and_left_out(settings: Path) -> None:
    form = filled(blank(settings, "general"))
    stream = io.BytesIO()
    Image.new("RGB", (9, 9)).save(stream, "PNG")
    rows = [row for table in form.tables for row in table.rows]
    row = next(row for row in rows if row.cells[0].text == "联系人姓名")
    row.cells[1].paragraphs[0].add_run().add_picture(stream)
    one = draft(settings, as_bytes(form))
    assert [(note.kind, note.label) for note in one.notes] == [("picture_row", "联系人姓名")]
    assert one.pictures == {}
    assert "](image" not in one.text


def test_an_empty_row_is_not_filled_from_the_text(settings: Path) -> None:
    form = filled(blank(settings, "general"), {**ROWS, "案例名称": ""})
    one = draft(settings, as_bytes(form))
    assert not one.text.startswith("---\ntitle:")
    assert "\n## 一、背景与起因\n" in one.text
    assert "title" in one.rows


def test_two_tables_of_figures_are_one(settings: Path) -> None:
    form = filled(blank(settings, "general"))
    form.tables[1]._tbl.addnext(copy.deepcopy(form.tables[1]._tbl))
    form.tables[1].rows[1].cells[0].paragraphs[0].runs[0].text = ""
    front, _ = front_and_body(draft(settings, as_bytes(form)))
    assert front.count("    after: ") == 4
    assert front.count("name: 平均等候") == 2


def test_names_may_be_written_instead_of_ticked(settings: Path) -> None:
    form = filled(blank(settings, "general"), {**ROWS, "适用场景": "网上办理、上门服务"}, {})
    front, _ = front_and_body(draft(settings, as_bytes(form)))
    assert "scenes: [online, home-visit]" in front


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("☐网上办理　☑上门服务", ["home-visit"]),
        ("□网上办理　√上门服务", ["home-visit"]),
        ("☐√网上办理 ☐上门服务", ["online"]),
        ("☐网上办理√ ☐上门服务", ["online"]),
        ("■网上办理、■上门服务", ["online", "home-visit"]),
        ("☐网上办理 ☐上门服务", []),
        ("☐网上办理 ☐上门服务 ☐其他：电话接听", ["hotline"]),
        ("上门服务", ["home-visit"]),
    ],
)
def test_ticks_are_read_as_clerks_make_them(settings: Path, words: str, ids: list[str]) -> None:
    form = filled(blank(settings, "general"), ROWS, {})
    row = next(row for row in form.tables[0].rows if row.cells[0].text.startswith("适用场景"))
    row.cells[1].text = words
    front, _ = front_and_body(draft(settings, as_bytes(form)))
    line = next((one for one in front.splitlines() if one.startswith("scenes: ")), "scenes: []")
    assert line == f"scenes: [{', '.join(ids)}]"


def test_of_two_ticks_where_one_is_asked_for_the_second_is_told(settings: Path) -> None:
    ticks = {"申报类型": ["案例", "品牌"], "真实性承诺": ["是", "否"]}
    one = draft(settings, as_bytes(filled(blank(settings, "general"), ROWS, ticks)))
    told = [(note.kind, note.label, note.value) for note in one.notes]
    assert told == [("several", "申报类型", "brand"), ("several", "真实性承诺", "false")]
    assert "kind: case\n" in one.text


def test_the_boxes_of_old_forms_are_read(settings: Path) -> None:
    box = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{}</w:checkBox></w:ffData>"
    box += "</w:fldChar></w:r>"
    words = "".join(
        f"{box.format(state)}<w:r><w:t>{word}</w:t></w:r>"
        for state, word in (("<w:checked/>", "甲　"), ("<w:default w:val='0'/>", "乙"))
    )
    assert front_and_body(draft(settings, with_body(f"<w:p>{words}</w:p>")))[1] == "\n☑甲　□乙\n"


def test_guides_that_were_written_over_do_not_take_words_along(settings: Path) -> None:
    form = filled(blank(settings, "general"))
    for paragraph in form.paragraphs:
        if paragraph.text.startswith("〔这一节可以没有"):
            paragraph.add_run("这句写在提示的同一段里。")
    _, text = front_and_body(draft(settings, as_bytes(form)))
    assert "\n这句写在提示的同一段里。\n" in text
    assert "〔" not in text


def test_the_form_of_an_office_is_read_by_its_rows(settings: Path) -> None:
    document = docx.Document()
    document.add_paragraph("党建案例推荐表")
    table = document.add_table(rows=0, cols=4)
    for words in (
        ("标　题", "夜间办事窗口", "报送单位", "市政务服务中心"),
        ("类 别", "案例", "填报日期", "2026年4月12日"),
        ("手机号码", "13800000000", "执笔人", "窗口组"),
    ):
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = word
    for label, lines in (("主要做法", ("先记账。", "再定人数。")), ("审批意见", ("同意。",))):
        cells = table.add_row().cells
        cells[0].text = label
        value = cells[1].merge(cells[3])
        value.text = lines[0]
        for line in lines[1:]:
            value.add_paragraph(line)
    one = draft(settings, as_bytes(document))
    front, text = front_and_body(one)
    assert one.form == "党建案例推荐表"
    assert "title: 夜间办事窗口\ndate: 2026-04-12\nunit: service-hall\nkind: case\n" in front
    assert 'contacts:\n  - phone: "13800000000"' in front
    assert "remarks:\n  - 同意。" in front
    assert text == "\n## 主要做法\n\n先记账。\n\n再定人数。\n"
    assert one.notes == ()


def test_groups_of_rows_and_empty_ones_keep_names_and_values_together(settings: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件1")
    document.add_paragraph("典型案例申报表")
    table = document.add_table(rows=0, cols=7)
    people = (("姓名", "甲", "职务", "组长"), ("姓名", "", "职务", ""))
    for number, words in enumerate((("题目", "夜间办事窗口", "联系电话", "000-1"), *people)):
        cells = table.add_row().cells
        places = (
            ((0, 0), (1, 1), (2, 3), (4, 4), (5, 6)) if number else ((0, 1), (2, 3), (4, 4), (5, 6))
        )
        texts = ("主要成员", *words) if number == 1 else ("", *words) if number else words
        for (start, end), text in zip(places, texts, strict=True):
            (cells[start].merge(cells[end]) if start != end else cells[start]).text = text
    table.rows[1].cells[0].merge(table.rows[2].cells[0])
    for label, value in (("联系电话", "000-2"), ("所在党支部意见", "同意。")):
        cells = table.add_row().cells
        cells[0].text = label
        cells[1].merge(cells[6]).text = value
    one = draft(settings, as_bytes(document))
    front, text = front_and_body(one)
    assert one.form == "典型案例申报表"
    assert text == "\n附件1\n"
    assert "title: 夜间办事窗口\n" in front
    assert "contacts:\n  - phone: 000-1\n" in front.replace('"', "")
    remarks = front.partition("remarks:\n")[2].replace('"', "").splitlines()
    assert [line.removeprefix("  - ") for line in remarks] == [
        "主要成员", "姓名：甲", "职务：组长", "联系电话：000-2", "同意。",
    ]  # fmt: skip
    assert [(note.kind, note.label, note.value) for note in one.notes] == [
        ("empty", "", "姓名、职务"),
        ("cell", "", "主要成员"),
        ("row", "姓名", "甲"),
        ("row", "职务", "组长"),
        ("again", "联系电话", "000-2"),
    ]


def test_a_table_of_data_is_no_form(settings: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for words in (("单位", "日期", "件数"), ("市政务服务中心", "2026-04-12", "3")):
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = word
    _, text = front_and_body(draft(settings, as_bytes(document)))
    assert "| 单位 | 日期 | 件数 |\n|---|---|---|\n| 市政务服务中心 | 2026-04-12 | 3 |" in text


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


def in_cells(*cells: str) -> str:
    return "".join(f"<w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>" for one in cells)


ROWS_OF_A_FORM = "".join(
    f"<w:tr>{in_cells(label, value)}</w:tr>"
    for label, value in (
        ("案例名称", "夜间窗口"),
        ("推荐单位意见", "不宜公开"),
        ("联系电话", "139"),
    )
)


def test_a_form_in_a_frame_is_read_as_a_form(settings: Path) -> None:
    form = f"<w:tbl>{ROWS_OF_A_FORM}</w:tbl><w:p/>"
    frame = f"<w:tbl><w:tr><w:tc>{form}</w:tc></w:tr></w:tbl>"
    for data in (with_body(form), with_body(frame), with_body(f"{frame}<w:p/>")):
        front, text = front_and_body(draft(settings, data))
        assert text.strip() == ""
        assert "title: 夜间窗口" in front
        assert "- 不宜公开" in front
        assert 'phone: "139"' in front


def test_a_row_by_itself_is_a_form(settings: Path) -> None:
    data = with_body(f"<w:tbl><w:tr>{in_cells('审批意见', '不宜公开')}</w:tr></w:tbl>")
    front, text = front_and_body(draft(settings, data))
    assert "不宜公开" in front
    assert text.strip() == ""


def test_whom_to_ask_stands_in_no_text(settings: Path) -> None:
    lines = ("一、背景", "原来难办。", "（联系人：王某）", "联系人：李某")
    one = draft(settings, as_bytes(text_file(*lines)))
    front, text = front_and_body(one)
    assert "  - name: 王某\n" in front
    assert "- 联系人：李某" in front
    assert "某" not in text
    assert [note.kind for note in one.notes] == ["again"]
