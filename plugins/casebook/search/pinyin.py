"""How a title is typed by its sound: pairs of syllables, and rows of initials.

The terms cannot meet those of a text: a pair of syllables holds an apostrophe, a row of
initials begins with a tilde.
"""

import itertools
from collections.abc import Iterator
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


def sounds(folded: str) -> Iterator[str]:
    """The terms of a folded title by its sound; a character with two readings has both.

    >>> list(sounds("夜校"))
    ["ye'jiao", "ye'xiao", '~yj', '~yx', '~j', '~x']
    """
    for is_read, run in itertools.groupby(folded, READINGS.__contains__):
        if not is_read:
            continue
        readings = [READINGS[one] for one in run]
        for one, other in itertools.pairwise(readings):
            yield from (f"{begin}'{end}" for begin in one for end in other)
        initials = [tuple(dict.fromkeys(one[0] for one in each)) for each in readings]
        for at in range(len(initials)):
            yield from _rows(initials[at : at + ROW])


def _rows(initials: list[tuple[str, ...]]) -> Iterator[str]:
    """The rows of some characters by their initials, of which most have one."""
    if sum(map(len, initials)) == len(initials):
        yield f"~{''.join(one for (one,) in initials)}"
    else:
        rows = itertools.product(*initials)
        yield from (f"~{''.join(row)}" for row in itertools.islice(rows, _MOST))
