"""What was not understood of a Word file, in words, each with its place in the file."""

from collections.abc import Iterator

from casebook.findings import Catalogue
from casebook.findings.catalogue import visible
from casebook.intake.word.convert import Draft
from casebook.intake.word.notes import NOWHERE, Note


def report_lines(draft: Draft, catalogue: Catalogue) -> Iterator[str]:
    """A line for each note."""
    for one in draft.notes:
        yield catalogue.phrase(
            "word_line", place=_place(one, catalogue), words=sentence(one, catalogue)
        )


def sentence(note: Note, catalogue: Catalogue) -> str:
    """What a note says."""
    return catalogue.phrase(
        f"word_note_{note.kind}",
        value=visible(note.value),
        label=visible(note.label),
        meant=visible(note.meant),
    )


def _place(note: Note, catalogue: Catalogue) -> str:
    """The row of a form, or the first words of a paragraph, by which a person finds it."""
    if note.label:
        return catalogue.phrase("word_place_row", label=visible(note.label))
    if note.at == NOWHERE:
        return catalogue.phrase("word_place_file")
    key = "word_place_paragraph" if note.words else "word_place_number"
    return catalogue.phrase(key, words=visible(note.words), number=note.at + 1)
