# ruff: noqa: SLF001 (python-docx has no public names for its elements)
"""A free text of an office: title, headings, lists, tables, notes and pictures."""

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from casebook.intake.word.package import Unfit, UnfitError
from casebook.intake.word.spans import Span, markdown_of
from casebook.text.characters import hidden_characters
from intake.word_files import (
    as_bytes,
    draft,
    front_and_body,
    part,
    rendered,
    text_file,
    with_body,
    with_parts,
)

W = nsdecls("w")
FORMULA = (
    "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>"
    "<w:del w:id='1'><m:r><m:t>旧</m:t></m:r></w:del><m:r><m:t>新</m:t></m:r></m:oMath>"
)


def read(settings: Path, document: docx.document.Document) -> tuple[str, str]:
    return front_and_body(draft(settings, as_bytes(document)))


def picture(kind: str = "PNG", side: int = 40, **more: object) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(stream, kind, **more)
    stream.seek(0)
    return stream


def kinds(settings: Path, data: bytes) -> list[tuple[str, str]]:
    return [(note.kind, note.value) for note in draft(settings, data).notes]


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


def test_tables_pictures_and_notes(settings: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["年", "件数", "2025", "3*"], strict=True
    ):
        cell.text = words
    document.add_picture(picture())
    caption = document.add_paragraph("图1　晚上的窗口")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    one = draft(settings, as_bytes(document))
    _, text = front_and_body(one)
    assert text == (
        "\n| 年 | 件数 |\n|---|---|\n| 2025 | 3\\* |\n\n"
        '![图1　晚上的窗口](image-1.png "图1　晚上的窗口")\n'
    )
    assert list(one.pictures) == ["image-1.png"]


def test_merged_cells_are_split_and_told(settings: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "件数"
    data = as_bytes(document)
    assert kinds(settings, data) == [("joined", "")]
    assert "| 件数 |  |\n" in draft(settings, data).text


def test_pictures_lose_what_the_camera_wrote(settings: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    document = docx.Document()
    document.add_picture(picture("JPEG", exif=exif))
    one = draft(settings, as_bytes(document))
    assert b"secret place" in part(as_bytes(document), "word/media/image1.jpg")
    assert list(one.pictures) == ["image-1.jpg"]
    assert b"secret place" not in one.pictures["image-1.jpg"]
    assert one.text.endswith("\n![](image-1.jpg)\n")


def test_a_picture_of_another_kind_is_told_of(settings: Path) -> None:
    document = docx.Document()
    document.add_picture(picture("BMP"))
    one = draft(settings, as_bytes(document))
    assert [note.kind for note in one.notes] == ["picture_unfit"]
    assert one.pictures == {}


def run(inner: str) -> str:
    return f"<w:r><w:t>{inner}</w:t></w:r>"


def code(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


@pytest.mark.parametrize(
    ("xml", "text", "told"),
    [
        (f"<w:ins w:id='1' w:author='x'>{run('新')}</w:ins>{run('的')}", "新的",
         ("inserted", "新")),
        ("<w:del w:id='1' w:author='x'><w:r><w:delText>旧</w:delText></w:r></w:del>" + run("的"),
         "的", ("deleted", "旧")),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>" + run("的"), "的", ("hidden", "暗")),
        ("<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p>"
         + run("框") + "</w:p></w:txbxContent></v:textbox></w:pict></w:r>" + run("的"),
         "的\n\n框", ("textbox", "框")),
        ("<w:r><w:object/></w:r>" + run("的"), "的", ("embedded", "")),
        ("<w:r><w:drawing/></w:r>" + run("的"), "的", ("drawing", "")),
        ("<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>" + run("的"), "的",
         ("symbol", "Wingdings")),
        (run("看\u200b见"), "看见", ("invisible", "")),
        (code("begin") + run("暗") + code("separate") + run("明") + code("end"), "明",
         ("hidden", "暗")),
        (FORMULA, "新", ("formula", "旧新")),
    ],
)  # fmt: skip
def test_nothing_is_left_out_in_silence(
    settings: Path, xml: str, text: str, told: tuple[str, str]
) -> None:
    data = with_body(f"<w:p>{xml}</w:p>")
    assert front_and_body(draft(settings, data))[1].strip() == text
    assert kinds(settings, data) == [told]


@pytest.mark.parametrize(
    ("kind", "xml"),
    [
        ("character", "<w:p><w:r><w:rPr><w:rStyle w:val='Dark'/></w:rPr>{}</w:r></w:p>"),
        ("paragraph", "<w:p><w:pPr><w:pStyle w:val='Dark'/></w:pPr><w:r>{}</w:r></w:p>"),
    ],
)
def test_what_a_style_hides_is_left_out(settings: Path, kind: str, xml: str) -> None:
    base = "<w:style w:styleId='Base'><w:rPr><w:vanish/></w:rPr></w:style>"
    style = f"<w:style w:type='{kind}' w:styleId='Dark'><w:basedOn w:val='Base'/></w:style>"
    data = with_body(xml.format("<w:t>暗</w:t>"))
    styles = part(data, "word/styles.xml").replace(
        b"</w:styles>", f"{base}{style}</w:styles>".encode()
    )
    data = with_parts(data, {"word/styles.xml": styles})
    assert "暗" not in draft(settings, data).text
    assert kinds(settings, data) == [("hidden", "暗")]


def test_a_field_without_an_end_hides_no_other_paragraph(settings: Path) -> None:
    data = with_body(f"<w:p>{code('begin')}</w:p><w:p>{run('明')}</w:p>")
    assert front_and_body(draft(settings, data))[1] == "\n明\n"


def test_a_row_that_was_deleted_is_left_out(settings: Path) -> None:
    row = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    gone = "<w:trPr><w:del w:id='1' w:author='x'/></w:trPr>"
    data = with_body(f"<w:tbl>{row.format('', run('在'))}{row.format(gone, run('旧'))}</w:tbl>")
    assert "旧" not in draft(settings, data).text
    assert kinds(settings, data) == [("deleted", "旧")]


def test_words_on_both_sides_of_a_remark_are_read(settings: Path) -> None:
    data = with_body("<w:p><w:r><w:t>先<!-- x -->记<?y z?>账</w:t></w:r></w:p>")
    assert front_and_body(draft(settings, data))[1] == "\n先记账\n"


def test_what_word_asks_is_no_answer(settings: Path) -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    asked, answered = (control.format(run(words)) for words in ("单击此处输入文字。", "先记账"))
    data = with_body(f"<w:p>{asked}{answered}</w:p>")
    assert front_and_body(draft(settings, data))[1] == "\n先记账\n"


def test_of_two_ways_to_say_the_same_one_is_read_once(settings: Path) -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    ways = f"<mc:Choice Requires='x'>{run('新')}{run('字')}</mc:Choice>"
    ways += f"<mc:Fallback>{run('旧字')}</mc:Fallback>"
    data = with_body(
        f"<w:p><mc:AlternateContent xmlns:mc='{space}'>{ways}</mc:AlternateContent></w:p>"
    )
    assert front_and_body(draft(settings, data))[1] == "\n新字\n"


def test_comments_heads_and_feet_are_told_of(settings: Path) -> None:
    document = text_file("原来难办。")
    document.add_comment(document.paragraphs[0].runs, text="请补数字", author="某室")
    document.add_comment(
        document.paragraphs[0].runs, text="缺摘要", author="榆汀市典型案例库（示例）"
    )
    document.sections[0].header.paragraphs[0].text = "内部稿"
    document.sections[0].footer.paragraphs[0].text = "- 1 -"
    document.sections[0].footer.paragraphs[0].add_run("第 页")
    assert kinds(settings, as_bytes(document)) == [
        ("header", "内部稿"),
        ("footer", "- 1 -第 页"),
        ("comment", "请补数字"),
    ]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_a_mark_of_secrecy_beside_the_text_keeps_it_out(settings: Path, place: str) -> None:
    document = text_file("原来难办。")
    getattr(document.sections[0], place).paragraphs[0].text = "机密★10年"
    with pytest.raises(UnfitError) as caught:
        draft(settings, as_bytes(document))
    assert caught.value.why is Unfit.MARKED


def test_contacts_in_a_text_are_internal(settings: Path) -> None:
    lines = ("一、背景", "单位：这里说的是别处。", "联系人：王某", "联系电话：13800000000")
    front, text = read(settings, text_file(*lines))
    assert 'contacts:\n  - name: 王某\n    phone: "13800000000"' in front
    assert text == "\n## 一、背景\n\n单位：这里说的是别处。\n"


def test_links_lead_to_the_web_alone(settings: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, target in enumerate(
        ("https://example.org/a_b", "javascript:alert(1)", "file:///etc/x")
    ):
        related = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{related}">{run(f"链{number}")}</w:hyperlink>'
        )
        paragraph._p.append(link)
    data = as_bytes(document)
    assert front_and_body(draft(settings, data))[1] == "\n[链0](<https://example.org/a_b>)链1链2\n"
    assert kinds(settings, data) == [("link", "javascript:alert(1)"), ("link", "file:///etc/x")]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("https://example.org/a", "<https://example.org/a>"),
        ("见 https://example.org/b", "[见 https://example.org/b](<https://example.org/a>)"),
        ("办事指南*", "[办事指南\\*](<https://example.org/a>)"),
    ],
)
def test_no_link_stands_within_a_link(words: str, written: str) -> None:
    line = markdown_of([Span(words, link="https://example.org/a")])
    assert line == written
    assert rendered(line) == words


def test_footnotes_come_along(settings: Path) -> None:
    data = with_body(f"<w:p>{run('难办')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
    note = f"<w:footnote w:id='2'><w:p>{run('见台账*')}</w:p></w:footnote>"
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    rels = (
        part(data, "word/_rels/document.xml.rels")
        .decode()
        .replace(
            "</Relationships>",
            "<Relationship Id='rId99' Target='footnotes.xml' Type='http://schemas.openxmlformats.org/"
            "officeDocument/2006/relationships/footnotes'/></Relationships>",
        )
    )
    parts = {"word/footnotes.xml": notes.encode(), "word/_rels/document.xml.rels": rels.encode()}
    _, text = front_and_body(draft(settings, with_parts(data, parts)))
    assert text == "\n难办[^1]\n\n[^1]: 见台账\\*\n"


def test_a_line_break_ends_a_paragraph(settings: Path) -> None:
    document = docx.Document()
    Paragraph.add_run(document.add_paragraph(), "先记账。\n　　再定人数。")
    assert read(settings, document)[1] == "\n先记账。\n\n再定人数。\n"


LETTERS = st.text(
    st.sampled_from("夜校，。“”*_[]()<>`#-+=~|&;:!.\\\"'1a 　^{}$") | st.characters(codec="utf-8"),
    min_size=1,
)


@given(st.lists(st.tuples(LETTERS, st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_whatever_is_written_in_word_is_what_readers_see(
    parts: list[tuple[str, bool, bool]],
) -> None:
    spans = [Span(seen(text), bold, struck) for text, bold, struck in parts]
    said = "".join("".join(one.text for one in spans).split())
    assert "".join(rendered(markdown_of(spans)).split()) == said


def seen(text: str) -> str:
    """A text as the reader of Word files hands it on: no control, nothing that cannot be seen."""
    for hidden in hidden_characters(text):
        text = text.replace(hidden.character, "")
    return "".join(one if one.isprintable() else " " for one in text)


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
