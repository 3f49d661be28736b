"""Asking a Whoosh index: its postings in bulk, ranked as the browser ranks them."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh import index

from casebook.retrieval.engine import MOST, Hit, Query, Results, Suggestion
from casebook.retrieval.folder import Card
from casebook.retrieval.narrowing import FacetTable, Mask
from casebook.search import spoken
from casebook.search.pieces import pieces, plain, snippet
from casebook.search.query import COMMON, Term, Typed, in_other_words, parse, telling, terms
from casebook.search.ranking import Combined, Part, Places, combined, in_either, part, ranked
from casebook.text.tokens import fold

_TERMS: Final = 48
_HEARD: Final = 0.6
_CHECKED: Final = 200
_NAMES: Final = 4
_SUGGESTED: Final = 8
_LETTERS: Final = re.compile("[a-z' ]+")
# The rank of a case that is known to hold the pieces, of one not looked at, of one without.
_HOLDS, _UNREAD, _LACKS, _PARTLY = range(4)


class WhooshEngine:
    """An index opened for asking; not for two threads at once."""

    def __init__(self, folder: Path, card: Card) -> None:
        self._reader = index.open_dir(str(folder)).reader()  # type: ignore[no-untyped-call]  # its own gap
        self._card = card
        self._size = self._reader.doc_count_all()
        self._facets = FacetTable(card.names, self._rows())

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def search(self, query: Query) -> Results:
        """A page of results, the best first."""
        typed = parse(query.text)
        order, whole, heard = self._found(typed)
        chosen = self._facets.chosen(query.chosen, typed.facets)
        counted = _mask(order, whole)
        order = order[self._facets.mask(chosen)[order]]
        is_dated = query.by_date or not (typed.free or typed.phrases)
        if is_dated:
            order = order[whole[order]] if whole[order].any() else order
            order = order[np.lexsort((-order, -self._facets.days[order]))]
        if not heard and (typed.phrases or not is_dated):
            place = self._in_one_piece(order, whole, typed, query.start + query.most)
            if typed.phrases:
                order = order[place[order] != _LACKS]
                counted &= place != _LACKS
            if not is_dated:
                order = order[np.argsort(place[order], kind="stable")]
        page = order[query.start : query.start + min(query.most, MOST)].tolist()
        wanted = frozenset(term.text for term in self._marked(typed))
        return Results(
            hits=tuple(self._hit(at, wanted, whole=bool(whole[at])) for at in page),
            total=int(whole[order].sum()),
            every=len(order),
            facets=self._facets.counts(counted, chosen),
            heard=heard,
        )

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """Names and titles for what has been typed so far."""
        text = fold(typed.strip())
        if not text:
            return ()
        sounds = _LETTERS.fullmatch(text) is not None
        names = [
            one
            for one in self._names()
            if text in (name := fold(one.text)) or (sounds and spoken.fits(text, name))
        ][:_NAMES]
        hits = self.search(Query(text=typed, most=_SUGGESTED)).hits
        titles = (
            Suggestion("article" if "/" in hit.id else "case", hit.id, hit.title) for hit in hits
        )
        return (*names, *titles)[:_SUGGESTED]

    def _rows(self) -> list[dict[str, Any]]:
        """The facets of every document; nothing of one that was deleted."""
        if not self._size:
            return []
        column = self._reader.column_reader("facets")
        return [json.loads(column[at] or b"{}") for at in range(self._size)]

    def _names(self) -> Iterator[Suggestion]:
        """What has a page of its own: years are asked for otherwise, and all cases are no page."""
        for key, named in self._card.names.items():
            if key != "year":
                every = (Suggestion(key, one, name) for one, name in named)
                yield from (one for one in every if (one.kind, one.id) != ("record", "case"))

    def _found(self, typed: Typed) -> tuple[Places, Mask, bool]:
        """The documents in order, of each whether it holds all that was asked; if by sound."""
        heard = False
        if terms(typed.text):
            made = self._by_text(typed)
            folded = fold(" ".join(typed.free))
            if not made.is_whole and len(folded) > 1 and spoken.is_spelled(folded):
                by_sound = self._by_sound(folded)
                made, heard = by_sound or made, by_sound is not None
        elif typed.free or typed.phrases:
            return np.zeros(0, np.int64), np.zeros(self._size, np.bool_), False
        else:
            made = self._everything()
        for phrase in typed.phrases:
            made.score[~self._holders(phrase)] = 0
        for word in typed.without:
            if terms(word):
                made.score[self._holders(word)] = 0
        return *ranked(made), heard

    def _everything(self) -> Combined:
        score = np.zeros(self._size, np.float32)
        score[list(self._reader.all_doc_ids())] = 1
        return Combined(score, np.zeros(self._size, np.int64), score, 0)

    def _by_text(self, typed: Typed) -> Combined:
        every = map(terms, in_other_words(typed, self._card.synonyms))
        ways = [telling(way, self._is_common)[:_TERMS] for way in every]
        parts = {term: self._part(term) for term in frozenset(chain.from_iterable(ways))}
        return reduce(
            in_either, [combined([parts[term] for term in way], self._size) for way in ways]
        )

    def _is_common(self, pair: str) -> bool:
        return bool(self._reader.doc_frequency("terms", pair) > COMMON * self._size)

    def _by_sound(self, folded: str) -> Combined | None:
        for way in spoken.ways(folded):
            made = self._combined(way)
            if (made.held >= max(1, _HEARD * made.terms)).any():
                return made
        return None

    def _combined(self, wanted: Iterable[Term]) -> Combined:
        return combined([self._part(term) for term in wanted], self._size)

    def _part(self, term: Term) -> Part:
        said = term.text.encode("utf-8", "surrogatepass")
        every = list(self._reader.expand_prefix("terms", said)) if term.single else [said]
        found = [posting for one in every for posting in self._postings(one)]
        documents, impacts = np.array(found, np.float64).reshape(-1, 2).T
        return part(documents.astype(np.int64), impacts, self._size)

    def _postings(self, term: bytes) -> Iterator[tuple[int, float]]:
        if ("terms", term) in self._reader:
            matcher = self._reader.postings("terms", term)
            while matcher.is_active():
                yield matcher.id(), matcher.weight()
                matcher.next()

    def _holders(self, text: str) -> Mask:
        """The documents that hold every term of a text; all where it has none."""
        made = self._combined(terms(text)[:_TERMS])
        return made.held >= made.terms

    def _marked(self, typed: Typed) -> Iterator[Term]:
        for text in in_other_words(typed, self._card.synonyms):
            yield from terms(text)

    def _in_one_piece(self, order: Places, whole: Mask, typed: Typed, enough: int) -> Places:
        """Of every document its rank: whether it holds all that was asked for in one piece."""
        wanted = pieces(typed)
        if not wanted:
            return np.zeros(self._size, np.int64)
        place = np.where(whole, _UNREAD, _PARTLY)
        held = 0
        for at in order[whole[order]][:_CHECKED].tolist():
            text = plain(self._stored(at)["text"])
            holds = all(piece in text for piece in wanted)
            place[at] = _HOLDS if holds else _LACKS
            held += holds
            if held >= enough:
                break
        return place

    def _stored(self, at: int) -> dict[str, Any]:
        stored: dict[str, Any] = self._reader.stored_fields(at)
        return stored

    def _hit(self, at: int, wanted: frozenset[str], *, whole: bool) -> Hit:
        stored = self._stored(at)
        told = json.loads(stored["record"])
        key = stored["key"]
        return Hit(
            id=key,
            title=told.get("title", ""),
            summary=told.get("summary", ""),
            unit=told.get("unit", ""),
            day=told.get("day", ""),
            state=told.get("state", ""),
            column=told.get("column", ""),
            issue=told.get("issue"),
            issue_year=told.get("issue_year"),
            sample=told.get("sample", False),
            url=f"{key}/" if "/" in key else f"cases/{key}/",
            snippet=snippet(stored["text"], wanted),
            whole=whole,
        )


def _mask(order: Places, whole: Mask) -> Mask:
    """What is counted: the documents that hold all, else all that were found."""
    found = np.zeros_like(whole)
    found[order] = True
    return found & whole if (found & whole).any() else found
