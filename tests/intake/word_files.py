# ruff: noqa: SLF001 (python-docx has no public names for its elements)
"""Word files as tests need them: filled forms, free texts, and packages made part by part."""

import copy
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.table import _Row
from docx.text.paragraph import Paragraph
from PIL import Image

from casebook.findings import Finding
from casebook.intake.word.blank import BlankForm
from casebook.intake.word.convert import Draft, Known, draft_of
from casebook.model.ids import CallId
from casebook.parse import parse_settings
from casebook.parse.settings import Registers
from casebook.render.images import clean_image
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from casebook.source.settings import read_all

DAY = date(2026, 6, 1)
CATALOGUE = read_catalogue()
W = nsdecls("w")
Rows = Mapping[str, str | Sequence[str]]

ROWS: Rows = {
    "案例名称": "夜间办事窗口",
    "申报单位": "市政务服务中心",
    "成文日期": "2026年4月12日",
    "撰写人员": "窗口组、学习组",
    "受益对象": "白天上班的居民",
    "开始日期": "2025.9.1",
    "摘要": "窗口下午五点半关门，白天上班的人只能请假来办。窗口组先记了三周的账，看晚上来问的人"
    "有多少、办什么事，再把每周三的窗口开到晚上八点，两个人轮班。半年后晚间每月办一百八十件，"
    "平均等候从四十五分钟减到二十分钟，请假来办的人少了，白天的队也短了。",
    "难处": "窗口下午五点半关门，上班的人只能请假来办。",
    "步骤": ["1. 先记三周的账", "第二步：周三开到晚上八点", "③每月公布件数"],
    "条件": ["有两个人轮班", "楼里晚上有保安"],
    "花费": "每月加班费两千元",
    "教训": ["起初没有公告，头两周没有人来"],
    "可以问谁": "窗口管理科",
    "联系人姓名": "王某",
    "联系电话": "13800000000",
}
TICKS: Mapping[str, Sequence[str]] = {
    "申报类型": ["案例"],
    "专题": ["办事服务", "减负精简"],
    "适用场景": ["夜间和休息日"],
    "真实性承诺": ["是"],
    "原创声明": ["是"],
    "肖像授权": ["没有"],
    "AI 辅助撰写": ["用了，内容已逐句核对"],
}
METRICS = (
    ("晚间办件", "0", "１８０", "件/月", "2026-03-31", "窗口台账"),
    ("平均等候", "45", "20", "分钟", "2026年3月31日", "排队系统"),
)
TEXTS: Mapping[str, Sequence[str]] = {
    "一、背景与起因": ["原来窗口五点半关门，上班的人只能请假。"],
    "二、做法与经过": [
        "（一）先记账",
        "记了三周，每天 3~5 件。",
        "（二）再开窗",
        "周三开到晚上八点。",
    ],
    "三、成效与反响": ["晚间每月办 180 件，等候减到 20 分钟。"],
    "四、探讨与启示": ["先记账，再定人数。"],
}


def registers(root: Path) -> Registers:
    return parse_settings(read_all(root))[0]


def draft(root: Path, data: bytes, name: str = "稿.docx", call: str | None = None) -> Draft:
    known = Known(registers(root), CATALOGUE, DAY, CallId(call) if call else None)
    return draft_of(name, data, known, clean_image)


def front_and_body(one: Draft) -> tuple[str, str]:
    front, _, text = one.text.removeprefix("---\n").partition("\n---\n")
    return front, text


def rendered(text: str) -> str:
    """What a reader sees of a Markdown text."""
    return body(text, "cases/2026/2026-0001/index.md", 1, CATALOGUE.phrases).text


def blank(root: Path, call: str) -> Document:
    known = registers(root)
    written = BlankForm(known.calls[CallId(call)], known, CATALOGUE).written(DAY)
    return docx.Document(io.BytesIO(written))


def filled(
    form: Document,
    rows: Rows = ROWS,
    ticks: Mapping[str, Sequence[str]] = TICKS,
    texts: Mapping[str, Sequence[str]] = TEXTS,
) -> Document:
    """A blank form as a clerk fills it in."""
    for row in _rows(form):
        label = row.cells[0].paragraphs[0].text.rstrip("*")
        given = rows.get(label, ())
        lines = [given] if isinstance(given, str) else given
        for number, line in enumerate(lines):
            cell = row.cells[1]
            (cell.add_paragraph() if number else cell.paragraphs[0]).add_run(line)
        for word in ticks.get(label, ()):
            tick(row, word)
    for row, values in zip(form.tables[1].rows[1:], METRICS, strict=False):
        for cell, value in zip(row.cells, values, strict=True):
            cell.paragraphs[0].add_run(value)
    for paragraph in form.paragraphs:
        write_below(paragraph, texts.get(paragraph.text, ()))
    return form


def tick(row: _Row, word: str) -> None:
    for box in row.cells[1]._tc.iter(qn("w:sdt")):
        words = box.getnext().find(qn("w:t")).text
        if words.strip() == word:
            next(box.iter(qn("w:t"))).text = "☑"
            return
    raise AssertionError(word)


def write_below(heading: Paragraph, lines: Sequence[str]) -> None:
    """Paragraphs in the empty line below a heading; short ones with an ordinal are bold."""
    empty = copy.deepcopy(heading._p.getnext())
    for line in reversed(lines):
        made = copy.deepcopy(empty)
        heading._p.addnext(made)
        run = Paragraph(made, heading._parent).add_run(line)
        run.bold = line.startswith("（") and len(line) < 20


def _rows(form: Document) -> Iterator[_Row]:
    for table in form.tables:
        yield from (row for row in table.rows if len({cell._tc for cell in row.cells}) == 2)


def as_bytes(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_file(*lines: str, bold: Sequence[str] = (), centred: Sequence[str] = ()) -> Document:
    """A free text without any styles, as offices write it."""
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        if line in bold:
            run.bold = True
        if line in centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return document


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A package with some of its parts replaced, added, or, where None is given, left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info, old.read(info))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def with_body(xml: str) -> bytes:
    """A document whose body begins with some WordprocessingML."""
    data = as_bytes(docx.Document())
    old = part(data).decode()
    start = old.index("<w:body>") + len("<w:body>")
    return with_parts(data, {"word/document.xml": (old[:start] + xml + old[start:]).encode()})


def codes(findings: Sequence[Finding]) -> list[str]:
    return [one.code for one in findings]


def read(settings: Path, document: Document) -> tuple[str, str]:
    return front_and_body(draft(settings, as_bytes(document)))


def picture(kind: str = "PNG", side: int = 40, **more: object) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(stream, kind, **more)
    stream.seek(0)
    return stream


def kinds(settings: Path, data: bytes) -> list[tuple[str, str]]:
    return [(note.kind, note.value) for note in draft(settings, data).notes]


def run(inner: str) -> str:
    return f"<w:r><w:t>{inner}</w:t></w:r>"
