"""What differs between one format and the next, as changes of a library's settings.

A step is found in the history of the field table: keys that got another name, keys that are no
longer read, rows that have become required. It changes nothing in what a site shows to whom.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from casebook.migrate.settings_file import (
    Change,
    Obstacle,
    SettingsFile,
    first_line,
    renamed,
    retired,
    words_of,
)
from casebook.model.terms import State
from casebook.record import Items, Place, Scalar

SITE: Final = "site_config/site.yml"
LIFECYCLE: Final = "site_config/lifecycle.yml"
CALLS: Final = "site_config/calls/"

Files = Mapping[str, SettingsFile]
Names = Callable[[str], str]
Found = Iterator[Change | Obstacle]
Step = Callable[[Files, Names], Found]


def from_0(files: Files, names: Names) -> Found:
    """Format 0, that of every library without a number, to format 1.

    `clearance` of a call became `formal`; its `summary_most` and the site's `contact` are no
    longer read; every state needs its row in the lifecycle. A state without a row was seen by
    nobody, and so is the row that it gets.
    """
    for path, file in files.items():
        if path.startswith(CALLS):
            yield from _call(file)
    yield from _lifecycle(files.get(LIFECYCLE, SettingsFile(path=LIFECYCLE)), names)
    if files[SITE].entry("contact"):
        yield retired(files[SITE], "contact")


def stamp(file: SettingsFile, to: int) -> Change | Obstacle:
    """The number of the format in the settings of the site; above the first key if it is new."""
    entry = file.entry("format")
    if entry is None:
        at = Place(file.path, first_line(file))
        if file.is_in_braces:
            return Obstacle(at)
        return Change(at=at, kind="stamp", params={"to": f"{to}"}, lines=(f"format: {to}",))
    place = Place(file.path, entry.value.line, entry.value.column)
    old = entry.value.text if isinstance(entry.value, Scalar) else ""
    line = file.lines[place.line - 1]
    start = place.column - 1
    lines = (line[:start] + line[start:].replace(old, f"{to}", 1),)
    return Change(at=place, kind="stamp", params={"to": f"{to}"}, lines=lines, taken=1)


STEPS: Final[tuple[Step, ...]] = (from_0,)


def _call(file: SettingsFile) -> Found:
    if file.entry("clearance"):
        is_known = file.entry("formal") is not None
        yield retired(file, "clearance") if is_known else renamed(file, "clearance", "formal")
    if file.entry("summary_most"):
        yield retired(file, "summary_most")


def _lifecycle(file: SettingsFile, names: Names) -> Found:
    entry = file.entry("states")
    there = words_of(entry.value if entry else None, "id")
    missing = [state for state in State if state not in there]
    if not missing:
        return
    rows = [f"- {{id: {state}, name: {names(state)}}}" for state in missing]
    params = {"states": "、".join(missing)}
    if file.is_in_braces or (entry and _is_closed(file, entry.value)):
        yield Obstacle(Place(file.path, file.table.line, file.table.column))
        return
    if entry is None:
        last, lines = len(file.lines), ("states:", *(f"  {row}" for row in rows))
    else:
        last = file.end("states")
        indent = " " * (entry.value.column - 1) if isinstance(entry.value, Items) else "  "
        lines = tuple(f"{indent}{row}" for row in rows)
    yield Change(at=Place(file.path, last + 1), kind="states", params=params, lines=lines)


def _is_closed(file: SettingsFile, value: object) -> bool:
    """Whether rows cannot be added below what is there."""
    if isinstance(value, Items):
        return file.is_in_brackets(value)
    return not (isinstance(value, Scalar) and value.is_empty)
