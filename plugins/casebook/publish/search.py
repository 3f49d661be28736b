"""The search index to disk, each file looked at for leaks before it is packed."""

from collections.abc import Iterator, Mapping

from casebook.caching import Cache
from casebook.findings import Catalogue, Finding
from casebook.model.article import ArticleId
from casebook.model.body import Body
from casebook.publish.bodies import Bodies, origin_of
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.publish.version import code_version
from casebook.render import offline
from casebook.search.document import Collection
from casebook.search.index import Index
from casebook.search.memory import Each, Memory
from casebook.search.packing import FOLDER, IndexFile
from casebook.search.reading import text_files

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


def memory_of(
    bodies: Bodies,
    texts: Mapping[ArticleId, Body],
    cache: Cache,
    edition: str,
    each: Each,
) -> Memory:
    """What a build may use of the indexes that earlier builds made of the same edition."""
    return Memory(
        store=cache,
        body_key=lambda record: origin_of(record, bodies, texts).key,
        version=code_version(),
        edition=edition,
        each=each,
    )


def write_index(
    collection: Collection,
    words: Mapping[str, str],
    memory: Memory,
    output: Output,
    scan: LeakScan,
) -> list[Finding]:
    """Bring the files of an index up to date; what they tell and must not tell."""
    leaks: list[Finding] = []
    for file in _files(collection, words, memory, output):
        leaks += scan.findings(file.path, file.plain)
        path, data = _script(file) if output.is_offline else (file.path, file.data)
        output.write(path, data, file.key)
        output.scanned.add(path)
    return leaks


def _files(
    collection: Collection, words: Mapping[str, str], memory: Memory, output: Output
) -> Iterator[IndexFile]:
    """Every file to be written; offline the texts too, since no page can be read then."""
    if not output.is_offline:
        yield from Index(collection, words, memory, output.keep).files()
        return

    def standing(path: str, key: bytes) -> bool:
        return output.keep(_script_path(path), key)

    yield from Index(collection, words, memory, standing).files()
    yield from text_files(collection)


def _script_path(path: str) -> str:
    return f"{path.removesuffix('.bin')}.js"


def _script(file: IndexFile) -> tuple[str, bytes]:
    name = file.path.removeprefix(FOLDER).removesuffix(".bin")
    return _script_path(file.path), offline.script(name, file.data)
