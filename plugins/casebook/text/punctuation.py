"""Punctuation of Chinese prose by GB/T 15834-2011, as far as a rule is hardly ever wrong."""

import re
from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType
from typing import Final

from casebook.text.slips import HAN, MOST, Rule, Slip, around, line_of, plain, slips

_OPENING = "（《“‘【〈「"
_CLOSING = "）》”’】〉」"
_STOPS = "，。、；：？！"
_WIDE: Final = MappingProxyType(dict(zip(",;:?!.()", "，；：？！。（）", strict=True)))
_STRONG: Final = frozenset("？！")
_MOST_SPACES: Final = 2
# A short line may be spread to the width of others: 附 则.
_MOST_SPREAD: Final = 4
_HAS_HAN = re.compile(f"[{HAN}]")
_ORDINAL_BEFORE = re.compile(
    r"第[零〇一二三四五六七八九十百千\d]{1,8}(?:部分|[编章节条款项部步讲课期批回篇卷])\Z"
)
_LONGEST_TERM: Final = 40
_LONGEST_TITLE: Final = 40
# An item of a list with nothing but a term before the mark.
_TERM = re.compile(r"(?:\A|\n)[ \t>]*(?:[-*+]|\d{1,2}[.)、])[ \t]+[^\n，。；：]*\Z", re.ASCII)
_PAIRS: Final = (("“", "”"), ("《", "》"), ("（", "）"), ("【", "】"))
# The closing bracket of an ordinal such as 1） or 甲） has no opening one, nor has that of a smile.
_LONE_BRACKET = re.compile(r"(?:(?:^|[^（\w])[\w①-⑳]{1,3}|[：；])）", re.MULTILINE)


def punctuation_slips(text: str) -> Iterator[Slip]:
    """The slips in the punctuation of a prose, rule by rule.

    >>> [(slip.kind, slip.old, slip.new) for slip in punctuation_slips("先摸底,再试点。。")]
    [('half', ',', '，'), ('repeated', '。。', '。')]
    """
    yield from slips(text, _RULES)
    if "(" in text:
        yield from _brackets(text)
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            yield from _unpaired(text, opening, closing)


def _half(rule: Rule, match: re.Match[str]) -> Slip:
    return Slip(rule.kind, match.start(), match.group(), _WIDE[match.group()[0]])


def _repeated(rule: Rule, match: re.Match[str]) -> Slip | None:
    run = match.group()
    before, after = around(match)
    marks = set(run)
    if marks <= _STRONG or set("“‘（") & {before} or set("”’）") & {after}:
        # Strong marks may be doubled, and a text may speak of the marks themselves.
        return None
    if len(marks) > 1:
        return Slip(rule.kind, match.start(), run)
    # Three full stops are an ellipsis, which is a slip of its own.
    return Slip(rule.kind, match.start(), run, run[0]) if run[:3] != "。。。" else None


def _ellipsis(rule: Rule, match: re.Match[str]) -> Slip | None:
    before, after = around(match)
    if not re.match(f"[{HAN}{_CLOSING}，、]", before) or re.match(r"[\w/\\]", after, re.ASCII):
        return None
    return Slip(rule.kind, match.start(), match.group(), "……")


def _dash(rule: Rule, match: re.Match[str]) -> Slip | None:
    """Hyphens for a dash; in a heading, a table or after a term they part two halves."""
    before = match.string[max(match.start() - _LONGEST_TERM, 0) : match.start()]
    is_term = _TERM.search(before) is not None
    return None if is_term or line_of(match).lstrip().startswith(("#", "|")) else plain(rule, match)


def _straight(rule: Rule, match: re.Match[str]) -> Slip | None:
    return plain(rule, match) if _HAS_HAN.search(match.group()) else None


def _space(rule: Rule, match: re.Match[str]) -> Slip | None:
    line = line_of(match)
    # Many of them stand between the items of a list without other marks.
    many = len(_SPACE.findall(line)) > _MOST_SPACES
    spread = len(line.replace(" ", "")) <= _MOST_SPREAD
    if many or spread or line.lstrip().startswith(("#", "|")) or _parts_a_title(match):
        return None
    # Only in sentences it can be nothing but a slip.
    return Slip(rule.kind, match.start(), match.group(), "" if set("，。") & set(line) else None)


def _parts_a_title(match: re.Match[str]) -> bool:
    """Whether a space stands after an ordinal such as 第一条, or within 《》."""
    before = match.string[max(match.start() - _LONGEST_TITLE, 0) : match.start()]
    return bool(_ORDINAL_BEFORE.search(before)) or before.rfind("《") > before.rfind("》")


_SPACE = re.compile(rf" (?<=[{HAN}] ) *(?=[{HAN}])")
# Behind a half-width mark: Chinese before it, and after it, or the end of the line.
_HALF = rf"(?:(?<=[{HAN}{_CLOSING}].)|(?<=[{HAN}]\).))(?: ?(?=[{HAN}{_OPENING}])|(?=[ ]*$))"
_RULES: Final = (
    *(
        Rule("half", (mark,), re.compile(re.escape(mark) + _HALF, re.MULTILINE), _half)
        for mark in ",;:?!"
    ),
    Rule("half", (".",), re.compile(rf"\.(?<=[{HAN}]\.)(?=[ ]*$)", re.MULTILINE), _half),
    Rule("repeated", tuple("，。、；："), re.compile(f"[{_STOPS}][{_STOPS}]+"), _repeated),
    Rule("ellipsis", ("...",), re.compile(r"\.{3,}"), _ellipsis),
    Rule("ellipsis", ("。。。",), re.compile("。{3,}"), _ellipsis),
    Rule("dash", ("--",), re.compile(rf"--(?<=[{HAN}{_CLOSING}]--)-*(?= ?[{HAN}“《])"), _dash),
    Rule("dash", (" --",), re.compile(rf" --(?<=[{HAN}{_CLOSING}] --)-*(?= ?[{HAN}“《])"), _dash),
    Rule("dash", (" - ",), re.compile(rf" - (?<=[{HAN}] - )(?=[{HAN}])"), _dash),
    Rule("straight", ('"',), re.compile(r'"[^"\n]{1,80}"'), _straight),
    Rule("space", (" ",), _SPACE, _space),
    Rule(
        "nested",
        ("《",),
        re.compile("《[^《》\n]{0,80}《[^《》\n]{1,80}》[^《》\n]{0,80}》"),
        plain,
    ),
)


_BRACKETED = re.compile(r"\(([^()\n]{1,80})\)")
_HAN_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}")


def _brackets(text: str) -> Iterator[Slip]:
    """Half-width brackets after Chinese and around Chinese, or around an ordinal of a line."""
    for match in islice(_BRACKETED.finditer(text), MOST):
        before = around(match)[0]
        inner = match[1]
        if (_HAS_HAN.match(before) and _HAS_HAN.search(inner)) or (
            _HAN_ORDINAL.fullmatch(inner) and not line_of(match).partition("(")[0].strip("#>-* ")
        ):
            yield Slip("half", match.start(), "(", "（")
            yield Slip("half", match.end() - 1, ")", "）")


def _unpaired(text: str, opening: str, closing: str) -> Iterator[Slip]:
    """Marks without their other half, paragraph by paragraph."""
    start = 0
    paragraphs = text.split("\n\n")
    for number, paragraph in enumerate(paragraphs):
        if paragraph.count(opening) != paragraph.count(closing):
            after = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
            yield from _in_paragraph(paragraph, start, (opening, closing), after)
        start += len(paragraph) + 2


def _in_paragraph(paragraph: str, start: int, pair: tuple[str, str], after: str) -> Iterator[Slip]:
    opening, closing = pair
    alone = (
        {match.end() - 1 for match in _LONE_BRACKET.finditer(paragraph)}
        if closing == "）"
        else set()
    )
    opened: list[int] = []
    for match in re.finditer(f"[{opening}{closing}]", paragraph):
        if match.group() == opening:
            opened.append(match.start())
        elif opened:
            opened.pop()
        elif match.start() not in alone:
            yield Slip("unpaired", start + match.start(), closing)
    # A quotation of several paragraphs opens in each and closes in the last.
    if opened and not (opening == "“" and after.lstrip("> \n").startswith("“")):
        yield Slip("unpaired", start + opened[0], opening)
