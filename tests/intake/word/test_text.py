# ruff: noqa: SLF001 (python-docx has no public names for its elements)
"""A free text of an office: title, headings, lists, tables, notes and pictures."""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from intake.word_files import (
    draft,
    front_and_body,
    part,
    read,
    rendered,
    run,
    text_file,
    with_body,
    with_parts,
)


def test_title_unit_and_day_stand_at_the_beginning(settings: Path) -> None:
    lines = (
        "夜间办事窗口",
        "——把窗口开到晚上",
        "市政务服务中心",
        "（2026年4月12日）",
        "原来难办。",
    )
    front, text = read(settings, text_file(*lines, bold=lines[:1], centred=lines[:4]))
    assert front.splitlines()[:4] == [
        "title: 夜间办事窗口", "subtitle: 把窗口开到晚上", "date: 2026-04-12", "unit: service-hall",
    ]  # fmt: skip
    assert text == "\n原来难办。\n"


def test_a_title_of_two_lines_below_the_number_of_an_annex(settings: Path) -> None:
    lines = ("附件2", "关于把办事窗口开到晚上", "方便上班居民的案例", "原来难办。")
    front, text = read(settings, text_file(*lines, bold=lines[1:3], centred=lines[1:3]))
    assert "title: 关于把办事窗口开到晚上方便上班居民的案例\n" in front
    assert text == "\n附件2\n\n原来难办。\n"


def test_bold_paragraphs_with_ordinals_are_headings(settings: Path) -> None:
    lines = (
        "一、背景",
        "原来难办。",
        "（一）先记账",
        "记了三周。",
        "1.看晚上",
        "一是先看。",
        "一、先记账，再报数。",
    )
    bold = ("一、背景", "（一）先记账", "1.看晚上")
    _, text = read(settings, text_file(*lines, bold=bold))
    assert text.split() == [
        "##", "一、背景", "原来难办。", "###", "（一）先记账", "记了三周。", "####", "1.看晚上",
        "一是先看。", "一、先记账，再报数。",
    ]  # fmt: skip


@pytest.mark.parametrize("font", ["黑体", "楷体_GB2312", "SimHei"])
def test_fonts_of_headings_tell_headings(settings: Path, font: str) -> None:
    document = text_file("（一）先记账", "记了三周。")
    run = document.paragraphs[0].runs[0]
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    assert read(settings, document)[1] == "\n### （一）先记账\n\n记了三周。\n"


def test_a_sentence_that_begins_in_bold_stays_a_sentence(settings: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("一是先记账。").bold = True
    paragraph.add_run("记了三周。")
    assert read(settings, document)[1] == "\n**一是先记账。**记了三周。\n"


def test_headings_of_word_begin_below_the_title(settings: Path) -> None:
    document = docx.Document()
    for level, words in ((1, "夜间办事窗口"), (2, "背景"), (3, "难处"), (2, "做法")):
        document.add_heading(words, level)
        document.add_paragraph("正文。")
    front, text = read(settings, document)
    assert front.startswith("title: 夜间办事窗口\n")
    assert [line for line in text.split("\n") if line[:1] == "#"] == [
        "## 背景",
        "### 难处",
        "## 做法",
    ]


def test_the_heading_of_a_section_is_no_title(settings: Path) -> None:
    document = docx.Document()
    document.add_heading("一、背景与起因", 1)
    document.add_paragraph("原来难办。")
    front, text = read(settings, document)
    assert "title" not in front
    assert text == "\n## 一、背景与起因\n\n原来难办。\n"


def test_numbers_that_word_counts_are_written_out(settings: Path) -> None:
    data = with_body(
        "".join(
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='77'/></w:numPr></w:pPr>"
            f"{run(words)}</w:p>"
            for depth, words in ((0, "背景"), (1, "先记账"), (1, "再开窗"), (0, "做法"))
        )
    )
    rows = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
        for at, text in enumerate(("%1、", "（%2）"))
    )
    numbering = part(data, "word/numbering.xml").decode()
    start = numbering.index("<w:abstractNum ")
    mine = f"<w:abstractNum w:abstractNumId='90'>{rows}</w:abstractNum>"
    numbering = numbering[:start] + mine + numbering[start:]
    numbering = numbering.replace(
        "</w:numbering>", "<w:num w:numId='77'><w:abstractNumId w:val='90'/></w:num></w:numbering>"
    )
    _, text = front_and_body(
        draft(settings, with_parts(data, {"word/numbering.xml": numbering.encode()}))
    )
    assert text.split() == ["##", "一、背景", "（一）先记账", "（二）再开窗", "##", "二、做法"]


def test_lists_stay_lists(settings: Path) -> None:
    document = docx.Document()
    for style, words in (
        ("List Bullet", "先记账"),
        ("List Bullet 2", "每天记"),
        ("List Number", "开窗"),
    ):
        document.add_paragraph(words, style=style)
    _, text = read(settings, document)
    assert "- 先记账" in text
    assert "1. 开窗" in text


def test_a_heading_keeps_the_signs_at_its_end(settings: Path) -> None:
    document = docx.Document()
    for words in ("学 C #", "二 ##", "用 C#"):
        document.add_paragraph(words, style="Heading 1")
    text = read(settings, document)[1]
    assert rendered(text) == "学 C # 二 ## 用 C#"
    assert "## 用 C#\n" in text


def test_the_last_of_two_headings_is_no_title(settings: Path) -> None:
    document = docx.Document()
    for words in ("背景与起因", "做法与经过"):
        document.add_paragraph(words, style="Heading 1")
    front, text = read(settings, document)
    assert "title" not in front
    assert text == "\n## 背景与起因\n\n## 做法与经过\n"
