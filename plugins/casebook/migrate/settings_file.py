"""A file of the settings as lines with the tree that was read of them, and edits of its lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casebook.record import Entry, Items, Node, Place, Scalar, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """One file: its lines without their ends, and the mapping in it."""

    path: str
    lines: tuple[str, ...] = ()
    table: Table = field(default_factory=Table)

    def entry(self, key: str) -> Entry | None:
        """What stands under a key at the top."""
        return self.table.entries.get(key)

    @property
    def is_in_braces(self) -> bool:
        """Whether the whole file is one mapping in braces, whose lines cannot be parted."""
        return bool(self.table.entries) and self._starts_with("{", self.table)

    def is_in_brackets(self, node: Node) -> bool:
        """Whether a list or mapping is written in brackets."""
        return self._starts_with("[", node) or self._starts_with("{", node)

    def end(self, key: str) -> int:
        """The number of the last line of an entry, without the blank lines and comments below."""
        starts = sorted(entry.key.line for entry in self.table.entries.values())
        line = self.table.entries[key].key.line
        last = next((start - 1 for start in starts if start > line), len(self.lines))
        while last > line and _is_idle(self.lines[last - 1]):
            last -= 1
        return last

    def _starts_with(self, mark: str, node: Node) -> bool:
        return self.lines[node.line - 1][node.column - 1 :].startswith(mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: where, which sentence tells of it, and the lines it makes.

    The lines from `at.line` on, `taken` of them, become `lines`; a file that is not there is
    made. `kind` is the end of a phrase `migrate_<kind>`.
    """

    at: Place
    kind: str
    params: Mapping[str, str]
    lines: tuple[str, ...]
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A place that only a person can change, since its lines cannot be parted."""

    at: Place


def edited(lines: Sequence[str], changes: Iterable[Change], end: str) -> list[str]:
    """The lines of one file, each with its end, after changes that do not overlap.

    A line that is made anew keeps the end of the line in whose place it stands, or gets `end`.
    """
    result = list(lines)
    for change in sorted(changes, key=lambda one: one.at.line, reverse=True):
        start = max(change.at.line - 1, 0)
        old = result[start : start + change.taken]
        made = [
            new + (_end_of(old[index]) if index < len(old) else end)
            for index, new in enumerate(change.lines)
        ]
        if start and not old and not _end_of(result[start - 1]):
            result[start - 1] += end
        result[start : start + change.taken] = made
    return result


def without_end(line: str) -> str:
    """A line as the reader counts its columns."""
    return line.rstrip("\r\n")


def _end_of(line: str) -> str:
    return line[len(without_end(line)) :]


def _is_idle(line: str) -> bool:
    """Whether a line holds nothing but a comment, if anything."""
    return not line.strip() or line.lstrip().startswith("#")


def renamed(file: SettingsFile, key: str, name: str) -> Change:
    """The change that gives an entry another key."""
    old = file.table.entries[key].key
    line = file.lines[old.line - 1]
    start = old.column - 1
    return Change(
        at=Place(file.path, old.line, old.column),
        kind="rename",
        params={"old": key, "name": name},
        lines=(line[:start] + line[start:].replace(key, name, 1),),
        taken=1,
    )


def retired(file: SettingsFile, key: str) -> Change | Obstacle:
    """The change that keeps an entry as a comment alone."""
    old = file.table.entries[key].key
    at = Place(file.path, old.line, old.column)
    if file.is_in_braces:
        return Obstacle(at)
    lines = file.lines[old.line - 1 : file.end(key)]
    return Change(
        at=at,
        kind="retire",
        params={"old": key},
        lines=tuple(f"# {line}" for line in lines),
        taken=len(lines),
    )


def first_line(file: SettingsFile) -> int:
    """The line on which the first key stands."""
    return min((entry.key.line for entry in file.table.entries.values()), default=1)


def words_of(node: Node | None, key: str) -> frozenset[str]:
    """The texts under a key in every mapping of a list."""
    rows = node.values if isinstance(node, Items) else ()
    found = (row.entries.get(key) for row in rows if isinstance(row, Table))
    return frozenset(one.value.text for one in found if one and isinstance(one.value, Scalar))
