"""Comments into a Word file, which is otherwise left as it was."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import docx
from docx.comments import Comments
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from casebook.intake.word.names import Element
from casebook.intake.word.notes import NOWHERE


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a paragraph, given by its number; NOWHERE is the top of the document."""

    at: int
    text: str


def annotated(data: bytes, remarks: Iterable[Remark], author: str, day: date) -> bytes:
    """The file with a comment for each remark, signed by `author` and dated to `day`.

    Comments that `author` made before are taken out; those of others stay.
    """
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    _take_back(document.part.comments, body, author)
    paragraphs = list(body.iter(qn("w:p")))
    if not paragraphs:
        # A comment needs something to hang on.
        document.add_paragraph()
        paragraphs = list(body.iter(qn("w:p")))
    for remark in remarks:
        number = _comment(document.part.comments, remark.text, author, day)
        _mark(_host(paragraphs[max(remark.at, NOWHERE + 1)]), number)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _comment(comments: Comments, text: str, author: str, day: date) -> str:
    made = comments.add_comment(text=text, author=author, initials=author[:1])
    element = made._comment_elm  # noqa: SLF001 (python-docx dates by the clock alone)
    element.set(qn("w:date"), f"{day.isoformat()}T00:00:00Z")
    return str(made.comment_id)


def _take_back(comments: Comments, body: Element, author: str) -> None:
    earlier = [one for one in comments if one.author == author]
    numbers = {str(one.comment_id) for one in earlier}
    for one in earlier:
        element = one._comment_elm  # noqa: SLF001 (python-docx takes no comment out)
        element.getparent().remove(element)
    for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        for mark in [one for one in body.iter(qn(name)) if one.get(qn("w:id")) in numbers]:
            mark.getparent().remove(mark)


def _host(paragraph: Element) -> Element:
    """The paragraph on which a text box hangs, since Word takes no comments inside of one."""
    boxes = list(paragraph.iterancestors(qn("w:txbxContent")))
    return next(boxes[-1].iterancestors(qn("w:p"))) if boxes else paragraph


def _mark(paragraph: Element, number: str) -> None:
    """Put the marks of a comment around all that a paragraph holds, be it nothing."""
    start, end, run = map(OxmlElement, ("w:commentRangeStart", "w:commentRangeEnd", "w:r"))
    reference = OxmlElement("w:commentReference")
    for element in (start, end, reference):
        element.set(qn("w:id"), number)
    run.append(reference)
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.extend((end, run))
