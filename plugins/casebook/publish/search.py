"""The search index to disk, each file looked at for leaks before it is packed."""

from collections.abc import Iterable, Mapping

from casebook.findings import Catalogue, Finding
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.render import offline
from casebook.search.index import FOLDER, IndexFile

_PREFIX = "search_"
# What other pages say too.
_SHARED = ("issue_number", "issue_of_year", "sample_indicator")


def spoken_words(catalogue: Catalogue) -> Mapping[str, str]:
    """What the search page says in the browser, from the catalogue."""
    return {
        key.removeprefix(_PREFIX): text
        for key, text in catalogue.phrases.items()
        if key.startswith(_PREFIX) or key in _SHARED
    }


def write_index(
    files: Iterable[IndexFile], output: Output, scan: LeakScan, *, as_scripts: bool
) -> list[Finding]:
    """Write the files of an index, for an offline copy as scripts; what they must not tell."""
    leaks: list[Finding] = []
    for file in files:
        leaks += scan.findings(file.path, file.plain)
        path, data = _script(file) if as_scripts else (file.path, file.data)
        output.write(path, data)
        output.scanned.add(path)
    return leaks


def _script(file: IndexFile) -> tuple[str, bytes]:
    name = file.path.removeprefix(FOLDER).removesuffix(".bin")
    return f"{FOLDER}{name}.js", offline.script(name, file.data)
