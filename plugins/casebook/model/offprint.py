"""What is made of a single case (单篇)."""

from enum import StrEnum
from typing import Final

from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.terms import State

_IN_FORCE: Final = frozenset((State.ADMITTED, State.DUE))


class Offprint(StrEnum):
    """A file of one case: the whole as PDF or as a Word document, or its method card as a page."""

    PDF = "pdf"
    DOCX = "docx"
    CARD = "card"


def offprint_name(case_id: CaseId, kind: Offprint) -> str:
    """The name of a file of a case.

    >>> offprint_name(CaseId("2025-0007"), Offprint.CARD)
    '2025-0007-card.pdf'
    """
    return f"{case_id}-card.pdf" if kind is Offprint.CARD else f"{case_id}.{kind}"


def has_offprints(case: Case) -> bool:
    """Whether a case is in force: what was retired or withdrawn is not handed on."""
    return case.state in _IN_FORCE and bool(case.markdown)
