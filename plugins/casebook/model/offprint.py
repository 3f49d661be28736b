"""What is made of a single case (单篇)."""

from enum import StrEnum

from casebook.model.ids import CaseId


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
