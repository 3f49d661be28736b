"""A Word file becomes a submission: front matter, text, pictures, and what is to be told of it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from casebook.checks import Names
from casebook.findings import Catalogue
from casebook.intake.word.blocks import Blocks
from casebook.intake.word.body import BodyWriter
from casebook.intake.word.cells import Value, Values
from casebook.intake.word.document import Block, Document, Paragraph
from casebook.intake.word.form import Form
from casebook.intake.word.front import front_lines
from casebook.intake.word.labels import Labels
from casebook.intake.word.leftovers import leftovers
from casebook.intake.word.notes import NOWHERE, Note, first_words
from casebook.intake.word.opening import without_opening
from casebook.intake.word.package import Package
from casebook.intake.word.pictures import Clean
from casebook.model.fields import CASE
from casebook.model.ids import CallId
from casebook.model.terms import State
from casebook.parse import Registers

_MOST_ABOVE: Final = 3
_FORM_NAMES: Final = ("申报表", "推荐表", "登记表", "报送表", "报名表", "申报书", "推荐书")


@dataclass(frozen=True, slots=True)
class Known:
    """What a library knows that helps to understand a Word file; `call` is the only open one."""

    registers: Registers
    catalogue: Catalogue
    today: date
    call: CallId | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A submission without its number; `anchors` are the paragraphs of its lines, `rows` of fields.

    `form` is the name of the form that was read, as it stands above the rows.
    """

    text: str
    year: int
    origin: str
    pictures: Mapping[str, bytes]
    notes: tuple[Note, ...]
    anchors: Mapping[int, int]
    rows: Mapping[str, int]
    form: str = ""


def draft_of(name: str, data: bytes, known: Known, clean: Clean) -> Draft:
    """The draft of a Word file; raises UnfitError for a file that is none, or that is a trap."""
    package = Package(name, data)
    root = package.xml(package.document)
    document = Blocks(package, clean).document(root)
    form = _form(known)
    blocks = form.read(document)
    title, blocks = _without_form_name(blocks)
    blocks = without_opening(blocks, form)
    _complete(form, known, data)
    writer = BodyWriter(document)
    lines = [*front_lines(form.filled, CASE), *writer.lines(blocks)]
    text = "".join(f"{line.text}\n" for line in lines)
    left = leftovers(package, root, known.registers.site.name)
    told = [*document.notes, *left, *form.notes, *form.values.notes, *writer.notes]
    return Draft(
        text=text,
        year=_year(form, known.today),
        origin=form.filled["origin"][0].text,
        pictures={name: data for name, data in document.pictures.items() if f"]({name}" in text},
        notes=_placed(told, document, form),
        anchors={at: one.at for at, one in enumerate(lines, start=1) if one.at != NOWHERE},
        rows=form.rows,
        form=title,
    )


def origin_of(data: bytes) -> str:
    """What identifies a Word file for ever, whatever it is called: its bytes.

    >>> origin_of(b"PK")
    'word:d4d7d22a82e70d88'
    """
    return f"word:{hashlib.blake2b(data, digest_size=8).hexdigest()}"


def _form(known: Known) -> Form:
    labels = Labels(known.catalogue, known.registers.calls.values())
    return Form(labels, Values(known.catalogue, Names(known.registers), []))


def _complete(form: Form, known: Known, data: bytes) -> None:
    """The fields that no author writes."""
    if "call" not in form.filled and known.call is not None:
        form.filled["call"] = [Value(known.call)]
    form.filled["state"] = [Value(State.SUBMITTED)]
    form.filled["origin"] = [Value(origin_of(data))]
    if "recommendation.by" not in form.filled:
        # An opinion of nobody in particular is one of the remarks.
        for part in ("opinion", "date"):
            given = form.filled.pop(f"recommendation.{part}", [])
            form.filled.setdefault("remarks", []).extend(given)
    form.filled = {path: values for path, values in form.filled.items() if values}


def _without_form_name(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """The name of a form at the beginning, and the blocks without it."""
    said = [one for one in blocks if isinstance(one, Paragraph) and one.text]
    for block in said[:_MOST_ABOVE]:
        name = "".join(block.text.split())
        if name.endswith(_FORM_NAMES):
            return name, [one for one in blocks if one is not block]
    return "", list(blocks)


def _year(form: Form, today: date) -> int:
    """The year of the day on which a text was written, if that has come; else this year."""
    try:
        written = date.fromisoformat(form.filled["date"][0].text)
    except (KeyError, ValueError):
        return today.year
    return written.year if written <= today else today.year


def _placed(notes: Sequence[Note], document: Document, form: Form) -> tuple[Note, ...]:
    """The notes in the order of the document, each with the words by which its place is found."""
    words = {one.at: first_words(one.text) for one in _paragraphs(document.blocks)}
    labels = {at: form.values.catalogue.label(path) for path, at in form.rows.items()}
    told = [
        replace(one, label=one.label or labels.get(one.at, ""), words=words.get(one.at, ""))
        for one in notes
    ]
    return tuple(sorted(told, key=lambda one: one.at))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (one for row in block.rows for cell in row for one in cell.paragraphs)
