"""The language of a case: headings, punctuation, figures, and expressions that editors watch."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

from casebook.checks.headings import heading_findings
from casebook.checks.wording import Lexicon
from casebook.findings import Edit, Finding
from casebook.model.article import Article
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.rules import Expression
from casebook.record import Place, Places
from casebook.text.figures import figure_slips
from casebook.text.personal import masked
from casebook.text.prose import line_starts, prose
from casebook.text.punctuation import punctuation_slips
from casebook.text.slips import MOST, Slip

_AROUND: Final = 8
# A field stands in a line of its own, with an empty one below it.
_LINES: Final = 2
_CODE_OF_SLIP: Final = MappingProxyType(
    {
        "half": "CB606",
        "repeated": "CB607",
        "space": "CB608",
        "ellipsis": "CB609",
        "dash": "CB610",
        "straight": "CB611",
        "unpaired": "CB612",
        "nested": "CB614",
        "full_width": "CB615",
        "mixed": "CB616",
        "range": "CB617",
        "date": "CB618",
        "about": "CB619",
        "adjacent": "CB620",
        "wording": "CB621",
        "style": "CB622",
    }
)


class Proofreader:
    """Reads the language of one case after the other, with the expressions of one library."""

    def __init__(self, wording: Sequence[Expression]) -> None:
        self._lexicon = Lexicon(wording)

    def findings(self, case: Case | Article, places: Places, body: Body) -> Iterator[Finding]:
        """Every finding about the language of a case; a text that was not rendered has none."""
        markdown = case.markdown if body.marked else ""
        text = prose(markdown, body.code)
        yield from heading_findings(case, body, text)
        names, fields = _fields(case)
        # Fields and body are read in one go; most of the time goes into starting to read.
        written = _Written(case, places, names, "".join((*fields, markdown)))
        told: Counter[str] = Counter()
        for slip in self._slips("".join((*fields, text))):
            told[slip.kind] += 1
            if told[slip.kind] <= MOST:
                yield written.finding(slip)

    def _slips(self, text: str) -> Iterator[Slip]:
        yield from punctuation_slips(text)
        yield from figure_slips(text)
        yield from self._lexicon.slips(text)


class _Written:
    """The text of a case as written: fields of one line each, then the body.

    What stands in the body has its line and column and can be corrected; of a slip in a field
    only the field is known.
    """

    def __init__(
        self, case: Case | Article, places: Places, fields: Sequence[str], text: str
    ) -> None:
        self._case = case
        self._places = places
        self._fields = fields
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self._text)

    def finding(self, slip: Slip) -> Finding:
        """The finding of a slip, with the edit that corrects it where a program may."""
        line = bisect_right(self._starts, slip.start) - 1
        below = line - len(self._fields) * _LINES
        if below < 0:
            at = self._places.at(self._fields[line // _LINES])
            return self._finding(slip, at)
        column = slip.start - self._starts[line] + 1
        at = Place(self._case.path, self._case.body_line + below, column)
        finding = self._finding(slip, at)
        if slip.new is None or not self._is_shown(slip):
            return finding
        edit = Edit(path=at.path, line=at.line, column=at.column, old=slip.old, new=slip.new)
        return replace(finding, edit=edit)

    @cached_property
    def _shown(self) -> str:
        """The text as a report may quote it."""
        return masked(self._text)

    def _is_shown(self, slip: Slip) -> bool:
        span = slice(slip.start, slip.start + len(slip.old))
        return self._shown[span] == self._text[span]

    def _finding(self, slip: Slip, at: Place) -> Finding:
        end = slip.start + len(slip.old)
        # As it stands in the text: the prose that was searched holds blots.
        written = self._shown[slip.start : end]
        before = self._shown[max(slip.start - _AROUND, 0) : slip.start].rpartition("\n")[2]
        after = self._shown[end : end + _AROUND].partition("\n")[0]
        params = {
            "written": written,
            "excerpt": f"{before}{written}{after}",
            "right": (slip.new or slip.meant) if self._is_shown(slip) else written,
        }
        if slip.reason:
            params["reason"] = slip.reason
        return Finding(code=_CODE_OF_SLIP[slip.kind], at=at, params=params)


def _fields(case: Case | Article) -> tuple[list[str], list[str]]:
    """The names of the fields that hold sentences, and their texts as paragraphs of one line."""
    names: list[str] = []
    texts: list[str] = []
    for name, text in _prose_of(case):
        if text:
            names.append(name)
            texts.append(" ".join(text.split()) + "\n" * _LINES)
    return names, texts


def _prose_of(case: Case | Article) -> Iterator[tuple[str, str]]:
    # A title is read like a heading, in which a space may part two halves.
    yield "title", f"# {case.title}"
    yield "subtitle", case.subtitle and f"# {case.subtitle}"
    yield "summary", case.summary
    if isinstance(case, Article):
        return
    if method := case.method:
        yield "method.problem", method.problem
        yield from _numbered("method.steps", method.steps)
        yield from _numbered("method.conditions", method.conditions)
        yield "method.cost", method.cost
        yield from _numbered("method.lessons", method.lessons)
    yield "effect_note", case.effect_note


def _numbered(name: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{name}.{index}", text) for index, text in enumerate(texts))
