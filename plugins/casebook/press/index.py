"""Indexes by pinyin: the lines of a register sorted as a dictionary is, letter by letter."""

from collections.abc import Iterable
from itertools import groupby

from casebook.views.volume import IndexLine

Letters = list[tuple[str, list[tuple[str, list[str]]]]]


def by_pinyin(lines: Iterable[IndexLine]) -> Letters:
    """Lines under the letters of their first syllables; what has no sound comes last, under #.

    >>> [letter for letter, _ in by_pinyin([IndexLine("重庆", ()), IndexLine("安康", ())])]
    ['A', 'C']
    """
    keyed = sorted(((_sound(line.name), line) for line in lines), key=lambda pair: pair[0])
    return [
        (letter, [(line.name, list(line.chapters)) for _, line in group])
        for letter, group in groupby(keyed, key=lambda pair: _letter(pair[0]))
    ]


def _sound(name: str) -> tuple[bool, tuple[str, ...], str]:
    # The dictionary of phrases takes a quarter of a second; only who prints pays for it.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    spoken = lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)
    syllables = tuple(one.casefold() for one in spoken)
    return not syllables[0][:1].isascii() or not syllables[0][:1].isalpha(), syllables, name


def _letter(sound: tuple[bool, tuple[str, ...], str]) -> str:
    return "#" if sound[0] else sound[1][0][0].upper()
