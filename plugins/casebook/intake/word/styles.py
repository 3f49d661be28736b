"""What the styles of a document say of its paragraphs, those that they rest on included."""

from dataclasses import dataclass
from typing import Final

from casebook.intake.word.names import Element, is_on, qname, value

_MOST_LEVELS: Final = 20
_BODY_LEVEL: Final = 9
# Offices set headings in these without making them bold.
_HEADING_FONTS: Final = ("黑体", "SimHei", "楷体", "KaiTi", "标宋", "小标宋")


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which list of `numbering.xml` a paragraph belongs to, and how deep."""

    list_id: str
    depth: int


@dataclass(frozen=True, slots=True)
class Style:
    """Of a style and those below it: its name, outline level (1 to 9, else 0), list, and look."""

    name: str = ""
    level: int = 0
    numbered: Numbered | None = None
    bold: bool = False
    heading_font: bool = False
    centred: bool = False
    hidden: bool = False


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element) -> None:
        found = [] if root is None else root.findall(qname("w:style"))
        self._rows = {one.get(qname("w:styleId"), ""): one for one in found}
        self._known: dict[str, Style] = {}

    def __getitem__(self, style_id: str) -> Style:
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        chain: list[Element] = []
        row = self._rows.get(style_id)
        name = value(row, "w:name").lower()
        while row is not None and row not in chain and len(chain) < _MOST_LEVELS:
            chain.append(row)
            row = self._rows.get(value(row, "w:basedOn"))
        level, numbered, bold, font, centred, hidden = 0, None, False, False, False, False
        for one in reversed(chain):
            properties, letters = one.find(qname("w:pPr")), one.find(qname("w:rPr"))
            level = outline_level(properties) or _heading_level(one) or level
            numbered = numbered_by(properties, numbered)
            told = is_on(letters, "w:b")
            bold = bold if told is None else told
            font = has_heading_font(letters) or font
            centred = is_centred(properties) or centred
            told = is_on(letters, "w:vanish")
            hidden = hidden if told is None else told
        return Style(name, level, numbered, bold, font, centred, hidden)


def outline_level(properties: Element) -> int:
    """The level of a paragraph's outline from 1; 0 for text."""
    told = value(properties, "w:outlineLvl")
    level = int(told) + 1 if told.isascii() and told.isdecimal() else 0
    return level if level <= _BODY_LEVEL else 0


def numbered_by(properties: Element, before: Numbered | None) -> Numbered | None:
    """The list that a paragraph or style belongs to, where it says so; else what was before."""
    list_id, depth = value(properties, "w:numPr/w:numId"), value(properties, "w:numPr/w:ilvl")
    if not list_id and not depth:
        return before
    list_id = list_id or (before.list_id if before else "0")
    deep = int(depth) if depth.isascii() and depth.isdecimal() else 0
    return Numbered(list_id, min(deep, _BODY_LEVEL)) if list_id != "0" else None


def has_heading_font(letters: Element) -> bool:
    """Whether letters are set in a font that offices keep for headings."""
    fonts = letters.find(qname("w:rFonts")) if letters is not None else None
    if fonts is None:
        return False
    return any(font in name for name in fonts.attrib.values() for font in _HEADING_FONTS)


def is_centred(properties: Element) -> bool:
    """Whether a paragraph says that it stands in the middle."""
    return value(properties, "w:jc") == "center"


def _heading_level(style: Element) -> int:
    name = value(style, "w:name").lower()
    digit = name.removeprefix("heading ").strip()
    if name.startswith("heading ") and digit in "123456789":
        return int(digit)
    return 0
