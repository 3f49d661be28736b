"""What is written for lists of results can be read by a browser, whatever it says."""

import json
from base64 import b64encode

from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.search.document import Collection
from casebook.search.index import Index
from casebook.search.packing import FOLDER
from make import make_case, make_library
from node import node

_SURROGATES = range(0xD800, 0xE000)
_READ = """
const { inflateSync } = require("zlib");
const files = %s;
const load = async (path) => new Uint8Array(inflateSync(Buffer.from(files[path], "base64")));
const store = await casebookStore.open(load);
return Promise.all(%s.map(store.record));
"""


def test_a_record_holds_every_character() -> None:
    ids = [CaseId(f"2025-{number:04}") for number in (8, 9, 10, 15)]
    titles = ["", _characters(0x21, 0x8000), _characters(0x8000, 0x20100), "乙"]
    cases = [make_case(key, title=title) for key, title in zip(ids, titles, strict=True)]
    bodies = dict.fromkeys(ids, Body("夜校"))
    files = {
        file.path.removeprefix(FOLDER): b64encode(file.data).decode()
        for file in Index(Collection(make_library(cases), bodies), {}).files()
    }
    asked = json.dumps([*ids, "2025-0011"])
    found = node(("analyzer.js", "store.js"), _READ % (json.dumps(files), asked))
    assert [one and one["title"] for one in found] == [None, *titles[1:], None]
    assert all(one["summary"] == "夜校" and "state" not in one for one in found[1:-1])


def _characters(first: int, last: int) -> str:
    return "".join(chr(one) for one in range(first, last) if one not in _SURROGATES)
