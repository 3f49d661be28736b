"""The facets of all documents as arrays: which results they leave, and how many have a value."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from casebook.retrieval.engine import Count
from casebook.text.tokens import fold

Mask = NDArray[np.bool_]
Names = Mapping[str, Sequence[Sequence[str]]]
Chosen = Mapping[str, frozenset[str]]
_NEVER: Final = -1


class FacetTable:
    """Of every document the values of its facets, given as ids by facet, and its day."""

    def __init__(self, names: Names, rows: Sequence[Mapping[str, Any]]) -> None:
        self._names = names
        self._size = len(rows)
        self.days = np.array([row.get("day", _NEVER) for row in rows], np.int64)
        self._columns = {key: self._column(key, rows) for key in names}

    def _column(self, key: str, rows: Sequence[Mapping[str, Any]]) -> NDArray[np.int64]:
        """Pairs of a document and the place of a value, as two rows."""
        places = {one: place for place, (one, _) in enumerate(self._names[key])}
        pairs = [(at, places[one]) for at, row in enumerate(rows) for one in row.get(key, ())]
        return np.array(pairs, np.int64).reshape(-1, 2).T

    def chosen(
        self, ids: Mapping[str, Sequence[str]], written: Sequence[tuple[str, str]]
    ) -> Chosen:
        """The ids that are asked for by facet: those given, and those whose name was written."""
        asked = {key: frozenset(some) for key, some in ids.items() if some}
        for key, text in written:
            word = fold(text)
            fits = (
                one for one, name in self._names.get(key, ()) if one == text or word in fold(name)
            )
            asked[key] = asked.get(key, frozenset()) | frozenset(fits)
        return asked

    def mask(self, chosen: Chosen, but: str = "") -> Mask:
        """Of every document whether it has a value of each facet that is asked for."""
        kept = np.ones(self._size, np.bool_)
        for key, ids in chosen.items():
            if key != but:
                kept &= self._having(key, ids)
        return kept

    def _having(self, key: str, ids: frozenset[str]) -> Mask:
        wanted = np.array([one in ids for one, _ in self._names.get(key, ())], np.bool_)
        owners, values = self._columns.get(key, np.zeros((2, 0), np.int64))
        having = np.zeros(self._size, np.bool_)
        having[owners[wanted[values]]] = True
        return having

    def counts(self, base: Mask, chosen: Chosen) -> Mapping[str, tuple[Count, ...]]:
        """Of each facet the values in their order, counted as the other facets leave them."""
        made = {}
        for key, named in self._names.items():
            left = base & self.mask(chosen, but=key)
            owners, values = self._columns[key]
            counted = np.bincount(values[left[owners]], minlength=len(named)).tolist()
            made[key] = tuple(
                Count(one, name, count)
                for (one, name), count in zip(named, counted, strict=True)
                if count or one in chosen.get(key, ())
            )
        return made
