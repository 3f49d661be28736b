"""What a list of results shows of a case, in small blocks by number."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.search.document import Document
from casebook.text.excerpt import excerpt

BLOCK: Final = 8
_SUMMARY: Final = 110


def blocks(
    documents: Sequence[Document], library: Library
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The blocks with their names: of a year, the cases of eight numbers one after another."""
    made: dict[str, dict[str, Any]] = {}
    for document in documents:
        case = document.case
        made.setdefault(block_name(case.id), {})[case.id] = _record(document, library)
    yield from made.items()


def block_name(case_id: CaseId) -> str:
    """The name of the block that holds a case.

    >>> block_name(CaseId("2025-0019"))
    '2025-2'
    """
    year, number = case_id.split("-")
    return f"{year}-{int(number) // BLOCK}"


def _record(document: Document, library: Library) -> Mapping[str, Any]:
    case = document.case
    unit = library.units.get(case.unit) if case.unit else None
    stage = library.stages.get(case.state)
    record = {
        "title": case.title,
        "summary": excerpt(case.summary or document.texts[-1].removeprefix(case.title), _SUMMARY),
        "unit": unit.label if unit else "",
        "day": document.day.isoformat() if document.day else "",
        "state": "" if case.state == "admitted" else stage.name if stage else str(case.state),
        "sample": case.sample,
    }
    return {name: value for name, value in record.items() if value}
