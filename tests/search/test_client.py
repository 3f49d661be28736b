"""What the browser's part of search weighs, and what it asks of a browser."""

import gzip
import re
from pathlib import Path
from typing import Final

import pytest

from casebook.publish.site import ASSETS, ENGINE

FOLDER: Final = ASSETS / "search"
SCRIPTS: Final = sorted(FOLDER.glob("*.js"))
TABLES: Final = ("pinyin.js", "simplified.js")
# What Chromium 86 does not have, of what one might write by habit.
TOO_NEW: Final = {
    "at": r"\.at\(",
    "hasOwn": r"Object\.hasOwn\b",
    "findLast": r"\.findLast",
    "groupBy": r"\.groupBy\(",
    "toSorted": r"\.to(?:Sorted|Reversed|Spliced)\(",
    "structuredClone": r"\bstructuredClone\(",
    "withResolvers": r"\.withResolvers\(",
    "AbortSignal.timeout": r"AbortSignal\.(?:timeout|any)",
    "setHTML": r"\.(?:setHTML|setHTMLUnsafe)\(",
    "isWellFormed": r"\.(?:isWellFormed|toWellFormed)\(",
    "static block": r"\bstatic\s*\{",
    "private in": r"#\w+ in ",
    "flags d and v": r"/[a-z]*[dv][a-z]*[;,).]",
    "module": r"^\s*(?:import|export)\b(?!Scripts)",
    "set methods": r"\.(?:isSubsetOf|intersection|difference|union)\(",
    "iterator helpers": r"\.(?:values|keys|entries)\(\)\.(?:map|filter|toArray)",
    "error cause": r"new Error\([^)]*,\s*\{",
}


def packed(name: str) -> int:
    """Bytes of a script as a server sends it."""
    return len(gzip.compress((FOLDER / name).read_bytes()))


def test_the_client_is_small_and_its_tables_too() -> None:
    engine = b"".join((ASSETS / name).read_bytes() for name in ENGINE)
    own = {path.name for path in SCRIPTS} - set(TABLES) - {Path(name).name for name in ENGINE}
    # An offline copy runs the engine in the page, a site in a worker.
    for other in ("offline.js", "worker.js"):
        loaded = sum(packed(name) for name in own - {other})
        assert loaded + len(gzip.compress(engine)) <= 25 * 1024
    assert sum(map(packed, TABLES)) <= 40 * 1024


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_asks_for_nothing_that_chromium_86_lacks(path: Path) -> None:
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*', '""', path.read_text("utf-8"))
    found = [name for name, sign in TOO_NEW.items() if re.search(sign, code, re.MULTILINE)]
    assert found == []


def test_no_text_becomes_markup() -> None:
    for path in SCRIPTS:
        code = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code
        )
