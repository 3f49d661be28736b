"""YAML to a tree of places and strings: libyaml's events, and only the plain part of YAML.

Scalars keep the text that was written; the field table gives them types, so `007` stays
`007` and `no` stays `no`. Anchors, aliases, tags, keys written twice and deep nesting are
findings, seen in the events before anything is built of them.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import yaml
from yaml._yaml import CParser

from casebook.findings import Finding
from casebook.record import Entry, Items, Node, Place, Scalar, Table
from casebook.source.yaml_slips import collection_problem, scalar_problem
from casebook.text.characters import code_point, hidden_characters

# What YAML 1.1 takes for a line end and no editor does; `decode` has told of them.
_NO_BREAKS = ("\x85", "\u2028", "\u2029")
DEEPEST = 8
# What libyaml says, and the word for it in the catalogue; anything else is "other".
_PROBLEMS = {
    "mapping values are not allowed in this context": "colon",
    "could not find expected ':'": "no_colon",
    "found unexpected end of stream": "quote",
    "did not find expected ',' or ']'": "bracket",
    "did not find expected ',' or '}'": "brace",
    "did not find expected key": "key",
    "did not find expected '-' indicator": "dash",
    "found character that cannot start any token": "start",
    "did not find expected alphabetic or numeric character": "start",
    "did not find expected comment or line break": "start",
}
# These are noticed long after the slip; where the thing began says more.
_NOTICED_LATE = frozenset(("no_colon", "quote", "bracket", "brace"))


def read_tree(text: str, path: str, first_line: int) -> tuple[Table | None, list[Finding]]:
    """The mapping that a YAML text holds, or None; places count from `first_line`."""
    for mark in _NO_BREAKS:
        text = text.replace(mark, " ")
    builder = _Builder(path, first_line, text.split("\n"))
    try:
        tree = builder.build(text)
    except yaml.MarkedYAMLError as error:
        builder.fail(error)
        return None, builder.findings
    except yaml.reader.ReaderError as error:
        # A character that YAML does not know; libyaml counts bytes.
        line = text.encode()[: error.position].count(b"\n") + first_line
        builder.note("CB009", line, 1, problem="character")
        return None, builder.findings
    return tree, builder.findings


class _Mark(Protocol):
    line: int
    column: int


class _TooDeepError(Exception):
    """The text is nested deeper than any record needs."""


class _Builder:
    """Builds the tree from events, remembering every finding on the way."""

    def __init__(self, path: str, first_line: int, lines: list[str]) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._first_line = first_line
        self._lines = lines
        # Where neither stands, a value on one line can hide nothing, and most are such.
        self._may_hide = any("\\" in line or "#" in line for line in lines)
        self._next: Callable[[], Any] = yaml.StreamEndEvent
        # The column of the key whose value comes next, and the end of the collection just read.
        self._key: int | None = None
        self._end: yaml.Event | None = None

    def build(self, text: str) -> Table | None:
        parser: Any = CParser(text)
        self._next = parser.get_event
        roots: list[Node] = []
        try:
            while not isinstance(event := self._next(), yaml.StreamEndEvent):
                if isinstance(event, yaml.DocumentStartEvent):
                    if event.version or event.tags:
                        self.note("CB009", *self._at(event.start_mark), problem="directive")
                    roots.append(self._node(self._next(), 1))
        except _TooDeepError:
            return None
        return self._only_mapping(roots)

    def note(self, code: str, line: int, column: int, **params: str) -> None:
        self.findings.append(Finding(code=code, at=Place(self._path, line, column), params=params))

    def fail(self, error: yaml.MarkedYAMLError) -> None:
        problem = _PROBLEMS.get(str(error.problem), "other")
        mark = error.problem_mark or error.context_mark
        if problem in _NOTICED_LATE:
            mark = error.context_mark or mark
        line, column = self._at(mark)
        self.note("CB009", line, column, problem=problem)

    def _only_mapping(self, roots: list[Node]) -> Table | None:
        if all(isinstance(root, Scalar) and root.is_empty for root in roots):
            return Table(line=self._first_line)
        if len(roots) == 1 and isinstance(roots[0], Table):
            return roots[0]
        stray = roots[-1]
        self.note("CB017", stray.line, stray.column)
        return None

    def _node(self, event: yaml.Event, depth: int) -> Node:
        key, self._key = self._key, None
        line, column = self._at(event.start_mark)
        if depth > DEEPEST + 1:
            self.note("CB016", line, column, limit=str(DEEPEST))
            raise _TooDeepError
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line, column, key)
        if isinstance(event, yaml.AliasEvent):
            self.note("CB007", line, column, name=event.anchor or "")
            return Scalar(f"*{event.anchor}", line, column)
        if isinstance(event, yaml.CollectionStartEvent):
            self._note_extras(event.anchor, event.tag, line, column)
        return self._collection(event, depth, key, (line, column))

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int, key: int | None) -> Scalar:
        text = event.value
        if event.anchor or event.tag:
            self._note_extras(event.anchor, event.tag, line, column)
            # `&x` or `!x` alone was meant as text; its finding is enough, it is not missing too.
            text = text or f"{event.anchor or ''}{event.tag or ''}"
        if not event.style:
            return Scalar(text, line, column)
        if self._may_hide or self._at(event.end_mark)[0] != line:
            self._note_hidden(event, line, column)
            self._note_problem(scalar_problem(event, self._lines, key), line, column)
        return Scalar(text, line, column, plain=False)

    def _collection(
        self, event: yaml.Event, depth: int, key: int | None, at: tuple[int, int]
    ) -> Node:
        in_brackets = bool(getattr(event, "flow_style", False))
        node: Node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Items(tuple(self._items(depth)), *at)
        else:
            node = Table(self._entries(depth, in_brackets=in_brackets), *at)
        if not in_brackets or not isinstance(self._end, yaml.CollectionEndEvent):
            return node
        if self._may_hide or self._at(self._end.end_mark)[0] != at[0]:
            first = event.start_mark.line if event.start_mark else 0
            problem = collection_problem(first, self._end, self._lines, key)
            self._note_problem(problem, *at)
        return node

    def _note_hidden(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        """Characters written as escapes, which the text as it stands does not show."""
        if event.style == '"' and (hidden := hidden_characters(event.value)):
            code = "CB012" if hidden[0].kind == "control" else "CB024"
            self.note(code, line, column, character=code_point(hidden[0].character))

    def _note_problem(self, problem: str, line: int, column: int) -> None:
        if problem:
            self.note("CB009", line, column, problem=problem)

    def _note_extras(self, anchor: str | None, tag: str | None, line: int, column: int) -> None:
        if anchor is not None:
            self.note("CB006", line, column, name=anchor)
        if tag is not None:
            self.note("CB008", line, column, tag=tag)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)
        self._end = event

    def _entries(self, depth: int, *, in_brackets: bool) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            self._key = None if in_brackets else key.column - 1
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self.note("CB017", key.line, key.column)
            elif key.plain and key.text == "<<":
                self.note("CB007", key.line, key.column, name=key.text)
            elif key.text in entries:
                first = str(entries[key.text].key.line)
                self.note("CB005", key.line, key.column, key=key.text, first=first)
            else:
                entries[key.text] = Entry(key, value)
        self._end = event
        return entries

    def _at(self, mark: _Mark | None) -> tuple[int, int]:
        if mark is None:
            return self._first_line, 1
        return mark.line + self._first_line, mark.column + 1
