"""A foreign file to the draft of a submission, and the draft to its text; pure."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.intake.blocks import blocks
from casebook.intake.edits import Edit, edited
from casebook.intake.emit import Written, front_matter
from casebook.intake.fields import Care, ForeignMap
from casebook.intake.foreign import Foreign
from casebook.intake.headings import Opening, opening, plain_words
from casebook.intake.html import html_edits, rules_by_tag, without_html
from casebook.intake.inline import Tag, Target, tokens
from casebook.intake.journal import Journal
from casebook.intake.particulars import Dated, date_of, issue_of, title_of
from casebook.intake.values import constant_values, count_unused, field_values
from casebook.model.ids import CaseId
from casebook.model.shapes import Many
from casebook.record import Place


@dataclass(frozen=True, slots=True)
class Draft:
    """A submission without its number; `edits` and `targets` count in the foreign body."""

    path: str
    origin: str
    year: int
    fields: tuple[Written, ...]
    body: str
    body_line: int
    edits: tuple[Edit, ...]
    targets: tuple[Target, ...]

    def place(self, offset: int) -> Place:
        """The place in the foreign file of an offset in its body."""
        line_start = self.body.rfind("\n", 0, offset) + 1
        line = self.body.count("\n", 0, offset) + self.body_line
        return Place(self.path, line, offset - line_start + 1)


def origin_of(name: str, path: str) -> str:
    """What identifies a foreign file for ever: the mapping and the place in the collection.

    >>> origin_of("articles-zh", "201610/夜校.md")
    'articles-zh:201610/夜校.md'
    """
    return f"{name}:{path}"


def draft(foreign: Foreign, rules: ForeignMap, journal: Journal) -> Draft | None:
    """The draft of a foreign file, or None where no year is known to number it by."""
    found = blocks(foreign.body)
    parts = tuple(tokens(foreign.body, found))
    tags = (part for part in parts if isinstance(part, Tag))
    edits = list(html_edits(foreign.body, tags, rules_by_tag(rules.html), journal))
    heading = opening(foreign.body, found)
    words = _words(foreign.body, heading, edits) if heading else ""
    title = title_of(foreign, words, rules.title, journal)
    dated = date_of(foreign, words or title, rules.date, journal)
    issue = issue_of(foreign, words or title, rules.issue)
    year = _year(rules, dated)
    if year is None:
        journal.note("no_year", Place(foreign.path))
        return None
    if heading is not None and words == title and rules.heading is Care.REMOVE:
        edits.append(_removal(foreign, heading, journal))
    if not edited(foreign.body, edits).strip():
        journal.note("empty", Place(foreign.path))
    return Draft(
        path=foreign.path,
        origin=origin_of(rules.name, foreign.path),
        year=year,
        fields=tuple(_fields(foreign, title, dated, issue, rules, journal)),
        body=foreign.body,
        body_line=foreign.body_line,
        edits=tuple(edits),
        targets=tuple(part for part in parts if isinstance(part, Target)),
    )


def finished(one: Draft, targets: Mapping[str, str]) -> str:
    """The text of a submission, its links leading where `targets` says."""
    links = [
        Edit(target.start, target.end, targets[target.text])
        for target in one.targets
        if target.text in targets
    ]
    body = edited(one.body, [*one.edits, *links])
    body = (without_html(body) if one.edits else body).strip("\n")
    return f"{front_matter(one.fields)}\n{body}\n"


def case_target(case_id: CaseId) -> str:
    """The way from one case to another, in the tree of sources.

    >>> case_target(CaseId("2018-0003"))
    '../../2018/2018-0003/index.md'
    """
    return posixpath.join("..", "..", case_id[:4], case_id, "index.md")


def _words(body: str, heading: Opening, edits: Sequence[Edit]) -> str:
    return plain_words(edited(body, edits, heading.words_start, heading.words_end))


def _year(rules: ForeignMap, dated: Dated | None) -> int | None:
    if rules.id.year.isdecimal():
        return int(rules.id.year)
    return dated.year if dated else None


def _removal(foreign: Foreign, heading: Opening, journal: Journal) -> Edit:
    """The edit that takes a heading out; where a link leads in it is lost, which is told."""
    words = foreign.body[heading.words_start : heading.words_end]
    if "](" in words or "][" in words:
        line = foreign.body_line + foreign.body.count("\n", 0, heading.start)
        journal.note("heading_link", Place(foreign.path, line, 1), value=words.strip())
    return Edit(heading.start, min(heading.end + 1, len(foreign.body)))


def _fields(  # noqa: PLR0913, PLR0917 (what was found out, each by its own rules)
    foreign: Foreign,
    title: str,
    dated: Dated | None,
    issue: str,
    rules: ForeignMap,
    journal: Journal,
) -> Iterator[Written]:
    """Every field that has something, in the order of the field table."""
    count_unused(foreign, rules, journal)
    given = {
        **constant_values(rules),
        **field_values(foreign, rules, journal),
        "title": (title,) if title else (),
        "date": (dated.text,) if dated else (),
        "issue": (issue,) if issue else (),
        "origin": (origin_of(rules.name, foreign.path),),
    }
    for name, field in rules.table.items():
        if texts := given.get(name):
            yield Written(name, texts, isinstance(field.shape, Many))
