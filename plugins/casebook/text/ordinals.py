"""Ordinals of headings, in the order in which GB/T 9704-2012 (7.3.3) lets them nest."""

import re
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

_HAN: Final = "一二三四五六七八九十"
# 一、 （一） 1. （1）: the four ranks; half-width brackets and other marks count as slips of these.
_FORMS: Final = (
    re.compile(rf"([{_HAN}百]{{1,5}})([、,，.．])"),
    re.compile(rf"[（(]([{_HAN}百]{{1,5}})[）)]([、，,.．]?)"),
    re.compile(r"(\d{1,2})([.．、])(?!\d)", re.ASCII),
    re.compile(r"[（(](\d{1,2})[）)]([、，,.．]?)", re.ASCII),
)
_MARKS: Final = (frozenset("、"), frozenset(("",)), frozenset(".．"), frozenset(("",)))
# The ranks that an ordinal beginning with the character may have.
_RANKS: Final = MappingProxyType(
    {
        **dict.fromkeys(_HAN, (1,)),
        **dict.fromkeys("（(", (2, 4)),
        **dict.fromkeys("0123456789", (3,)),
    }
)
_TENS: Final = 10


class Ordinal(NamedTuple):
    """Rank 1 to 4, the number, the ordinal as written, and whether its mark is the right one."""

    rank: int
    number: int
    written: str
    is_well_marked: bool


def ordinal_of(heading: str) -> Ordinal | None:
    """The ordinal at the start of a heading, if it has one of the four.

    >>> ordinal_of("（十二）补上三条")
    Ordinal(rank=2, number=12, written='（十二）', is_well_marked=True)
    >>> ordinal_of("3、花了多少")
    Ordinal(rank=3, number=3, written='3、', is_well_marked=False)
    >>> ordinal_of("1.5 倍的人手"), ordinal_of("第一次没有办好")
    (None, None)
    """
    for rank in _RANKS.get(heading[:1], ()):
        if match := _FORMS[rank - 1].match(heading):
            number = int(match[1]) if match[1].isdecimal() else han_number(match[1])
            return Ordinal(rank, number, match.group(), match[2] in _MARKS[rank - 1])
    return None


def han(number: int) -> str:
    """A number up to 99 in Chinese, as heads are counted; a larger one in digits.

    >>> [han(number) for number in (3, 10, 12, 20, 31, 100)]
    ['三', '十', '十二', '二十', '三十一', '100']
    """
    if not 0 < number < _TENS**2:
        return str(number)
    tens, ones = divmod(number, _TENS)
    ten = f"{_HAN[tens - 1] if tens > 1 else ''}十" if tens else ""
    return ten + (_HAN[ones - 1] if ones else "")


@cache
def han_number(text: str) -> int:
    """A Chinese numeral up to 99 as a number; one that is none gives 0.

    >>> [han_number(text) for text in ("三", "十", "十二", "二十", "三十一", "一一")]
    [3, 10, 12, 20, 31, 0]
    """
    tens, ten, ones = text.rpartition("十")
    if not text or not set(tens + ones) <= set(_HAN[:9]) or max(len(tens), len(ones)) > 1:
        return 0
    count = _HAN.index(tens) + 1 if tens else len(ten)
    return count * _TENS + (_HAN.index(ones) + 1 if ones else 0)
