"""What a reader typed, in parts; the same as `assets/search/query.js`, which a test compares."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casebook.search.ranking import FEW
from casebook.text.tokens import HAN, fold, folded_tokens

LONGEST: Final = 400
# The share of all records above which what they hold tells little.
COMMON: Final = 2 / 3
KEYS: Final[Mapping[str, str]] = {
    "年份": "year",
    "年度": "year",
    "单位": "unit",
    "专题": "theme",
    "场景": "scene",
    "类型": "kind",
    "批次": "batch",
    "品牌": "brand",
    "表彰": "award",
    "奖项": "award",
    "指标": "indicator",
    "专栏": "record",
}
# What a browser takes for space.
_SPACE: Final = "\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_OPEN: Final = '"“”„«»「『'
_CLOSE: Final = '"“”„«»」』'
_PART: Final = re.compile(f'(-?)(?:[{_OPEN}]([^{_CLOSE}]*)[{_CLOSE}]|([^{_SPACE}"“”「『]+))')
_NAMED: Final = re.compile(f"({'|'.join(KEYS)})[:：]([^\n\r\u2028\u2029]+)")
_HAN: Final = re.compile(f"[{HAN}]")
_PAIR: Final = 2
_WAYS: Final = 5


@dataclass(frozen=True, slots=True)
class Typed:
    """Words to find, phrases, words to leave out, and the facets as (key, written value)."""

    free: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All that is to be found, as one text."""
        return " ".join((" ".join(self.free), *self.phrases))


@dataclass(frozen=True, slots=True)
class Term:
    """A term to look up; one that is `single` is the beginning of pairs of characters."""

    text: str
    single: bool = False


def parse(typed: str) -> Typed:
    """The parts of a query, of which the first 400 characters count.

    >>> parse("夜校 -暑期 “周末办事” 单位:窗口").facets
    (('unit', '窗口'),)
    """
    free: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    facets: list[tuple[str, str]] = []
    for match in _PART.finditer(typed[:LONGEST]):
        minus, phrase, word = match.groups()
        named = _NAMED.fullmatch(word) if word else None
        if named and not minus:
            facets.append((KEYS[named[1]], named[2]))
        elif minus:
            without.append(phrase or word or "")
        elif phrase is not None:
            phrases.append(phrase)
        else:
            free.append(word)
    return Typed(tuple(free), tuple(phrases), tuple(without), tuple(facets))


def terms(text: str) -> list[Term]:
    """The terms to look up: pairs, single characters that stand alone, words.

    >>> [term.text for term in terms("夜校 5G")]
    ['夜校', '5g']
    """
    every = list(folded_tokens(fold(text)))
    paired = {place for term, begin, end in every if _is_pair(term) for place in (begin, end - 1)}
    return list(dict.fromkeys(_wanted(every, paired)))


def telling(wanted: Sequence[Term], is_common: Callable[[str], bool]) -> list[Term]:
    """The terms of a long text but for pairs that most records hold; all, if few would be left.

    Such a pair weighs a twentieth of a rare one, and its postings are the longest that there are.
    """
    rest = [one for one in wanted if not (_is_pair(one.text) and is_common(one.text))]
    return rest if len(rest) > FEW else list(wanted)


def in_other_words(typed: Typed, groups: Sequence[Sequence[str]]) -> list[str]:
    """What was typed as it stands, then with words of it exchanged for others of their group.

    >>> in_other_words(parse("老人手机课"), [["老年人", "老人"]])
    ['老人手机课', '老年人手机课']
    """
    ways = [fold(" ".join(typed.free))]
    for group in groups:
        words = [fold(word) for word in group]
        said = max((word for word in words if word in ways[0]), key=len, default="")
        others = [word for word in words if said and word != said]
        ways += [way.replace(said, word) for word in others for way in ways]
    return [" ".join((way, *typed.phrases)) for way in ways[:_WAYS]]


def _wanted(every: list[tuple[str, int, int]], paired: set[int]) -> Iterator[Term]:
    for term, begin, _ in every:
        single = len(term) == 1 and _HAN.match(term) is not None
        if not single or begin not in paired:
            yield Term(term, single)


def _is_pair(term: str) -> bool:
    return len(term) == _PAIR and _HAN.match(term) is not None
