"""The parts of a Markdown text that adoption may have to change: HTML, links, images.

What stands in code, in an autolink or behind a backslash is never among them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from casebook.intake.blocks import Block, Kind

# The lengths are bounded so that what is never closed costs no more than what is.
_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|`+|<|!?\[|\]|(?:(?:https?|ftp)://|www\.)[^\s<]*")
_AUTOLINK = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,200}@[\w.-]{1,200})>",
    re.ASCII,
)
_ATTRIBUTE = re.compile(
    r"\s+(?P<name>[A-Za-z_:][\w.:-]{0,100})"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]{0,4000})\"|'(?P<single>[^']{0,4000})'"
    r"|(?P<bare>[^\s\"'=<>`]{1,4000})))?",
    re.ASCII,
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9.:@-]{0,100})")
_TAG_END = re.compile(r"\s*/?>")
_OTHER = re.compile(r"<[!?]")
COMMENT: Final = "comment"
OTHER: Final = "other"
_COMMENT_START: Final = "<!--"
_COMMENT_END: Final = "-->"
_LINK_TAIL = re.compile(
    r"\(\s*(?P<target><(?:\\.|[^<>\\\n])*>|(?!<)(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*)"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
)
_DEFINITION = re.compile(
    r"(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t]){0,100}\[(?!\^)(?:\\.|[^\[\]\\\n]){1,500}\]:[ \t]*"
    r"(?P<target><[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.MULTILINE,
)


class Use(Enum):
    """How a target is used in the text."""

    LINK = auto()
    IMAGE = auto()
    DEFINITION = auto()


@dataclass(frozen=True, slots=True)
class Tag:
    """A piece of HTML from `start` to `end`; one that is not whole ends after its name.

    The name is in lower case, `comment`, or `other` for instructions and declarations.
    """

    start: int
    end: int
    name: str
    is_closing: bool = False
    is_whole: bool = True
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link, an image or a definition leads, as written from `start` to `end`."""

    start: int
    end: int
    text: str
    use: Use


Token = Tag | Target


def tokens(text: str, found: Iterable[Block]) -> Iterator[Token]:
    """Every piece of HTML and every target of a text; of one block, definitions come first."""
    past = 0
    last = text.rfind(_COMMENT_END)
    for block in found:
        if block.kind not in {Kind.TEXT, Kind.HEADING} or block.end <= past:
            continue
        for token in _Scanner(text, max(block.start, past), block.end, last).tokens():
            past = max(past, token.end)
            yield token


def definitions(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The link definitions that a block begins with, one a line; elsewhere they are text."""
    while match := _DEFINITION.match(text, start, end):
        yield match
        start = match.end() + 1


class _Scanner:
    """Reads one block from left to right."""

    def __init__(self, text: str, start: int, end: int, last_comment: int) -> None:
        self._text = text
        self._at = start
        self._end = end
        self._last_comment = last_comment
        self._last_comment_here = text.rfind(_COMMENT_END, start, end)
        self._images: list[bool] = []
        self._ticks = _runs(text, start, end)
        self._targets = {match.end(): match for match in definitions(text, start, end)}

    def tokens(self) -> Iterator[Token]:
        for match in self._targets.values():
            yield _target(match, Use.DEFINITION)
        passed = {match.start("target"): match.end() for match in self._targets.values()}
        while (mark := _MARK.search(self._text, self._at, self._end)) is not None:
            start, self._at = mark.span()
            if start in passed:
                self._at = passed[start]
            elif (read := _READERS.get(mark.group().lstrip("!")[0])) is not None:
                yield from read(self, start)

    def code(self, start: int) -> Iterator[Token]:
        """Pass over a code span; backticks that are not closed are text."""
        places = self._ticks[self._at - start]
        following = bisect_right(places, start)
        if following < len(places):
            self._at += places[following] - start
        return iter(())

    def bracket(self, start: int) -> Iterator[Token]:
        self._images.append(self._text[start] == "!")
        return iter(())

    def target(self, _start: int) -> Iterator[Token]:
        """A link or an image, once its closing bracket is found."""
        if not self._images:
            return
        use = Use.IMAGE if self._images.pop() else Use.LINK
        if match := _LINK_TAIL.match(self._text, self._at, self._end):
            self._at = match.end()
            yield _target(match, use)

    def address(self, start: int) -> Iterator[Token]:
        """A bare address is a link with all that is in it, but not inside of brackets."""
        if self._images:
            self._at = start + 1
        return iter(())

    def angle(self, start: int) -> Iterator[Token]:
        """A tag, a comment, or what would make the rest of the line one; autolinks are text."""
        if match := _AUTOLINK.match(self._text, start, self._end):
            self._at = match.end()
        elif match := _TAG.match(self._text, start, self._end):
            yield self._tag(match)
        elif _OTHER.match(self._text, start, self._end):
            yield self._comment(start)
        elif self._text.startswith("<", self._at):
            # Before a tag that will be taken out, it would make a tag of what follows.
            yield Tag(start, self._at, OTHER, is_whole=False)

    def _tag(self, match: re.Match[str]) -> Tag:
        attributes: dict[str, str] = {}
        at = match.end()
        while attribute := _ATTRIBUTE.match(self._text, at, self._end):
            value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
            attributes.setdefault(attribute["name"].lower(), value)
            at = attribute.end()
        ending = _TAG_END.match(self._text, at, self._end)
        self._at = ending.end() if ending else match.end()
        return Tag(
            match.start(),
            self._at,
            match["name"].lower(),
            is_closing=bool(match["close"]),
            is_whole=ending is not None,
            attributes=MappingProxyType(attributes),
        )

    def _comment(self, start: int) -> Tag:
        """A comment; one that begins a line may hold blank lines and so go past its block."""
        if not self._text.startswith(_COMMENT_START, start):
            return Tag(start, self._at, OTHER, is_whole=False)
        line = self._text.rfind("\n", 0, start) + 1
        begins_line = not self._text[line:start].strip(" \t>")
        if start > (self._last_comment if begins_line else self._last_comment_here):
            return Tag(start, self._at, COMMENT, is_whole=False)
        self._at = self._text.index(_COMMENT_END, start) + len(_COMMENT_END)
        return Tag(start, self._at, COMMENT)


_READERS: Final[Mapping[str, Callable[[_Scanner, int], Iterator[Token]]]] = {
    "`": _Scanner.code,
    "<": _Scanner.angle,
    "[": _Scanner.bracket,
    "]": _Scanner.target,
    "h": _Scanner.address,
    "f": _Scanner.address,
    "w": _Scanner.address,
}


def _target(match: re.Match[str], use: Use) -> Target:
    return Target(*match.span("target"), match["target"], use)


def _runs(text: str, start: int, end: int) -> Mapping[int, list[int]]:
    """Where runs of backticks begin, by their length."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for match in re.compile("`+").finditer(text, start, end):
        runs[len(match.group())].append(match.start())
    return runs
