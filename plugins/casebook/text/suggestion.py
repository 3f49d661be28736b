"""Did-you-mean: the known name nearest to a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches

# One slip in a word of four letters still counts: `clal` is `call`.
_CUTOFF = 0.7


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that the word was most likely meant to be.

    >>> nearest("tittle", ["title", "date"])
    'title'
    """
    matches = get_close_matches(word, list(known), n=1, cutoff=_CUTOFF)
    return matches[0] if matches else None
