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

SETTINGS: Final = "site_config"
SITE: Final = f"{SETTINGS}/site.yml"
LIFECYCLE: Final = f"{SETTINGS}/lifecycle.yml"
CALLS: Final = f"{SETTINGS}/calls/"
# The words that format 0 knew by itself: by the register that uses them, with their taxonomy.
_FIXED_WORDS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "brands": ("brand_types", ("learning", "team", "service")),
    "projects": ("project_types", ("service", "improve", "solve")),
    "indicators": ("dimensions", ("politics", "leadership", "team", "role")),
}

Files = Mapping[str, SettingsFile]
Names = Callable[[str], str]
Found = Iterator[Change | Obstacle]
Step = Callable[[Files, Names], Found]


def from_0(files: Files, names: Names) -> Found:
    """Format 0, that of every library without a number, to format 1.

    `clearance` of a call became `formal`; its `summary_most` is no longer read; every state
    needs its row in the lifecycle, and the fixed words of brands, projects and indicators became
    terms of taxonomies. A state without a row was seen by nobody, and so is the row that it gets.
    """
    for path, file in files.items():
        if path.startswith(CALLS):
            yield from _call(file)
    yield from _added(files, LIFECYCLE, "states", {one: f"state_{one}" for one in State}, names)
    for register, (taxonomy, words) in _FIXED_WORDS.items():
        used = files.get(f"{SETTINGS}/registry/{register}.yml")
        if used and used.entry(register):
            path = f"{SETTINGS}/taxonomies/{taxonomy}.yml"
            terms = {word: f"migrate_{taxonomy}_{word}" for word in words}
            yield from _added(files, path, "terms", terms, names)


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


def _added(files: Files, path: str, key: str, rows: Mapping[str, str], names: Names) -> Found:
    """The rows that a list lacks, below those it has; of each its id and the key of its name."""
    file = files.get(path, SettingsFile(path=path))
    entry = file.entry(key)
    there = words_of(entry.value if entry else None, "id")
    missing = {word: name for word, name in rows.items() if word not in there}
    if not missing:
        return
    if file.is_in_braces or (entry and _is_closed(file, entry.value)):
        yield Obstacle(Place(path, file.table.line, file.table.column))
        return
    last = file.end(key) if entry else len(file.lines)
    has_rows = entry is not None and isinstance(entry.value, Items)
    indent = " " * (entry.value.column - 1) if entry and has_rows else "  "
    lines = [f"{indent}- {{id: {word}, name: {names(name)}}}" for word, name in missing.items()]
    yield Change(
        at=Place(path, last + 1),
        kind=key,
        params={"words": "、".join(missing)},
        lines=tuple(lines if entry else [f"{key}:", *lines]),
    )


def _is_closed(file: SettingsFile, value: object) -> bool:
    """Whether rows cannot be added below what is there."""
    if isinstance(value, Items):
        return file.is_in_brackets(value)
    return not (isinstance(value, Scalar) and value.is_empty)
