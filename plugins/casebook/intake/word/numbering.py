"""The numbers and marks that Word puts before paragraphs by itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from casebook.intake.word.names import Element, qname, value
from casebook.intake.word.styles import Numbered
from casebook.text.ordinals import han

_SLOT = re.compile(r"%(\d)")
_LIST_MARK = re.compile(r"%\d[.．)]$")
_MOST_CIRCLED: Final = 20
_MOST: Final = 9999


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph; `in_list` where Markdown has a list for it."""

    text: str
    depth: int
    in_list: bool


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts through the lists of a document, in the order of its paragraphs."""

    root: Element
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _levels: dict[str, Mapping[int, _Level]] = field(default_factory=dict)

    def mark(self, numbered: Numbered) -> Mark | None:
        """The mark of the next paragraph of a list, or None where it has none."""
        levels = self._levels_of(numbered.list_id)
        level = levels.get(numbered.depth)
        if level is None or level.format == "none":
            return None
        if level.format == "bullet":
            return Mark("-", numbered.depth, in_list=True)
        counts = self._counted(numbered, levels)
        text = _SLOT.sub(lambda slot: _shown(int(slot[1]) - 1, counts, levels), level.text)
        in_list = level.format == "decimal" and _LIST_MARK.fullmatch(level.text) is not None
        return Mark(text, numbered.depth, in_list)

    def _counted(self, numbered: Numbered, levels: Mapping[int, _Level]) -> list[int]:
        counts = self._counts.setdefault(numbered.list_id, [])
        del counts[numbered.depth + 1 :]
        for depth in range(len(counts), numbered.depth + 1):
            start = levels[depth].start if depth in levels else 1
            counts.append(start - (depth == numbered.depth))
        counts[-1] = min(counts[-1] + 1, _MOST)
        return counts

    def _levels_of(self, list_id: str) -> Mapping[int, _Level]:
        if list_id not in self._levels:
            self._levels[list_id] = self._read(list_id)
        return self._levels[list_id]

    def _read(self, list_id: str) -> Mapping[int, _Level]:
        if self.root is None:
            return {}
        num = _by_id(self.root, "w:num", "w:numId", list_id)
        abstract = _by_id(
            self.root, "w:abstractNum", "w:abstractNumId", value(num, "w:abstractNumId")
        )
        if num is None or abstract is None:
            return {}
        levels = dict(map(_level, abstract.findall(qname("w:lvl"))))
        for one in num.findall(qname("w:lvlOverride")):
            if (inner := one.find(qname("w:lvl"))) is not None:
                levels.update([_level(inner)])
        return levels


def _by_id(root: Element, short: str, attribute: str, wanted: str) -> Element:
    rows = root.findall(qname(short))
    return next((one for one in rows if one.get(qname(attribute)) == wanted), None)


def _level(element: Element) -> tuple[int, _Level]:
    start = _whole(value(element, "w:start"), 1)
    level = _Level(value(element, "w:numFmt"), value(element, "w:lvlText"), start)
    return _whole(element.get(qname("w:ilvl"), ""), 0), level


def _whole(text: str, default: int) -> int:
    return int(text[:4]) if text.isascii() and text.isdecimal() else default


def _shown(depth: int, counts: list[int], levels: Mapping[int, _Level]) -> str:
    if not 0 <= depth < len(counts):
        return ""
    return _FORMATS.get(levels[depth].format if depth in levels else "", str)(counts[depth])


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= _MOST_CIRCLED else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "japaneseCounting": han,
    "ideographDigital": han,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}
