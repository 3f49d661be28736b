"""The texts of cases and articles as files, for a browser that cannot read their pages."""

from collections.abc import Iterator

from casebook.search.document import Collection, documents
from casebook.search.packing import FOLDER, IndexFile, packed


def text_files(collection: Collection) -> Iterator[IndexFile]:
    """One file for every case and article, such as `search/texts/2025-0001.bin`."""
    for document in documents(collection):
        plain = document.reading.encode("utf-8", "replace")
        yield IndexFile(f"{FOLDER}texts/{document.record.id}.bin", packed(plain), plain)
