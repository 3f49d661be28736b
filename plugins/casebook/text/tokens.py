"""The analyzer of search: what a text and a query are cut into.

The browser has the same analyzer (`assets/search/analyzer.js`); a test holds the two together.
Chinese is cut into single characters and pairs, which finds more than words from a dictionary
do, and knows names that no dictionary has.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from casebook.text.simplified_table import TABLE

Token = tuple[str, int, int]

HAN_RANGES: Final = ("\u3007\u3007", "\u3400\u4dbf", "\u4e00\u9fff", "\U00020000\U0003ffff")
HAN: Final = "".join(f"{first}-{last}" for first, last in HAN_RANGES)
LONGEST: Final = 64
SIMPLIFIED: Final = dict(zip(TABLE[::2], TABLE[1::2], strict=True))
_TRADITIONAL: Final = re.compile(f"[{''.join(SIMPLIFIED)}]")
# What is part of the character before it: accents, sound marks, what cannot be seen.
_UNSEEN: Final = "\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
_JOINED: Final = f"[\u0300-\u036f\u3099\u309a\uff9e\uff9f{_UNSEEN}]"
_CLUSTER: Final = re.compile(f"(?s:.){_JOINED}*")
_HIDDEN: Final = re.compile(f"[{_UNSEEN}]")
# Characters of which none joins another: a stretch of them may be folded whole.
_SIMPLE: Final = (
    "[\0-\u00ac\u00ae-\u02ff\u2010-\u205f\u2070-\u2fff\u3000-\u3098\u309b-\u30ff"
    "\u3400-\u9fff\uff00-\uff9d\uffa0-\uffef\U00020000-\U0003ffff]"
)
_STRETCH: Final = re.compile(f"(?P<simple>{_SIMPLE}+(?!{_JOINED}))|{_CLUSTER.pattern}")
# Exchanged first, since with them nearly every Chinese text is normal already.
_MARKS: Final = tuple(zip("，；：（）！？％", ",;:()!?%", strict=True))
_WORD: Final = f"[^\\W_{HAN}]+"
_RUN: Final = re.compile(f"(?P<han>[{HAN}]+)|(?P<word>{_WORD}(?:[+.&/_-]{_WORD})*)")
_PART: Final = re.compile(_WORD)


def fold(text: str) -> str:
    """A text as search compares it: compatible forms, case, width, simplified characters.

    >>> fold("ＬＥＤ燈與㈱")
    'led灯与(株)'
    """
    return _TRADITIONAL.sub(_simple, compatible(text))


def compatible(text: str) -> str:
    """A text folded but for its traditional characters, which a caller may exchange in bulk."""
    return "".join(map(_compatible_stretch, _STRETCH.finditer(text)))


def tokens(text: str) -> list[Token]:
    """The terms of a text, each with its first code point and the one after its last.

    Han characters one by one and in pairs; words of letters and digits in small letters, such
    as hold together by one sign (`1+n`) also in their parts. In the order of their beginnings.

    >>> tokens("燈光5G")
    [('灯', 0, 1), ('灯光', 0, 2), ('光', 1, 2), ('5g', 2, 4)]
    >>> [term for term, _, _ in tokens("１＋Ｎ")]
    ['1+n', '1', 'n']
    """
    folded, starts, ends = _mapped(text)
    return [(term, starts[begin], ends[end - 1]) for term, begin, end in folded_tokens(folded)]


def folded_tokens(folded: str) -> Iterator[Token]:
    """The terms of a folded text, with their places in it."""
    for match in _RUN.finditer(folded):
        begin, end = match.span()
        if match.lastgroup == "han":
            for at in range(begin, end):
                yield folded[at], at, at + 1
                if at + 1 < end:
                    yield folded[at : at + 2], at, at + 2
        else:
            yield from _word(folded, begin, end)


def _word(folded: str, begin: int, end: int) -> Iterator[Token]:
    yield folded[begin : min(end, begin + LONGEST)], begin, end
    parts = [match.span() for match in _PART.finditer(folded, begin, end)]
    if len(parts) > 1:
        yield from ((folded[at : min(to, at + LONGEST)], at, to) for at, to in parts)


def _compatible_stretch(match: re.Match[str]) -> str:
    text = match.group()
    if match.lastgroup is None:
        return _compatible_cluster(text)
    for wide, narrow in _MARKS:
        text = text.replace(wide, narrow)
    return _compatible(text)


def _compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("ς", "σ")


# A text has few different characters.
@lru_cache(1 << 14)
def _compatible_cluster(cluster: str) -> str:
    return _compatible(_HIDDEN.sub("", unicodedata.normalize("NFKC", cluster)))


@lru_cache(1 << 14)
def _folded_cluster(cluster: str) -> str:
    return fold(cluster)


def _simple(match: re.Match[str]) -> str:
    return SIMPLIFIED[match.group()]


def _mapped(text: str) -> tuple[str, list[int], list[int]]:
    """A folded text, and for each of its characters where its source begins and ends."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        one = _folded_cluster(match.group())
        folded.append(one)
        starts += [match.start()] * len(one)
        ends += [match.end()] * len(one)
    return "".join(folded), starts, ends
