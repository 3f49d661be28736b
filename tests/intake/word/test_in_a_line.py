# ruff: noqa: SLF001 (python-docx has no public names for its elements)
"""Pictures, links, notes and signs within a text of Word."""

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from casebook.intake.word.spans import Span, markdown_of
from casebook.text.characters import hidden_characters
from intake.word_files import (
    W,
    as_bytes,
    draft,
    front_and_body,
    kinds,
    part,
    picture,
    read,
    rendered,
    run,
    with_body,
    with_parts,
)


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
