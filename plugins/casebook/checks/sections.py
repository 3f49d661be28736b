"""The sections that a call asks for (体例): all there, in their order, none of them empty."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from casebook.findings import Finding
from casebook.model.body import Body, Heading
from casebook.model.case import Case
from casebook.model.registers import Call
from casebook.model.rules import AskedSection
from casebook.record import Place
from casebook.text.anchors import without_ordinal
from casebook.text.headings import bold_headings

# What may follow the name of a section in its heading.
_NAME_END = re.compile(r"[：:，,（(—\s]")


def section_findings(case: Case, call: Call, body: Body) -> Iterator[Finding]:
    """Sections that are missing, out of order or empty, where the call names sections."""
    if not call.sections:
        return
    yield from _empty(case, body)
    headings = _named(case, body)
    found = {asked.name: _place_of(asked, headings) for asked in call.sections}
    missing = [asked.name for asked in call.sections if not (found[asked.name] or asked.optional)]
    if missing and not call.free_form:
        at = Place(case.path, case.body_line, 1)
        yield Finding(code="CB217", at=at, params={"sections": "、".join(missing)})
    there = [(name, line) for name, line in found.items() if line]
    for (before, line), (name, next_line) in pairwise(there):
        if next_line < line:
            params = {"section": name, "other": before}
            yield Finding(code="CB218", at=Place(case.path, next_line, 1), params=params)


def _empty(case: Case, body: Body) -> Iterator[Finding]:
    """Headings with nothing under them, not even headings below their own."""
    headings = [heading for heading in body.headings if heading.free]
    for heading, after in zip_longest(headings, headings[1:]):
        if heading.bare and heading.text and (after is None or after.level <= heading.level):
            at = Place(case.path, heading.line, 1)
            yield Finding(code="CB219", at=at, params={"target": heading.text})


def _named(case: Case, body: Body) -> Sequence[tuple[str, int]]:
    """The words of the topmost headings with their lines; without headings, of bold ones."""
    free = [heading for heading in body.headings if heading.free]
    if not free:
        return [
            (without_ordinal(one.text), case.body_line + one.line - 1)
            for one in bold_headings(case.markdown)
        ]
    top = _top_level(free)
    return [
        (without_ordinal(heading.text), heading.line) for heading in free if heading.level <= top
    ]


def _top_level(headings: Sequence[Heading]) -> int:
    """The level of the sections: the highest with several headings, for one may be a title."""
    levels = sorted(heading.level for heading in headings)
    several = [level for level, after in pairwise(levels) if level == after]
    return several[0] if several else levels[0]


def _place_of(asked: AskedSection, headings: Sequence[tuple[str, int]]) -> int:
    """The line of the first heading with one of the section's names, or 0."""
    names = (asked.name, *asked.also)
    return next((line for text, line in headings if _is_named(text, names)), 0)


def _is_named(text: str, names: Sequence[str]) -> bool:
    return any(
        text.startswith(name) and (text == name or _NAME_END.match(text, len(name)))
        for name in names
    )
