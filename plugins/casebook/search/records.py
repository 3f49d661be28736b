"""What a list of results shows of a case, in small blocks by number.

A block is a table by columns, in GBK: a Chinese character takes two bytes there, of which the
packing leaves a sixth less than of the three in UTF-8.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from casebook.model.article import Article, ArticleId
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.search.document import Document
from casebook.search.memory import Memory
from casebook.search.numbering import Block
from casebook.search.packing import FOLDER, IndexFile, Standing, json_file
from casebook.text.excerpt import excerpt
from casebook.views.articles import article_entry

BLOCK: Final = 8
# As wide as a stretch of the text that shows why a case was found.
_SUMMARY: Final = 90


def files(
    blocks: Iterable[Block], library: Library, memory: Memory, standing: Standing
) -> Iterator[IndexFile]:
    """The blocks of records that do not stand: of a year, eight numbers one after another."""
    made: dict[str, list[Document]] = {}
    for block in blocks:
        for document in block.documents.values():
            made.setdefault(block_name(document.record.id), []).append(document)
    for name, some in made.items():
        path = f"{FOLDER}records/{name}.bin"
        key = memory.key_of("records", [_origin(one, library, memory) for one in some])
        if not standing(path, key):
            yield json_file(path, _columns(some, library), key, "gbk")


def _columns(some: Iterable[Document], library: Library) -> Mapping[str, Any]:
    """The records of a block by columns; those that are empty in all of them are left out."""
    rows = [{"id": one.record.id, **record(one, library)} for one in some]
    names = dict.fromkeys(chain.from_iterable(rows))
    return {name: [row.get(name, "") for row in rows] for name in names}


def _origin(document: Document, library: Library, memory: Memory) -> list[object]:
    """What a record is made of."""
    case = document.record
    summary = case.summary or memory.body_key(case)
    return [case.id, case.title, summary, *_said(document, library).items()]


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
    summary = case.summary or document.body.removeprefix(case.title)
    told = {
        "title": case.title,
        "summary": excerpt(summary, _SUMMARY),
        **_said(document, library),
    }
    return {name: value for name, value in told.items() if value}


def _said(document: Document, library: Library) -> Mapping[str, Any]:
    """What stands beside title and summary."""
    case = document.record
    unit = library.units.get(case.unit) if case.unit else None
    return {
        "unit": unit.label if unit else "",
        "day": document.day.isoformat() if document.day else "",
        "sample": case.sample,
        **(_of_article(case, library) if isinstance(case, Article) else _of_case(case, library)),
    }


def _of_case(case: Case, library: Library) -> Mapping[str, Any]:
    """The state of a case, where it is not the usual one."""
    stage = library.stages.get(case.state)
    return {"state": "" if case.state == "admitted" else stage.name if stage else str(case.state)}


def _of_article(article: Article, library: Library) -> Mapping[str, Any]:
    """Where an article stands; `issue_year` where issues begin anew each year."""
    entry = article_entry(article, library)
    return {"column": entry.column, "issue": entry.issue, "issue_year": entry.issue_year}
