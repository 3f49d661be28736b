"""Title and date of a foreign file: by the rules of the mapping in their order, never guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from casebook.intake.days import find_day, plausible_year
from casebook.intake.fields import At, DateRule, DateTake, IssueRule, TitleRule, TitleTake
from casebook.intake.foreign import Foreign
from casebook.intake.journal import Journal, Tally
from casebook.record import Place, Scalar, Table

_AS_WRITTEN: Final = "as_written"
_NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it will be written, and the year by which the number is given."""

    text: str
    year: int | None


def title_of(foreign: Foreign, heading: str, rules: tuple[TitleRule, ...], journal: Journal) -> str:
    """The title by the first rule that gives one, or an empty string."""
    for rule in rules:
        if title := _title(rule, foreign, heading):
            journal.count(Tally.TITLE, _source(rule))
            return title
    journal.note("no_title", Place(foreign.path))
    return ""


def issue_of(foreign: Foreign, title: str, rules: tuple[IssueRule, ...]) -> str:
    """The number of the issue by the first rule that gives one, or an empty string."""
    for rule in rules:
        text = _title(TitleRule(take=rule.take, key=rule.key), foreign, title)
        for form in rule.formats:
            before, _, after = form.partition("%n")
            # The digits of a longer number are none, wherever the format ends with the number.
            start = re.escape(before) or "(?<![0-9])"
            end = re.escape(after) or "(?![0-9])"
            pattern = f"{start}([0-9]{{1,5}}){end}"
            if (match := re.search(pattern, text)) and int(match[1]):
                return str(int(match[1]))
    return ""


def date_of(
    foreign: Foreign, title: str, rules: tuple[DateRule, ...], journal: Journal
) -> Dated | None:
    """The date by the first rule that gives one, or None.

    A key that holds nothing but a date, in a form that no format fits, is kept as it was
    written, so that the check of the library shows its place to whoever can put it right.
    """
    for rule in rules:
        for text in _texts(rule, foreign, title):
            match = find_day(text, rule)
            if match is not None and match.day is not None:
                journal.count(Tally.DATE, _source(rule))
                return Dated(match.day.isoformat(), match.day.year)
            is_field = rule.take is DateTake.FRONT and rule.at is At.WHOLE
            if is_field or match is not None:
                _note(journal, foreign, rule, text)
            if is_field:
                journal.count(Tally.DATE, _AS_WRITTEN)
                return Dated(text, plausible_year(text))
    journal.count(Tally.DATE, _NONE)
    return None


def text_of(values: Table, key: str) -> str:
    """The single value of a key, or an empty string."""
    entry = values.entries.get(key)
    if entry is None or not isinstance(entry.value, Scalar) or entry.value.is_empty:
        return ""
    return entry.value.text.strip()


def place_of(foreign: Foreign, key: str) -> Place:
    """Where the value of a key stands, or the file where it has none."""
    entry = foreign.values.entries.get(key)
    return (
        Place(foreign.path, entry.value.line, entry.value.column) if entry else Place(foreign.path)
    )


def _title(rule: TitleRule, foreign: Foreign, heading: str) -> str:
    if rule.take is TitleTake.HEADING:
        return heading
    if rule.take is TitleTake.FILE_NAME:
        return " ".join(PurePosixPath(foreign.path).stem.split())
    return " ".join(text_of(foreign.values, rule.key).split())


def _texts(rule: DateRule, foreign: Foreign, title: str) -> Iterator[str]:
    """The texts in which a rule looks for a date; of folders, the innermost first."""
    path = PurePosixPath(foreign.path)
    if rule.take is DateTake.FILE_NAME:
        yield path.stem
    elif rule.take is DateTake.HEADING:
        yield title
    elif rule.take is DateTake.FOLDER:
        yield from reversed(path.parent.parts)
    elif text := text_of(foreign.values, rule.key):
        yield text


def _note(journal: Journal, foreign: Foreign, rule: DateRule, text: str) -> None:
    journal.note("date", place_of(foreign, rule.key), value=text, source=_source(rule))


def _source(rule: TitleRule | DateRule) -> str:
    return f"{rule.take}:{rule.key}" if rule.key else str(rule.take)
