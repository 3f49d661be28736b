"""Figures in Chinese prose by GB/T 15835-2011, as far as a rule is hardly ever wrong."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.text.slips import Rule, Slip, plain, slips

_DIGITS = "一二三四五六七八九"
_VALUES = f"{_DIGITS} 123456789"
_FULL_WIDTH = {ord("０") + number: str(number) for number in range(10)}
_MEASURES = "[年月日天周个人名岁元万亿倍次件户家条项份秒米吨%％]|小时|分钟|公里|千米|公斤"
_DATE = r"(?<=(?:19|20)\d\d{0})(?<![\d./-]\d{{4}}{0})(\d{{1,2}}){0}(\d{{1,2}})(?![./\-\d]| ?版)"
_YEAR: Final = 4
_MOST_MONTHS: Final = 12
_MOST_DAYS: Final = 31


def figure_slips(text: str) -> Iterator[Slip]:
    """The slips in the figures of a prose, rule by rule.

    >>> [(slip.kind, slip.old, slip.new) for slip in figure_slips("二0二五年办了３２件")]
    [('full_width', '３２', '32'), ('mixed', '0', None)]
    >>> [slip.kind for slip in figure_slips("约三十人左右，3-5天，五、六百人，2025.6.30前")]
    ['range', 'date', 'about', 'adjacent']
    """
    return slips(text, _RULES)


def _full_width(rule: Rule, match: re.Match[str]) -> Slip:
    return Slip(rule.kind, match.start(), match.group(), match.group().translate(_FULL_WIDTH))


def _date(rule: Rule, match: re.Match[str]) -> Slip | None:
    is_date = 1 <= int(match[1]) <= _MOST_MONTHS and 1 <= int(match[2]) <= _MOST_DAYS
    return _widened(rule, match, _YEAR) if is_date else None


def _year(rule: Rule, match: re.Match[str]) -> Slip | None:
    return _widened(rule, match, _YEAR)


def _adjacent(rule: Rule, match: re.Match[str]) -> Slip | None:
    """Two neighbouring numbers for about so many stand side by side: 五六百."""
    first, second = match.string[match.start() - 1], match.string[match.start() + 1]
    is_next = _VALUES.find(second) == _VALUES.find(first) + 1
    return _widened(rule, match, 1) if is_next else None


def _widened(rule: Rule, match: re.Match[str], by: int) -> Slip:
    """The slip that begins before the character with which the search began."""
    start = match.start() - by
    return Slip(rule.kind, start, match.string[start : match.end()])


_RULES: Final = (
    Rule("full_width", tuple("０１２３４５６７８９"), re.compile("[０-９]+"), _full_width),
    Rule("mixed", ("0",), re.compile(rf"0(?<=[{_DIGITS}〇零]0)(?=[{_DIGITS}〇零0年])"), plain),
    Rule("mixed", ("年",), re.compile(rf"年(?<=[12]\d[{_DIGITS}〇零]{{2}}年)", re.ASCII), _year),
    Rule("mixed", ("○",), re.compile(rf"○(?<=[{_DIGITS}]○)(?=[{_DIGITS}○年])"), plain),
    Rule(
        "range",
        ("-",),
        re.compile(rf"-(?<=[\d年月日%]-)(?=\d{{1,4}}(?:{_MEASURES}))", re.ASCII),
        plain,
    ),
    Rule("date", (".",), re.compile(r"\." + _DATE.format(r"\."), re.ASCII), _date),
    Rule("date", ("/",), re.compile("/" + _DATE.format("/"), re.ASCII), _date),
    Rule(
        "about",
        ("约",),
        re.compile(
            rf"约(?<![预节契合签邀相特违婚公条履守隐简租续解制赴订]约)(?:为|有|是)?"
            rf"[\d{_DIGITS}十百千万亿两几.,]{{1,12}}[^，。；：、（）\n\d]{{0,4}}(?:左右|上下)"
        ),
        plain,
    ),
    Rule(
        "about",
        ("近",),
        re.compile(
            rf"近(?<![最附临靠接邻亲远新就走贴迫]近)[\d{_DIGITS}十百千万亿两几.,]{{1,12}}[多余]"
        ),
        plain,
    ),
    Rule(
        "adjacent",
        ("、",),
        re.compile(
            rf"、(?<=[{_DIGITS}]、)(?<![第{_DIGITS}十百千年月].、)[{_DIGITS}][十百千万]"
            rf"(?=[多余来]?(?:[人个名岁天里件家户元次分公台辆吨亩斤本张项里]|年(?!代)))"
        ),
        _adjacent,
    ),
    Rule(
        "adjacent",
        ("、",),
        re.compile(r"、(?<=[1-8]、)(?<![\d.].、)[2-9][百千](?![克米瓦卡帕伏安赫字焦升分])"),
        _adjacent,
    ),
)
