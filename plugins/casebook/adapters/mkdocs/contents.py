"""The list of a page's headings: rendered once for a shape, filled for each page of that shape."""

from collections.abc import Callable, Sequence
from typing import Final

from markupsafe import escape

from casebook.adapters.mkdocs.slots import SLOT
from casebook.model.body import Heading

Render = Callable[[tuple[Heading, ...]], str]
# Hardly any library has more; what comes after them is rendered.
_MOST_SHAPES: Final = 500


class Contents:
    """Gives the list as the theme renders it, byte for byte.

    A shape is the levels of the headings one after another. Headings whose text the theme may
    spell in two ways, with marks of HTML or odd spaces, are rendered by it each time.
    """

    def __init__(self) -> None:
        self._shapes: dict[tuple[int, ...], Sequence[str] | None] = {}

    def html(self, headings: tuple[Heading, ...], render: Render) -> str:
        """The list of these headings; `render` is the theme."""
        if not all(_is_plain(heading.text) for heading in headings):
            return render(headings)
        shape = tuple(heading.level for heading in headings)
        if shape not in self._shapes:
            whole = render(headings)
            if len(self._shapes) < _MOST_SHAPES:
                pieces = _pieces(shape, render)
                is_same = _filled(pieces, headings) == whole
                self._shapes[shape] = pieces if is_same else None
            return whole
        known = self._shapes[shape]
        return render(headings) if known is None else _filled(known, headings)


def _is_plain(text: str) -> bool:
    return escape(text) == " ".join(text.split())


def _pieces(shape: tuple[int, ...], render: Render) -> Sequence[str]:
    """The list of a shape, cut: fixed parts at even places, names of slots at odd ones."""
    probes = (Heading(level, f"\x02t{n}\x02", f"\x02a{n}\x02", 0) for n, level in enumerate(shape))
    return SLOT.split(render(tuple(probes)))


def _filled(pieces: Sequence[str], headings: tuple[Heading, ...]) -> str:
    made = list(pieces)
    for place in range(1, len(made), 2):
        heading = headings[int(made[place][1:])]
        made[place] = heading.text if made[place][0] == "t" else heading.anchor
    return "".join(made)
