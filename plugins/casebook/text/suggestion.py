"""Did-you-mean: the known name nearest to a mistyped one."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

# Of three characters one may be wrong; in a shorter word one.
_PART = 3
# A shorter word has too many neighbours for its one slip to be beyond doubt.
_SHORTEST_SURE = 4


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that the word was most likely meant to be.

    Fewest slips win, where a slip is one character wrong, missing, too many, or exchanged with
    its neighbour (optimal string alignment); among equals the one that begins alike. Case and
    full-width letters do not count.

    >>> nearest("tittle", ["title", "date"]), nearest("ＴＩＴＥＬ", ["title", "date"])
    ('title', 'title')
    """
    most = max(1, len(word) // _PART)
    near = process.extract(
        word, list(known), scorer=OSA.distance, processor=_folded, score_cutoff=most, limit=None
    )
    alike = [name for name, slips, _ in near if slips == near[0][1] and len(name) > slips]
    return max(alike, key=lambda name: JaroWinkler.similarity(word, name), default=None)


def one_slip(word: str, known: Iterable[str]) -> str | None:
    """The name that is one slip away, where the word is long enough and no other name is.

    >>> one_slip("titel", ["title", "date"]), one_slip("by", ["be", "my"])
    ('title', None)
    """
    near = process.extract(
        word, list(known), scorer=OSA.distance, processor=_folded, score_cutoff=1, limit=2
    )
    return near[0][0] if len(near) == 1 and len(word) >= _SHORTEST_SURE else None


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()
