"""An index that is always right: brought up to date when asked, made anew when it is damaged."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from casebook.retrieval.engine import Query, Results, Suggestion
from casebook.retrieval.folder import Card, emptied, held, read_card
from casebook.retrieval.whoosh_engine import WhooshEngine
from casebook.retrieval.whoosh_index import VERSION, update
from casebook.search.document import Collection

T = TypeVar("T")


class KeptEngine:
    """The engine of a folder; may be asked from several threads.

    `stamp` tells the state of the sources; only when it is another than that of the index is the
    `collection` made. `case_word` is the name of cases among the kinds of records.
    """

    def __init__(
        self,
        folder: Path,
        collection: Callable[[], Collection],
        stamp: Callable[[], str],
        case_word: str,
    ) -> None:
        self._folder = folder
        self._collection = collection
        self._stamp = stamp
        self._case_word = case_word
        self._lock = threading.Lock()
        self._opened: tuple[str, WhooshEngine] | None = None

    def search(self, query: Query) -> Results:
        """A page of results, the best first."""
        return self._asked(lambda engine: engine.search(query))

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """Names and titles for what has been typed so far."""
        return self._asked(lambda engine: engine.suggest(typed))

    def close(self) -> None:
        """Let go of the files; the next question opens them again."""
        with self._lock:
            self._let_go()

    def _asked(self, ask: Callable[[WhooshEngine], T]) -> T:
        with self._lock:
            stamp = self._stamp()
            try:
                if engine := self._standing(stamp):
                    return ask(engine)
            except Exception:  # noqa: BLE001 (a damaged index fails in any way)
                self._clear()
            return ask(self._made(stamp))

    def _standing(self, stamp: str) -> WhooshEngine | None:
        """The engine of an index that is as the sources are, or None."""
        if self._opened is not None and self._opened[0] == stamp:
            return self._opened[1]
        with held(self._folder):
            card = read_card(self._folder)
            if card is None or (card.version, card.sources) != (VERSION, stamp):
                return None
            return self._open(stamp, card)

    def _made(self, stamp: str) -> WhooshEngine:
        """The engine of an index that was brought to what the sources are."""
        with held(self._folder):
            collection = self._collection()
            try:
                card = update(self._folder, collection, stamp, self._case_word)
            except Exception:  # noqa: BLE001 (as above; a sound one that cannot be written fails again)
                emptied(self._folder)
                card = update(self._folder, collection, stamp, self._case_word)
            return self._open(stamp, card)

    def _open(self, stamp: str, card: Card) -> WhooshEngine:
        self._let_go()
        engine = WhooshEngine(self._folder, card)
        self._opened = stamp, engine
        return engine

    def _clear(self) -> None:
        self._let_go()
        with held(self._folder):
            emptied(self._folder)

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened[1].close()
        self._opened = None
