"""The disk side of reading: the foreign folder, and what the library already has."""

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from casebook.findings import Finding
from casebook.intake.fields import ForeignMap
from casebook.intake.journal import Journal, Tally
from casebook.intake.numbering import Taken
from casebook.model.ids import CASE_ID, CaseId
from casebook.record import Entry, Place, RawFile, Scalar, Table
from casebook.source.files import inspect
from casebook.source.tree import CASES, INDEX
from casebook.source.yaml_tree import read_tree

_ORIGIN = re.compile(r"^origin:.*(?:\n[ \t]+.*)*", re.MULTILINE)
_FORMER = re.compile(r"^former_ids:.*(?:\n(?:[ \t]+|- ).*)*", re.MULTILINE)
_ID = re.compile(rf"(?<![\w-]){CASE_ID.pattern}(?![\w-])")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MOST_HEAD: Final = 1 << 16


def select(top: Path, rules: ForeignMap, journal: Journal) -> list[str]:
    """The paths of the files to adopt, in the order of their code points; links are told of."""
    chosen: list[str] = []
    for path in _walk(top, "", journal):
        parts = path.split("/")
        if not _matches_any(parts, rules.include):
            journal.count(Tally.CONVERTED, "unselected")
        elif _matches_any(parts, rules.exclude):
            journal.count(Tally.CONVERTED, "excluded")
        else:
            chosen.append(path)
    return sorted(chosen)


def _matches_any(parts: list[str], patterns: tuple[str, ...]) -> bool:
    return any(matches(parts, pattern.split("/")) for pattern in patterns)


def matches(parts: list[str], pattern: list[str]) -> bool:
    """Whether the parts of a path fit those of a pattern; `**` stands for any folders.

    >>> matches(["a", "b", "c.md"], ["**", "*.md"]), matches(["a", "c.md"], ["*.md"])
    (True, False)
    """
    if not pattern or not parts:
        return not parts and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return matches(parts, pattern[1:]) or matches(parts[1:], pattern)
    return fnmatchcase(parts[0], pattern[0]) and matches(parts[1:], pattern[1:])


def look(top: Path, path: str) -> RawFile | None:
    """What a file of the collection is, or None where it is missing, a link, or unreadable."""
    here = top
    for part in path.split("/"):
        here /= part
        if here.is_symlink():
            return None
    try:
        return inspect(here, here.name) if here.is_file() else None
    except (OSError, ValueError):
        return None


def read_index(top: Path, rules: ForeignMap, journal: Journal) -> Mapping[str, Table]:
    """The rows of the table beside the collection by the paths that they are about."""
    if rules.index is None:
        return {}
    try:
        text = (top / rules.index.file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        journal.find([Finding(code="CB023", at=Place(rules.index.file))])
        return {}
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {
        row[rules.index.key]: Table(
            {
                key: Entry(Scalar(key, line, 1), Scalar(value, line, 1, plain=False))
                for key, value in row.items()
                if key and value
            }
        )
        for line, row in enumerate(rows, start=2)
        if row.get(rules.index.key)
    }


def read_taken(root: Path, shelf: str = CASES) -> Taken:
    """The origins and the highest numbers of a shelf; a former number counts as given."""
    ids: dict[str, CaseId] = {}
    highest: dict[int, int] = {}
    for folder in _case_folders(root / shelf):
        head = _head(folder / INDEX)
        former = _FORMER.search(head)
        for match in _ID.finditer(f"{folder.name} {former.group() if former else ''}"):
            year = int(match["year"])
            highest[year] = max(highest.get(year, 0), int(match["number"]))
        if origin := _origin(head):
            ids.setdefault(origin, CaseId(folder.name))
    return Taken(ids, highest)


def _walk(top: Path, below: str, journal: Journal) -> Iterator[str]:
    with os.scandir(top / below) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{below}{entry.name}"
        if not _is_text(path):
            journal.note("name", Place(path.encode("utf-8", "replace").decode()))
        elif entry.is_symlink():
            journal.note("link_on_disk", Place(path))
        elif entry.is_dir():
            if entry.name != ".git":
                yield from _walk(top, f"{path}/", journal)
        elif entry.is_file():
            yield path


def _is_text(path: str) -> bool:
    """Whether a name is UTF-8; other bytes reach Python as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def _case_folders(shelf: Path) -> Iterator[Path]:
    for year in sorted(shelf.glob("[0-9]*")):
        if year.is_dir():
            yield from (child for child in sorted(year.iterdir()) if CASE_ID.fullmatch(child.name))


def _head(index: Path) -> str:
    """The front matter of a case, as far as origin and former numbers need it."""
    try:
        with index.open("rb") as stream:
            text = stream.read(_MOST_HEAD).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
    closing = _CLOSING.search(text, 4)
    return text[: closing.start()] if closing else text


def _origin(head: str) -> str:
    match = _ORIGIN.search(head)
    table = read_tree(match.group(), "", 1)[0] if match else None
    entry = table.entries.get("origin") if table else None
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""
