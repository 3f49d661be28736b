"""A query as it sounds, in the terms of `search.pinyin`; `assets/search/sound.js` does the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise, product
from typing import Final

from casebook.search.pinyin import READINGS, ROW
from casebook.search.query import Term

# Signs and figures stand between what is spoken; other letters are no pinyin.
_LETTERS: Final = re.compile(r"(?:[a-z' ]|[^\w]|[0-9_])+")
_SIGNS: Final = re.compile("[^a-z' ]+")
_LONGEST: Final = 6


def is_spelled(folded: str) -> bool:
    """Whether a text may be pinyin or initials."""
    return _LETTERS.fullmatch(folded) is not None and re.search("[a-z]", folded) is not None


def ways(folded: str) -> Iterator[list[Term]]:
    """The ways to look a folded text up by its sound, the likelier first.

    >>> [[term.text for term in way] for way in ways("yexiao")]
    [["ye'xiao"], ['~yexi', '~exia', '~xiao']]
    """
    if not is_spelled(folded):
        heard = [READINGS[one] for one in folded if one in READINGS]
        if len(heard) > 1:
            yield _pairs(heard)
        return
    runs = [run for run in _SIGNS.split(folded) if run.strip("' ")]
    parts = [_spoken(run) for run in runs]
    if None not in parts:
        yield list(dict.fromkeys(term for part in parts if part for term in part))
    rows = (row for run in runs for row in _rows(re.sub("[' ]", "", run)))
    yield list(dict.fromkeys(rows))


def _spoken(run: str) -> list[Term] | None:
    """The pairs of syllables of a stretch of letters, or None where it is no pinyin."""
    parts = [syllables(part) for part in re.split("[' ]+", run) if part]
    if None in parts:
        return None
    spoken = list(chain.from_iterable(part for part in parts if part))
    if len(spoken) == 1:
        return [Term(f"{spoken[0]}'", single=True)]
    return _pairs([(one,) for one in spoken])


def _rows(letters: str) -> Iterator[Term]:
    """The rows of initials that some letters may be."""
    if len(letters) < ROW:
        yield Term(f"~{letters}", single=True)
        return
    for at in range(len(letters) - ROW + 1):
        yield Term(f"~{letters[at : at + ROW]}")


def syllables(letters: str) -> list[str] | None:
    """The fewest syllables that make up some letters, or None.

    >>> syllables("yexiao")
    ['ye', 'xiao']
    """
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways_here = (
            [*before, letters[begin:end]]
            for begin in range(max(0, end - _LONGEST), end)
            if (before := best[begin]) is not None and letters[begin:end] in _known()
        )
        best.append(min(ways_here, key=len, default=None))
    return best[-1]


def fits(letters: str, name: str) -> bool:
    """Whether a folded name may be typed so: as pinyin or as initials, from any character on.

    >>> fits("yexi", "夜校"), fits("yx", "办夜校"), fits("yu", "夜校")
    (True, True, False)
    """
    wanted = re.sub("[' ]", "", letters)
    return any(_begins(wanted, name[at:]) for at in range(len(name)))


def _begins(wanted: str, name: str) -> bool:
    """Whether a name begins so: of each character one reading, the first letter of it, or both."""
    ends = {0}
    for character in name:
        steps = [
            (wanted[end:], heard, end) for heard in READINGS.get(character, ()) for end in ends
        ]
        if any(heard.startswith(rest) for rest, heard, _ in steps):
            return True
        whole = {end + len(heard) for rest, heard, end in steps if rest.startswith(heard)}
        ends = whole | {end + 1 for rest, heard, end in steps if rest[0] == heard[0]}
        if len(wanted) in ends or not ends:
            return len(wanted) in ends
    return False


@cache
def _known() -> frozenset[str]:
    return frozenset(chain.from_iterable(READINGS.values()))


def _pairs(heard: Sequence[Iterable[str]]) -> list[Term]:
    found = ("'".join(pair) for one, other in pairwise(heard) for pair in product(one, other))
    return [Term(pair) for pair in dict.fromkeys(found)]
