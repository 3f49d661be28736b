"""The author's own file with comments: all of it as it was, and each finding at its place."""

import io
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from casebook.findings import Finding
from casebook.intake.word.comments import Remark, annotated
from casebook.intake.word.convert import Draft
from casebook.intake.word.receipt import remarks
from casebook.record import Place
from intake.word_files import (
    CATALOGUE,
    DAY,
    ROWS,
    TEXTS,
    as_bytes,
    blank,
    draft,
    filled,
    text_file,
    with_body,
)
from press.test_outside import needed

INDEX = "cases/2026/2026-0001/index.md"


def comments(document: Document) -> list[tuple[str, str]]:
    """The first words of the paragraph of each comment, and what it says, in their order."""
    found = {}
    for paragraph in document.element.body.iter(qn("w:p")):
        words = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        for one in paragraph.iter(qn("w:commentReference")):
            found[int(one.get(qn("w:id")))] = words[:12]
    return [(found[one.comment_id], one.text) for one in document.comments]


def told(one: Draft, *findings: Finding) -> list[tuple[int, str]]:
    return [(remark.at, remark.text) for remark in remarks(one, findings, CATALOGUE)]


def line_of(one: Draft, words: str) -> int:
    return next(at for at, line in enumerate(one.text.split("\n"), start=1) if words in line)


def finding(code: str, line: int = 0, **params: str) -> Finding:
    return Finding(code=code, at=Place(INDEX, line, 1 if line else 0), params=params)


def test_comments_change_nothing_else() -> None:
    document = text_file("一、背景", "", "原来难办。")
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "件数"
    before = as_bytes(document)
    said = [Remark(at, f"第 {at} 条") for at in (-1, 1, 2, 3, 4, 4)]
    after = docx.Document(io.BytesIO(annotated(before, said, "某某案例库", DAY)))
    old = docx.Document(io.BytesIO(before))
    assert [one.text for one in after.paragraphs] == [one.text for one in old.paragraphs]
    assert [[run.text for run in one.runs if run.text] for one in after.paragraphs] == [
        [run.text for run in one.runs if run.text] for one in old.paragraphs
    ]
    assert [cell.text for cell in after.tables[0].rows[0].cells] == ["件数", ""]
    assert comments(after) == [
        ("一、背景", "第 -1 条"), ("", "第 1 条"), ("原来难办。", "第 2 条"), ("件数", "第 3 条"),
        ("", "第 4 条"), ("", "第 4 条"),
    ]  # fmt: skip
    assert {one.author for one in after.comments} == {"某某案例库"}
    assert {one.timestamp for one in after.comments} == {datetime(2026, 6, 1, tzinfo=UTC)}


def test_the_same_comments_are_the_same_marks() -> None:
    data = as_bytes(text_file("原来难办。"))
    made = [docx.Document(io.BytesIO(annotated(data, [Remark(0, "好")], "某", DAY))) for _ in "ab"]
    assert made[0].element.xml == made[1].element.xml


def test_a_comment_on_a_text_box_hangs_on_its_paragraph() -> None:
    box = "<w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p><w:r>"
    box += "<w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
    data = with_body(f"<w:p><w:r><w:t>外</w:t></w:r><w:r>{box}</w:r></w:p>")
    after = docx.Document(io.BytesIO(annotated(data, [Remark(1, "好")], "库", DAY)))
    paragraph = after.element.body[0]
    assert paragraph[-1].find(qn("w:commentReference")) is not None


def test_a_file_with_comments_keeps_them() -> None:
    document = text_file("原来难办。")
    document.add_comment(document.paragraphs[0].runs, text="旧的", author="某室")
    after = docx.Document(io.BytesIO(annotated(as_bytes(document), [Remark(0, "新的")], "库", DAY)))
    assert [(one.author, one.text) for one in after.comments] == [("某室", "旧的"), ("库", "新的")]


def test_comments_of_an_earlier_receipt_are_taken_out() -> None:
    data = as_bytes(text_file("原来难办。", "后来好办。"))
    once = annotated(data, [Remark(-1, "旧"), Remark(1, "旧")], "库", DAY)
    twice = docx.Document(io.BytesIO(annotated(once, [Remark(1, "新")], "库", DAY)))
    assert comments(twice) == [("后来好办。", "新")]
    assert [one.text for one in twice.paragraphs] == ["原来难办。", "后来好办。"]
    marks = [qn(f"w:comment{name}") for name in ("RangeStart", "RangeEnd", "Reference")]
    assert [len(list(twice.element.body.iter(mark))) for mark in marks] == [1, 1, 1]


def test_findings_stand_at_their_rows_and_paragraphs(settings: Path) -> None:
    one = draft(settings, as_bytes(filled(blank(settings, "general"), {**ROWS, "摘要": ""})))
    found = (
        finding("CB101", 1, field="summary", hint="add"),
        finding("CB105", line_of(one, "after: 180"), field="metrics.0.after", hint="number"),
        finding("CB219", line_of(one, "## 三、成效与反响"), target="三、成效与反响"),
        finding("CB108", line_of(one, "周三开到晚上八点"), field="method.steps.1", limit="8"),
        finding("CB227", 1, field="method"),
        finding("CB409", 0, count="1"),
    )
    data = as_bytes(filled(blank(settings, "general"), {**ROWS, "摘要": ""}))
    after = docx.Document(io.BytesIO(annotated(data, remarks(one, found, CATALOGUE), "库", DAY)))
    assert [(words, text.partition("：")[0]) for words, text in comments(after)] == [
        ("日常征集申报表", "检查过了"),
        ("日常征集申报表", "请核对"),
        ("", "必须改"),
        ("窗口下午五点半关门，上班", "请核对"),
        ("第二步：周三开到晚上八点", "请核对"),
        ("１８０", "必须改"),
        ("三、成效与反响", "请核对"),
    ]


def test_a_finding_about_a_picture_stands_where_it_is_shown(settings: Path) -> None:
    one = draft(settings, as_bytes(filled(blank(settings, "general"))))
    shown = replace(one, text=one.text.replace("先记账，再定人数。", "![](image-1.png)"))
    at = Place("cases/2026/2026-0001/image-1.png")
    told_of = told(shown, Finding(code="CB206", at=at, params={"target": "image-1.png"}))
    assert told_of[1][0] == one.anchors[line_of(shown, "image-1.png")]


def test_a_name_is_told_once_and_in_the_words_of_the_form(settings: Path) -> None:
    rows = {**ROWS, "申报单位": "市政务服务中必"}
    one = draft(settings, as_bytes(filled(blank(settings, "general"), rows)))
    line = line_of(one, "unit: ")
    found = finding("CB107", line, field="unit", value="市政务服务中必", hint="reference")
    summary, *others = told(one, found)
    assert summary[1].startswith("检查过了：1 处必须改，0 处请核对，0 处建议。")
    assert [text for _, text in others] == [
        "必须改：“市政务服务中必”没有登记，是否想写“市政务服务中心”？（CB107）"
    ]


def test_two_names_in_a_line_are_two_findings(settings: Path) -> None:
    rows = {**ROWS, "专题": "天外、海里"}
    one = draft(settings, as_bytes(filled(blank(settings, "general"), rows, {})))
    line = line_of(one, "themes: ")
    found = [
        finding("CB107", line, field=f"themes.{at}", value=name, hint="reference")
        for at, name in enumerate(("天外", "海里"))
    ]
    summary, *others = told(one, *found)
    assert summary[1].startswith("检查过了：2 处必须改，0 处请核对")
    assert [text for _, text in others] == [
        f"必须改：“{name}”没有登记，请写登记的全称（CB107）" for name in ("天外", "海里")
    ]


def test_what_is_missing_in_a_free_text_stands_at_the_top(settings: Path) -> None:
    document = text_file(
        "夜间办事窗口", "原来难办。", bold=["夜间办事窗口"], centred=["夜间办事窗口"]
    )
    one = draft(settings, as_bytes(document))
    found = (finding("CB101", 2, field="unit", hint="add"), finding("CB228", 1, field="call"))
    assert [at for at, _ in told(one, *found)] == [-1, -1, -1]
    assert told(one, *found)[2][1] == "必须改：缺少“申报单位”。请补充这一栏（CB101）"


def test_nothing_to_say_is_said(settings: Path) -> None:
    one = draft(settings, as_bytes(filled(blank(settings, "general"))))
    assert told(one) == [(-1, "检查过了，没有发现问题，谢谢。")]


def test_numbers_of_persons_are_not_repeated(settings: Path) -> None:
    document = text_file("一、背景", "见下。")
    document.add_comment(document.paragraphs[1].runs, text="问 13800000000", author="某室")
    document.sections[0].header.paragraphs[0].text = "身份证 11010519491231002X"
    rows = {"申报单位": "13900000000"}
    for data in (as_bytes(document), as_bytes(filled(blank(settings, "general"), rows, {}, {}))):
        one = draft(settings, data)
        words = "".join(text for _, text in told(one))
        assert one.notes
        assert "1380000" not in words
        assert "1390000" not in words
        assert "11010519" not in words


def test_no_word_for_whom_has_no_files() -> None:
    """What a comment says to do never names a field or a file of the library."""
    for key, words in CATALOGUE.phrases.items():
        if key.startswith(("receipt_", "word_note_", "word_unfit_", "form_")):
            assert "site_config" not in words or key == "form_no_call"
            assert "index.md" not in words


def test_libreoffice_shows_the_comments(settings: Path, tmp_path: Path) -> None:
    office = needed("soffice", "libreoffice-writer-nogui")
    data = as_bytes(filled(blank(settings, "general"), texts=TEXTS))
    said = [Remark(-1, "检查过了"), Remark(9, "缺少这一栏")]
    (tmp_path / "a.docx").write_bytes(annotated(data, said, "某某案例库", DAY))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    notes = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    words = [office, profile, "--headless", "--convert-to", notes, "a.docx"]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    marks = [mark.get_object() for mark in PdfReader(tmp_path / "a.pdf").pages[0].annotations or ()]
    assert [mark["/Contents"] for mark in marks if mark["/Subtype"] == "/Text"] == [
        "检查过了",
        "缺少这一栏",
    ]
