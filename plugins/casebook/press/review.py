"""What a manuscript would print badly, told before it is set."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.press.manuscript import Manuscript
from casebook.press.matter import MOST_COLUMNS
from casebook.press.printing import DPI
from casebook.press.printshop import USUAL_PAPER
from casebook.record import Place
from casebook.text.characters import code_point
from casebook.views.volume import chapter_key

Missing = Callable[[Collection[str]], frozenset[str]]
# A picture narrower than half the page is hard to read, in millimetres.
_NARROWEST: Final = 76
# What a print shop asks for, at the printed size.
_PRESS_DPI: Final = 300
_MILLIMETRES: Final = 25.4
# The smallest letters of a method card that are still read, in points; 六号 is 7.5.
_SMALLEST: Final = 7.5
# The texts of a large volume that stays set are looked at once.
_REMEMBERED: Final = 512
# How the tools of the press name the chapter that they broke off at.
_CHAPTER = re.compile(r"\b(?:trees|typ)/(?P<key>[a-z0-9-]+)\.(?:json|typ)\b")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*$")


def print_findings(work: Manuscript, missing: Missing) -> Iterator[Finding]:
    """A volume without a text; characters without a glyph, tables too wide, pictures too small.

    `missing` tells which of some characters no font holds.
    """
    if not work.view.chapters:
        yield Finding(code="CB901", at=Place(work.view.volume.path))
    yield from _glyphs(work, missing)
    for one in work.view.chapters:
        yield from _tables(one.record, work.chapters[chapter_key(one.record)])
    yield from _pictures(work)


def press_findings(work: Manuscript, widths: Mapping[str, float]) -> Iterator[Finding]:
    """What a print shop would call about: pictures below its resolution, paper of no thickness.

    `widths` are those of the pictures as printed, in millimetres, by their place.
    """
    if work.view.volume.paper is None:
        params = {"value": str(USUAL_PAPER)}
        yield Finding(code="CB921", at=Place(work.view.volume.path), params=params)
    for path, width in sorted(widths.items()):
        if (dpi := round(work.pictures[path].width / width * _MILLIMETRES)) < _PRESS_DPI:
            params = {
                "target": posixpath.basename(path),
                "value": str(round(width)),
                "count": str(dpi),
                "limit": str(_PRESS_DPI),
            }
            yield Finding(code="CB920", at=Place(path), params=params)


def card_findings(work: Manuscript, letters: Mapping[CaseId, float]) -> Iterator[Finding]:
    """Method cards that fill their page with letters too small; `letters` are sizes in points."""
    for case in (one.case for one in work.view.cases):
        if (size := letters.get(case.id, _SMALLEST)) < _SMALLEST:
            params = {"value": f"{size:g}", "limit": f"{_SMALLEST:g}"}
            yield Finding(code="CB923", at=Place(case.path), params=params)


def broken_findings(work: Manuscript, said: str) -> Iterator[Finding]:
    """The text that a tool of the press could not set; the volume, if what it said names none."""
    match = _CHAPTER.search(said)
    key = match["key"] if match is not None else ""
    named = [one.record for one in work.view.chapters if chapter_key(one.record) == key]
    for record in named:
        params = {"value": record.title, "why": said}
        yield Finding(code="CB913", at=Place(record.path, record.body_line, 1), params=params)
    if not named:
        params = {"value": work.view.volume.name, "why": said}
        yield Finding(code="CB918", at=Place(work.view.volume.path), params=params)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is asked of the HTML of a text: its characters in print, its plain tables' columns."""

    characters: frozenset[str]
    columns: tuple[int, ...]


@lru_cache(_REMEMBERED)
def _seen(html: str) -> _Seen:
    tree = LexborHTMLParser(html)
    # The way back from a note is not printed.
    for node in tree.css("a.footnote-backref"):
        node.decompose()
    rows = (table.css_first("tr") for table in tree.css("table:not([class])"))
    columns = tuple(0 if row is None else len(row.css("th, td")) for row in rows)
    return _Seen(frozenset(tree.text()), columns)


def _glyphs(work: Manuscript, missing: Missing) -> Iterator[Finding]:
    texts = {key: _seen(html).characters for key, html in work.chapters.items()}
    printed = frozenset().union(*texts.values())
    gone = missing(printed | set(repr(work.data)))
    for record in (one.record for one in work.view.chapters):
        for character in sorted(gone & texts[chapter_key(record)]):
            yield _glyph(character, _place(record, character))
    for character in sorted(gone - printed):
        yield _glyph(character, Place(work.view.volume.path))


def _glyph(character: str, at: Place) -> Finding:
    params = {"value": character, "code": code_point(character)}
    return Finding(code="CB910", at=at, params=params)


def _place(record: Case | Article, character: str) -> Place:
    """Where a character first stands in a text, or the file where it is a field."""
    for number, line in enumerate(record.markdown.split("\n"), start=record.body_line):
        if (column := line.find(character)) >= 0:
            return Place(record.path, number, column + 1)
    return Place(record.path)


def _tables(case: Case | Article, html: str) -> Iterator[Finding]:
    rules = [
        number
        for number, line in enumerate(case.markdown.split("\n"), start=case.body_line)
        if "|" in line and _RULE.match(line)
    ]
    for index, count in enumerate(_seen(html).columns):
        if count > MOST_COLUMNS:
            at = Place(case.path, rules[index], 1) if index < len(rules) else Place(case.path)
            params = {"count": str(count), "limit": str(MOST_COLUMNS)}
            yield Finding(code="CB911", at=at, params=params)


def _pictures(work: Manuscript) -> Iterator[Finding]:
    """Pictures of so few dots that they are printed small: at 150 dpi, and not enlarged."""
    for path, file in work.pictures.items():
        if (width := round(file.width / DPI * _MILLIMETRES)) < _NARROWEST:
            params = {"target": file.name, "count": str(file.width), "value": str(width)}
            yield Finding(code="CB912", at=Place(path), params=params)
