"""Headings go down level by level, and their ordinals go on one by one (GB/T 9704-2012, 7.3.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.body import Body, Heading
from casebook.model.case import Case
from casebook.record import Place
from casebook.text.headings import bold_headings
from casebook.text.ordinals import Ordinal, ordinal_of

# The title of the page stands above the headings of the text.
_TITLE: Final = 1


def heading_findings(case: Case | Article, body: Body, text: str) -> Iterator[Finding]:
    """Every finding about the headings of a case; `text` is the prose of its body."""
    headings = [heading for heading in body.headings if heading.free]
    before = _TITLE
    for heading in headings:
        if heading.level > before + 1:
            params = {"target": heading.text, "wanted": str(before + 1)}
            yield _finding("CB601", case, heading.line, params)
        before = heading.level
    pictures = {image.line for image in body.images}
    for heading in body.headings:
        if not heading.text and heading.line not in pictures:
            yield _finding("CB604", case, heading.line, {})
    yield from _ordinals(case, headings)
    lines = case.markdown.split("\n") if "**" in text else []
    for bold in bold_headings(text):
        params = {"target": lines[bold.line - 1].strip("* ")}
        yield _finding("CB605", case, case.body_line + bold.line - 1, params)


@dataclass(slots=True)
class _Siblings:
    """The numbered headings of one level below one heading; `above` is the rank of that, or 0."""

    level: int
    above: int
    headings: list[Heading] = field(default_factory=list)
    ordinals: list[Ordinal] = field(default_factory=list)


def _families(headings: Sequence[Heading]) -> list[_Siblings]:
    """The numbered headings, those that stand side by side together, in reading order."""
    families: list[_Siblings] = []
    opened: list[_Siblings] = []
    for heading in headings:
        while opened and opened[-1].level > heading.level:
            opened.pop()
        if not opened or opened[-1].level < heading.level:
            above = next((one.ordinals[-1].rank for one in reversed(opened) if one.ordinals), 0)
            opened.append(_Siblings(heading.level, above))
            families.append(opened[-1])
        if (ordinal := ordinal_of(heading.text)) and ordinal.number:
            opened[-1].headings.append(heading)
            opened[-1].ordinals.append(ordinal)
    return families


def _ordinals(case: Case | Article, headings: Sequence[Heading]) -> Iterator[Finding]:
    latest: dict[int, int] = {}
    for family in _families(headings):
        numbers = [ordinal.number for ordinal in family.ordinals]
        # A list from the tenth place to the first is meant so.
        counts_down = len(numbers) > 1 and numbers == list(range(len(numbers), 0, -1))
        rank = number = 0
        for heading, ordinal in zip(family.headings, family.ordinals, strict=True):
            params = {"target": heading.text, "written": ordinal.written}
            if not ordinal.is_well_marked:
                yield _finding("CB613", case, heading.line, params)
            if (rank and ordinal.rank != rank) or ordinal.rank <= family.above:
                yield _finding("CB603", case, heading.line, params)
            else:
                rank = ordinal.rank
                before = latest.get(rank, 0)
                # The first of a section may go on from the section before, and that of the
                # text from another text.
                if before and not counts_down and ordinal.number not in _next(number, before):
                    yield _finding("CB602", case, heading.line, params)
            number = ordinal.number
            latest[ordinal.rank] = ordinal.number


def _next(number: int, latest: int) -> set[int]:
    """The numbers that may follow one, or that a section may begin with."""
    return {number + 1} if number else {1, latest + 1}


def _finding(code: str, case: Case | Article, line: int, params: dict[str, str]) -> Finding:
    return Finding(code=code, at=Place(case.path, line, 1), params=params)
