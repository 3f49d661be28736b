"""Progress on a terminal, and nothing when piped."""

import sys
import time
from types import TracebackType
from typing import Final, Self

from casebook.findings import Catalogue

_EVERY: Final = 0.1
_CLEAR: Final = "\r\x1b[2K"


class Progress:
    """One line that is written over: phase, number done, rate a second, time that is left."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._watched = sys.stderr.isatty()
        self._phase = ""
        self._began = self._told = 0.0

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Tell where the work stands; `total` is 0 where it is not known."""
        if not self._watched:
            return
        now = time.monotonic()
        if phase != self._phase:
            self._phase, self._began = phase, now
        elif now - self._told < _EVERY:
            return
        self._told = now
        rate = round(done / max(now - self._began, _EVERY))
        count = f"{done}/{total}" if total else f"{done}"
        left = round((total - done) / rate) if total and rate else 0
        rest = self._catalogue.phrase("progress_left", seconds=left) if left else ""
        line = self._catalogue.phrase(f"progress_{phase}", count=count, rate=rate) + rest
        sys.stderr.write(_CLEAR + line)
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._watched and self._phase:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
