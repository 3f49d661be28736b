"""The texts of cases and articles as files, for a browser that cannot read their pages."""

from collections.abc import Iterator, Mapping

from casebook.model.article import ArticleId
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.search.document import documents
from casebook.search.index import FOLDER, IndexFile
from casebook.search.packing import packed


def text_files(
    library: Library, bodies: Mapping[CaseId, Body], texts: Mapping[ArticleId, Body]
) -> Iterator[IndexFile]:
    """One file for every case and article of a gated library, `search/texts/2025-0001.bin`."""
    for document in documents(library, bodies, texts):
        plain = document.reading.encode("utf-8", "replace")
        yield IndexFile(f"{FOLDER}texts/{document.record.id}.bin", packed(plain), plain)
