"""A volume that stays set while an editor works on it: an edit costs what the edit concerns."""

import datetime
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, Self

from casebook.model.volume import Format
from casebook.press.fonts import Fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import Run, Workshop, workshop
from casebook.press.sandbox import Running
from casebook.source.opening import state_of

# Typst keeps what it made, and a process has so much memory: then a new one begins.
_MOST: Final = 100
_RUN: Final = Run(main="volume", output="volume.pdf")


class Live:
    """Sets the PDF of one volume again and again, to the same bytes as `print_volume`.

    While only texts change, pandoc reads these alone, and one process of Typst keeps the pages of
    the others. Whatever else changes, and a tool that broke off, makes it begin anew.
    """

    def __init__(self, root: Path, fonts: Fonts, *, draft: bool) -> None:
        self._root, self._fonts, self._draft = root, fonts, draft
        self._open = ExitStack()
        self._around: object = None
        self._chapters: Mapping[str, str] = {}
        self._left = 0

    def __enter__(self) -> Self:
        """Nothing is made before the first setting."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process and remove the folder."""
        self._open.close()

    def set(self, work: Manuscript, day: datetime.date) -> bytes:
        """The PDF of a manuscript; raises PressError, or ChangedFileError for another picture."""
        around = (day, work.data, work.images, _states(self._root, work))
        stays = self._left > 0 and around == self._around and not self._typst.has_ended
        # Until all is done nothing stands that an edit could build on.
        self._around = None
        if not stays:
            self._begin(work, day)
        elif changed := work.chapters.items() - self._chapters.items():
            self._shop.rewrite(dict(changed))
        self._typst.ask()
        self._around, self._chapters = around, work.chapters
        self._left -= 1
        return self._shop.read(_RUN.output)

    def _begin(self, work: Manuscript, day: datetime.date) -> None:
        self._open.close()
        more = {"draft": self._draft}
        made = workshop(self._root, work, (Format.PDF,), self._fonts, day, more=more)
        self._shop: Workshop = self._open.enter_context(made)
        self._typst: Running = self._open.enter_context(self._shop.typesetter([_RUN]))
        self._left = _MOST


def _states(root: Path, work: Manuscript) -> list[Any]:
    """What the system says of the pictures: while that stays, so do they."""
    found = (state_of(root, path) for path in work.pictures)
    return [(one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for one in found]
