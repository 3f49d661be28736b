"""YAML to a tree of places and strings: libyaml's events, and only the plain part of YAML.

Scalars keep the text that was written; the field table gives them types, so `007` stays
`007` and `no` stays `no`. Anchors, aliases, tags, keys written twice and deep nesting are
findings, seen in the events before anything is built of them.
"""

from collections.abc import Iterator
from typing import Protocol

import yaml

from casebook.findings import Finding
from casebook.record import Entry, Items, Node, Place, Scalar, Table

MOST_BYTES = 64 * 1024
DEEPEST = 8


def read_tree(text: str, path: str, first_line: int) -> tuple[Table | None, list[Finding]]:
    """The mapping that a YAML text holds, or None; places count from `first_line`."""
    if (size := len(text.encode("utf-8", "surrogatepass"))) > MOST_BYTES:
        params = {"size": f"{size // 1024}", "limit": f"{MOST_BYTES // 1024}"}
        return None, [Finding(code="CB015", at=Place(path, first_line, 1), params=params)]
    builder = _Builder(path, first_line)
    try:
        tree = builder.build(text)
    except yaml.MarkedYAMLError as error:
        builder.fail(error)
        return None, builder.findings
    except yaml.YAMLError:
        # libyaml's reader error: a character that YAML does not know, found earlier by `decode`.
        builder.note("CB009", first_line, 1, problem="")
        return None, builder.findings
    return tree, builder.findings


class _Mark(Protocol):
    line: int
    column: int


class _TooDeepError(Exception):
    """The text is nested deeper than any record needs."""


class _Builder:
    """Builds the tree from events, remembering every finding on the way."""

    def __init__(self, path: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._first_line = first_line
        self._events: Iterator[yaml.Event] = iter(())

    def build(self, text: str) -> Table | None:
        self._events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        roots: list[Node] = []
        try:
            roots.extend(
                self._node(next(self._events), 1)
                for event in self._events
                if isinstance(event, yaml.DocumentStartEvent)
            )
        except _TooDeepError:
            return None
        return self._only_mapping(roots)

    def note(self, code: str, line: int, column: int, **params: str) -> None:
        self.findings.append(Finding(code=code, at=Place(self._path, line, column), params=params))

    def fail(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line, column = self._at(mark)
        problem = str(error.problem or error.context or "")
        known = "cannot start any token" in problem and "\\t" in problem
        self.note("CB004" if known else "CB009", line, column, problem=problem)

    def _only_mapping(self, roots: list[Node]) -> Table | None:
        if not roots or (isinstance(roots[0], Scalar) and roots[0].is_empty):
            return Table(line=self._first_line)
        if len(roots) == 1 and isinstance(roots[0], Table):
            return roots[0]
        stray = roots[-1]
        self.note("CB017", stray.line, stray.column)
        return None

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line, column = self._at(event.start_mark)
        if depth > DEEPEST + 1:
            self.note("CB016", line, column, limit=str(DEEPEST))
            raise _TooDeepError
        if isinstance(event, yaml.AliasEvent):
            self.note("CB007", line, column, name=event.anchor or "")
            return Scalar("", line, column)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._note_extras(event.anchor, event.tag, line, column)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column, plain=event.style in {None, ""})
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._items(depth)), line, column)
        return Table(self._entries(depth), line, column)

    def _note_extras(self, anchor: str | None, tag: str | None, line: int, column: int) -> None:
        if anchor is not None:
            self.note("CB006", line, column, name=anchor)
        if tag is not None:
            self.note("CB008", line, column, tag=tag)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self.note("CB017", key.line, key.column)
            elif key.text in entries:
                first = str(entries[key.text].key.line)
                self.note("CB005", key.line, key.column, key=key.text, first=first)
            else:
                entries[key.text] = Entry(key, value)
        return entries

    def _at(self, mark: _Mark | None) -> tuple[int, int]:
        if mark is None:
            return self._first_line, 1
        return mark.line + self._first_line, mark.column + 1
