"""Single values: strings become dates, numbers, ids, or say what is wrong with them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from casebook.model import shapes
from casebook.model.ids import SLUG
from casebook.text.filenames import is_portable

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
# A year, a month and a day beyond doubt, written in another way; `int` reads any digits.
_SPOKEN_DAY = re.compile(r"(\d{4})\s*[-—年./．／]\s*(\d{1,2})\s*[-—月./．／]\s*(\d{1,2})\s*[日号]?")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_MAIL = re.compile(r"mailto:[^\s<>\"'`\\?@]+@[^\s<>\"'`\\?@]+(?:\?[^\s<>\"'`\\]*)?")
_SLOT = re.compile(r"\{([^{}]*)\}")
_FLAGS = {"true": True, "false": False, "是": True, "否": False}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that its shape does not take: the code, and what its message needs."""

    code: str
    params: Mapping[str, str]


def wrong(code: str, **params: str) -> Wrong:
    """A value that its shape does not take."""
    return Wrong(code, params)


def _day(text: str, _: object) -> date | Wrong:
    if match := _DAY.fullmatch(text):
        day = _date_of(match)
        return wrong("CB104", value=text, hint="day") if day is None else day
    if (match := _SPOKEN_DAY.fullmatch(text)) and (day := _date_of(match)):
        return wrong("CB104", value=text, hint="write", meant=day.isoformat())
    return wrong("CB104", value=text, hint="day")


def _date_of(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _number(text: str, _: object) -> Decimal | Wrong:
    return Decimal(text) if _NUMBER.fullmatch(text) else wrong("CB105", value=text, hint="number")


def _count(text: str, shape: shapes.Count) -> int | Wrong:
    if not _COUNT.fullmatch(text) or not shape.least <= int(text) <= shape.most:
        limits = {"least": str(shape.least), "most": str(shape.most)}
        return wrong("CB105", value=text, hint="count", **limits)
    return int(text)


def _flag(text: str, _: object) -> bool | Wrong:
    if text.lower() not in _FLAGS:
        return wrong("CB106", value=text, known="true、false")
    return _FLAGS[text.lower()]


def _choice(text: str, shape: shapes.Choice) -> object:
    try:
        return shape.of(text)
    except ValueError:
        return wrong("CB106", value=text, known="、".join(str(word) for word in shape.of))


def _slug(text: str, _: object) -> str | Wrong:
    return text if SLUG.fullmatch(text) else wrong("CB107", value=text, hint="slug")


def _reference(text: str, shape: shapes.Reference) -> str | Wrong:
    if SLUG.fullmatch(text):
        return text
    return wrong("CB107", value=text, hint="reference", register=shape.to)


def _file_name(text: str, _: object) -> str | Wrong:
    if "/" in text or "\\" in text or text.startswith("."):
        return wrong("CB020", target=text)
    return text if is_portable(text) else wrong("CB022", name=text)


def _address(text: str, shape: shapes.Address) -> str | Wrong:
    if not _ADDRESS.fullmatch(text) and not (shape.mail and _MAIL.fullmatch(text)):
        return wrong("CB109", value=text)
    for slot in _SLOT.findall(text):
        if slot not in shape.slots:
            return wrong("CB334", value=slot, known="、".join(shape.slots))
    return text


SCALARS: dict[type, Callable[[str, Any], Any]] = {
    shapes.Day: _day,
    shapes.Number: _number,
    shapes.Count: _count,
    shapes.Flag: _flag,
    shapes.Choice: _choice,
    shapes.Reference: _reference,
    shapes.Slug: _slug,
    shapes.FileName: _file_name,
    shapes.Address: _address,
}
