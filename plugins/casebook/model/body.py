"""A body: what one Markdown text became, read alike by page, index and book.

Lines and columns are those of the file that the text stands in, counted from 1.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple, TypeVar

from casebook.text.prose import Stretch


class Heading(NamedTuple):
    """A heading, with the anchor that leads to it.

    It is `bare` where the next heading, or the end, follows at once. One in a quotation or a list
    is not `free`: it is no part of the order of the text.
    """

    level: int
    text: str
    anchor: str
    line: int
    bare: bool = False
    free: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A link that stays in the library.

    `path` is the target's place in the source tree, normal and without a leading slash; it
    starts with `../` where it leaves the tree. An empty path is the text's own file.
    """

    path: str
    fragment: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A record named by its key, such as `2025-0007` or `unit:service-hall`."""

    key: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the folder; the caption is the Markdown title."""

    path: str
    alt: str
    caption: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a text that cannot be shown as written; `kind` is a key of the checks."""

    kind: str
    line: int
    column: int
    detail: str = ""
    count: int = 0
    most: int = 0


def _nothing(_marked: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What other rooms ask of a text without reading it: small, so all of them are at hand."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    images: tuple[Image, ...] = ()
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Body(Outline):
    """What a text became: its outline, its words, and safe HTML with open links.

    Nobody needs the HTML of 20,000 texts that are only checked, so `clean` makes `marked`, the
    HTML before the last word on what may stand in it, safe when it is asked for. The lines of
    `code` count from the first of the text itself.
    """

    text: str
    marked: str = ""
    clean: Callable[[str], str] = _nothing
    code: tuple[Stretch, ...] = ()

    @property
    def html(self) -> str:
        """The text as safe HTML, made anew at each call; nothing where it was not rendered."""
        return self.clean(self.marked) if self.marked else ""


NO_BODY: Final = Body("")
NO_OUTLINE: Final = Outline()
AnyBody = TypeVar("AnyBody", bound=Outline)


class Some(Mapping[Any, Body]):
    """The bodies of some records alone, each asked for only when it is wanted."""

    def __init__(self, whole: Mapping[Any, Body], keys: Iterable[Any]) -> None:
        self._whole, self._keys = whole, dict.fromkeys(keys)

    def __getitem__(self, key: object) -> Body:
        if key not in self._keys:
            raise KeyError(key)
        return self._whole[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Texts(Mapping[Any, AnyBody]):
    """The bodies, or outlines, of cases and of articles by id: looked up as one, copied nowhere."""

    def __init__(self, *parts: Mapping[Any, AnyBody]) -> None:
        self._parts = parts

    def __getitem__(self, key: object) -> AnyBody:
        for part in self._parts:
            if key in part:
                return part[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in part for part in self._parts)

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(self._parts)

    def __len__(self) -> int:
        return sum(map(len, self._parts))
