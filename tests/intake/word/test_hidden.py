"""What Word does not show stays out of a text, and is told of."""

from pathlib import Path

import pytest

from casebook.intake.word.package import Unfit, UnfitError
from intake.word_files import (
    as_bytes,
    draft,
    front_and_body,
    kinds,
    part,
    read,
    run,
    text_file,
    with_body,
    with_parts,
)

FORMULA = (
    "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>"
    "<w:del w:id='1'><m:r><m:t>旧</m:t></m:r></w:del><m:r><m:t>新</m:t></m:r></m:oMath>"
)


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
