"""The search index to disk, each file looked at for leaks before it is packed."""

from collections.abc import Iterable, Mapping

from casebook.findings import Catalogue, Finding
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.search.index import IndexFile

_PREFIX = "search_"


def spoken_words(catalogue: Catalogue) -> Mapping[str, str]:
    """What the search page says in the browser, from the catalogue."""
    return {
        key.removeprefix(_PREFIX): text
        for key, text in catalogue.phrases.items()
        if key.startswith(_PREFIX)
    }


def write_index(files: Iterable[IndexFile], output: Output, scan: LeakScan) -> list[Finding]:
    """Write the files of an index; what they tell and must not tell."""
    leaks: list[Finding] = []
    for file in files:
        leaks += scan.findings(file.path, file.plain)
        output.write(file.path, file.data)
        output.scanned.add(file.path)
    return leaks
