"""Numbers by which one person can be reached or known: resident ids, mobile phones, bank cards."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from casebook.text.sensitive import Sensitive

_ASCII: Final = str.maketrans("０１２３４５６７８９－　Ｘｘ", "0123456789- Xx")
# What is not in a text need not be looked for in its parts.
LONG_NUMBER: Final = re.compile(r"\d[\d \-·－　]{9,}")
# A letter, a digit, or a digit and a hyphen before it make it the tail of something else.
_BEGIN: Final = r"(?<![0-9A-Za-z_./])(?<!\d-)"
_END: Final = r"(?![0-9A-Za-z_/]|[.\-]\d)"
_RESIDENT: Final = re.compile(
    _BEGIN + r"([1-9]\d{5}[ -]?(?:19|20)\d{6}[ -]?\d{3}[\dXx])" + _END, re.ASCII
)
# Followed by a measure it is an amount.
_MOBILE: Final = re.compile(
    _BEGIN + r"(?:\+?86[ -]?)?(1[3-9]\d(?:[ \-·]?\d{4}){2})" + _END + r"(?!\s*[元万亿])", re.ASCII
)
# What banks of this country issue: UnionPay's 62, and the older 4, 51 to 55, 35, 37 and 9558.
_CARD: Final = re.compile(
    _BEGIN + r"(?<!\d )((?=62|4|5[1-5]|35|37|9558)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)"
    r"(?! \d)" + _END,
    re.ASCII,
)
# GB 11643-1999: weights of the first seventeen digits, and the check digit by the remainder.
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"


def personal_numbers(text: str) -> Iterator[Sensitive]:
    """The numbers of persons in a text: `resident`, `mobile` and `card`.

    >>> list(personal_numbers("请拨 ０571-87654321 或 138 0000 0000。"))
    [Sensitive(kind='mobile', start=19, end=32)]
    """
    if not LONG_NUMBER.search(text):
        return
    plain = text.translate(_ASCII)
    taken: set[int] = set()
    for kind, pattern, is_one in (
        ("resident", _RESIDENT, is_resident_id),
        ("card", _CARD, has_luhn_digit),
        ("mobile", _MOBILE, bool),
    ):
        for match in pattern.finditer(plain):
            start, end = match.span(1)
            if start not in taken and is_one(re.sub(r"[ \-·]", "", match[1])):
                taken.update(range(start, end))
                yield Sensitive(kind, start, end)


def masked(text: str) -> str:
    """The text with the numbers of persons blotted out; all else keeps its offset.

    >>> masked("问 13800000000，或拨 12345")
    '问 ***********，或拨 12345'
    """
    shown = text
    for one in personal_numbers(text):
        shown = shown[: one.start] + "*" * (one.end - one.start) + shown[one.end :]
    return shown


def is_resident_id(digits: str) -> bool:
    """Whether eighteen characters are an id by GB 11643-1999: a day of birth and a check digit.

    >>> is_resident_id("11010519491231002X"), is_resident_id("110105194912310021")
    (True, False)
    """
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(one) * weight for one, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[17].upper()


def has_luhn_digit(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1, annex B.

    >>> has_luhn_digit("4111111111111111"), has_luhn_digit("4111111111111112")
    (True, False)
    """
    doubled = (int(one) * 2 for one in digits[-2::-2])
    return not (sum(map(int, digits[-1::-2])) + sum(one - 9 * (one > 9) for one in doubled)) % 10  # noqa: PLR2004
