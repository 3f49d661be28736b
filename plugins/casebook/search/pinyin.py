"""How a title is typed by its sound: pairs of syllables, and rows of initials.

The terms cannot meet those of a text: a pair of syllables holds an apostrophe, a row of
initials begins with a tilde.
"""

import itertools
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from casebook.text.pinyin_table import TABLE

ROW: Final = 4
_MOST: Final = 4


def _read(table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in table.split(" "):
        syllable = entry.rstrip("".join(one for one in entry if not one.isascii()))
        for character in entry[len(syllable) :]:
            found[character] = (*found.get(character, ()), syllable)
    return found


READINGS: Final = _read(TABLE)
_INITIALS: Final = {
    character: tuple(dict.fromkeys(one[0] for one in readings))
    for character, readings in READINGS.items()
}


def sounds(folded: str) -> Iterator[str]:
    """The terms of a folded title by its sound; a character with two readings has both.

    >>> list(sounds("夜校"))
    ["ye'jiao", "ye'xiao", '~yj', '~yx', '~j', '~x']
    """
    for is_read, run in itertools.groupby(folded, READINGS.__contains__):
        if is_read:
            title = "".join(run)
            yield from itertools.chain.from_iterable(
                itertools.starmap(_pair, itertools.pairwise(title))
            )
            for at in range(len(title)):
                yield from _rows(title[at : at + ROW])


# Titles say the same things in the same words.
@lru_cache(1 << 14)
def _pair(one: str, other: str) -> tuple[str, ...]:
    """The ways to say two characters."""
    return tuple(f"{begin}'{end}" for begin in READINGS[one] for end in READINGS[other])


@lru_cache(1 << 14)
def _rows(characters: str) -> tuple[str, ...]:
    """The rows of some characters by their initials, of which most have one."""
    rows = itertools.product(*map(_INITIALS.__getitem__, characters))
    return tuple(f"~{''.join(row)}" for row in itertools.islice(rows, _MOST))
