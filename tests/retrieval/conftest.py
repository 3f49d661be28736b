"""The sample library in both indexes: the files that a browser searches, and Whoosh."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from casebook import app
from casebook.model.terms import Audience
from casebook.publish.site import ENGINE
from casebook.retrieval.folder import held
from casebook.retrieval.whoosh_engine import WhooshEngine
from casebook.retrieval.whoosh_index import update
from casebook.search.document import Collection, documents
from casebook.search.index import Index
from casebook.source.catalogue import read_catalogue
from node import SCRIPTS as FOLDER
from node import node
from sites import ROOT, TODAY

SCRIPTS = tuple(name.removeprefix("search/") for name in ENGINE)
_SEARCH = """
const fs = require("fs"), zlib = require("zlib");
const { index, scripts, texts, queries } = %s;
const load = async (path) => new Uint8Array(zlib.inflateSync(fs.readFileSync(`${index}/${path}`)));
casebookSound.useScripts(async (name) => {
  (0, eval)(fs.readFileSync(`${scripts}/${name}`, "utf8"));
});
const engine = await casebookEngine.open(load, async (id) => texts[id]);
const found = [];
for (const given of queries) {
  if ("typed" in given) {
    found.push(await engine.suggest(given.typed));
    continue;
  }
  const asked = { ...given, most: 10 };
  const { ids, total, heard } = await engine.search(asked);
  const { counts } = await engine.facets(asked);
  found.push({ ids, total, heard, counts });
}
return found;
"""
_WORDS = {"record_case": "案例"}
InBrowser = Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def sample() -> Collection:
    edition = app.edition(app.load(ROOT, TODAY, read_catalogue()), Audience.PUBLIC)
    return Collection(edition.library, edition.bodies, edition.article_bodies)


@pytest.fixture(scope="session")
def whoosh(sample: Collection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    folder = tmp_path_factory.mktemp("whoosh")
    with held(folder):
        engine = WhooshEngine(folder, update(folder, sample, "sample", "案例"))
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def in_browser(sample: Collection, tmp_path_factory: pytest.TempPathFactory) -> InBrowser:
    """What the browser's engine finds in the files of a build; its pages are the texts alone.

    It is asked with objects of `query`, `chosen` (ids by facet) and `sort`, or of `typed` for
    suggestions.
    """
    folder = tmp_path_factory.mktemp("static")
    for file in Index(sample, _WORDS).files():
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)

    texts = {one.record.id: one.reading for one in documents(sample)}

    def search(queries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        given = {
            "index": str(folder / "search"),
            "scripts": str(FOLDER),
            "texts": texts,
            "queries": queries,
        }
        found: list[dict[str, Any]] = node(SCRIPTS, _SEARCH % json.dumps(given))
        return found

    return search
