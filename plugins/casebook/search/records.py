"""What a list of results shows of a case, in small blocks by number."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from casebook.model.article import Article, ArticleId
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.search.document import Document
from casebook.text.excerpt import excerpt
from casebook.views.articles import article_entry

BLOCK: Final = 8
_SUMMARY: Final = 110


def blocks(
    documents: Sequence[Document], library: Library
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The blocks with their names: of a year, the cases of eight numbers one after another."""
    made: dict[str, dict[str, Any]] = {}
    for document in documents:
        key = document.record.id
        made.setdefault(block_name(key), {})[key] = record(document, library)
    yield from made.items()


def block_name(record_id: CaseId | ArticleId) -> str:
    """The name of the block that holds a case or an article.

    >>> block_name(CaseId("2025-0019"))
    '2025-2'
    """
    year, _, number = record_id.rpartition("-")
    return f"{year}-{int(number) // BLOCK}"


def record(document: Document, library: Library) -> Mapping[str, Any]:
    """What a list shows of a case or an article; what is empty is left out."""
    case = document.record
    unit = library.units.get(case.unit) if case.unit else None
    told = {
        "title": case.title,
        "summary": excerpt(case.summary or document.texts[-1].removeprefix(case.title), _SUMMARY),
        "unit": unit.label if unit else "",
        "day": document.day.isoformat() if document.day else "",
        "sample": case.sample,
        **(_of_article(case, library) if isinstance(case, Article) else _of_case(case, library)),
    }
    return {name: value for name, value in told.items() if value}


def _of_case(case: Case, library: Library) -> Mapping[str, Any]:
    """The state of a case, where it is not the usual one."""
    stage = library.stages.get(case.state)
    return {"state": "" if case.state == "admitted" else stage.name if stage else str(case.state)}


def _of_article(article: Article, library: Library) -> Mapping[str, Any]:
    """Where an article stands; `issue_year` where issues begin anew each year."""
    entry = article_entry(article, library)
    return {"column": entry.column, "issue": entry.issue, "issue_year": entry.issue_year}
