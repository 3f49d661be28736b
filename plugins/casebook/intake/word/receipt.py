"""The findings about a draft, each at the row or paragraph of the Word file that it is about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from casebook.findings import Catalogue, Finding, Severity, severity_of
from casebook.findings.report import ordered
from casebook.intake.word.comments import Remark
from casebook.intake.word.convert import Draft
from casebook.intake.word.notes import NOWHERE, Note
from casebook.intake.word.report import sentence

# What a note about a name says better for somebody who has no files.
_OF_NAMES: Final = frozenset(("CB107", "CB301"))
_INDEX: Final = "index.md"
# The names of fields mean nothing in Word.
_KEY = re.compile(r"（[a-z_.]+）")


def remarks(draft: Draft, findings: Iterable[Finding], catalogue: Catalogue) -> Iterator[Remark]:
    """What is said at the top, of the whole, then each finding and note once, in their order."""
    notes = {(one.label, one.value): one for one in draft.notes if one.kind.startswith("name")}
    told: list[Remark] = []
    weights: Counter[Severity] = Counter()
    said: set[Note] = set()
    for finding in ordered(findings):
        at = _anchor(draft, finding)
        name = catalogue.label(finding.params.get("field", "")), finding.params.get("value", "")
        note = notes.get(name) if finding.code in _OF_NAMES else None
        if note is not None:
            at = note.at
            said.add(note)
        weights[severity_of(finding)] += 1
        told.append(Remark(at, _words(finding, note, catalogue)))
    for one in draft.notes:
        if one not in said:
            weights[Severity.WARNING] += 1
            told.append(Remark(one.at, _noted(one, catalogue)))
    yield Remark(NOWHERE, _summary(weights, catalogue))
    yield from sorted(told, key=lambda one: one.at)


def _summary(weights: Counter[Severity], catalogue: Catalogue) -> str:
    if not weights:
        return catalogue.phrase("receipt_clean")
    return catalogue.phrase(
        "receipt_summary",
        errors=weights[Severity.ERROR],
        warnings=weights[Severity.WARNING],
        hints=weights[Severity.HINT],
    )


def _words(finding: Finding, note: Note | None, catalogue: Catalogue) -> str:
    """A finding in words; what to do is said for Word where it is another thing than in a file."""
    key = f"receipt_{finding.code}"
    is_other = key in catalogue.phrases
    remedy = catalogue.phrase(key) if is_other else catalogue.remedy(finding)
    fact = _KEY.sub("", catalogue.message(finding))
    words = sentence(note, catalogue) if note else f"{fact}。{remedy}"
    severity = catalogue.severity(severity_of(finding))
    return catalogue.phrase("receipt_finding", severity=severity, words=words, code=finding.code)


def _noted(note: Note, catalogue: Catalogue) -> str:
    severity = catalogue.severity(Severity.WARNING)
    return catalogue.phrase("receipt_note", severity=severity, words=sentence(note, catalogue))


def _anchor(draft: Draft, finding: Finding) -> int:
    """The paragraph that a finding is about, as near as can be told."""
    field = finding.params.get("field", "")
    if field in draft.rows:
        return draft.rows[field]
    name = finding.at.path.rpartition("/")[2]
    line = finding.at.line if name == _INDEX else _line_with(draft, f"]({name}")
    # What is missing has no line of its own.
    is_there = not field or f"\n{field.partition('.')[0]}:" in draft.text
    if is_there and line in draft.anchors:
        return draft.anchors[line]
    return _near(draft, field) if field else NOWHERE


def _line_with(draft: Draft, words: str) -> int:
    lines = enumerate(draft.text.split("\n"), start=1)
    return next((number for number, line in lines if words in line), 0)


def _near(draft: Draft, field: str) -> int:
    """The row of the field that holds another, or the first of those that it holds."""
    name = field
    while name:
        for row, at in draft.rows.items():
            if row == name or row.startswith(f"{name}."):
                return at
        name = name.rpartition(".")[0]
    return NOWHERE
