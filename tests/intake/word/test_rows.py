# ruff: noqa: SLF001 (python-docx has no public names for its elements)
"""The rows of a filled form, of ours or of an office, and what becomes of each."""

import copy
import io
from pathlib import Path

import docx
import pytest
from PIL import Image

from intake.word_files import (
    ROWS,
    as_bytes,
    blank,
    draft,
    filled,
    front_and_body,
    with_body,
)


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
