"""Dates as foreign collections write them.

A format is plain text with a few words in it, never a regular expression from a mapping file:
so it cannot run away, and an editor can write it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from casebook.intake.fields import At, DateRule

FORMAT_WORDS: Final = {
    "%Y": r"(?P<year>[0-9]{4})",
    "%m": r"(?P<month>[0-9]{2})",
    "%-m": r"(?P<month>[0-9]{1,2})",
    "%d": r"(?P<day>[0-9]{2})",
    "%-d": r"(?P<day>[0-9]{1,2})",
}
_WORD = re.compile(r"%-?.?")
_YEAR = re.compile(r"\s*(\d{4})(?!\d)")
_YEARS: Final = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Match:
    """What a format found: the text, and its day where there is such a day."""

    text: str
    day: date | None


def unknown_words(form: str) -> bool:
    """Whether a format has words that nobody knows, a part twice, or no year.

    >>> unknown_words("%Y年%-m月"), unknown_words("%y-%m"), unknown_words("%m-%d")
    (False, True, True)
    """
    words = _WORD.findall(form)
    parts = [word[-1] for word in words]
    return (
        any(word not in FORMAT_WORDS for word in words)
        or len(parts) != len(set(parts))
        or "Y" not in parts
    )


def lacks(rule: DateRule) -> Iterator[str]:
    """The parts of a day that neither the formats of a rule nor the rule itself give."""
    for name, letter, given in (("month", "m", rule.month), ("day", "d", rule.day)):
        if given is None and any(
            letter not in {word[-1] for word in _WORD.findall(form)} for form in rule.formats
        ):
            yield name


def find_day(text: str, rule: DateRule) -> Match | None:
    """The first thing in a text that is written like a date of the rule.

    >>> rule = DateRule(take="folder", at=At.END, formats=("%Y%m",), day=1)
    >>> find_day("published-201703", rule)
    Match(text='201703', day=datetime.date(2017, 3, 1))
    """
    for form in rule.formats:
        if match := _pattern(form, rule.at).search(text):
            return Match(match["date"], _day(match, rule))
    return None


def plausible_year(text: str) -> int | None:
    """The year that a date which is none begins with, in half-width or full-width digits.

    >>> plausible_year("２０１２-12-03"), plausible_year("2011-02-30"), plausible_year("8888")
    (2012, 2011, None)
    """
    match = _YEAR.match(text)
    year = int(match[1]) if match else 0
    return year if year in _YEARS else None


@cache
def _pattern(form: str, at: At) -> re.Pattern[str]:
    """The pattern of a format: literal text and fixed numbers of digits."""
    parts = re.split(r"(%-?.)", form)
    body = "".join(FORMAT_WORDS.get(part) or re.escape(part) for part in parts)
    # A longer number is no date: 20161109123 does not start with one.
    core = f"(?P<date>(?<![0-9]){body}(?![0-9]))"
    start = r"\A\s*" if at in {At.WHOLE, At.START} else ""
    end = r"\s*\Z" if at in {At.WHOLE, At.END} else ""
    return re.compile(start + core + end)


def _day(match: re.Match[str], rule: DateRule) -> date | None:
    found = match.groupdict()
    try:
        return date(
            int(found["year"]),
            int(found.get("month") or rule.month or 0),
            int(found.get("day") or rule.day or 0),
        )
    except ValueError:
        return None
