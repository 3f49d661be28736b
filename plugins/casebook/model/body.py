"""A body: what one Markdown text became, read alike by page, index and book.

Lines and columns are those of the file that the text stands in, counted from 1.
"""

from dataclasses import dataclass

from casebook.text.prose import Stretch


@dataclass(frozen=True, slots=True)
class Heading:
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


@dataclass(frozen=True, slots=True)
class Body:
    """Safe HTML with open links, and the facts that other rooms ask of it.

    The lines of `code` count from the first of the text itself.
    """

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    images: tuple[Image, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    code: tuple[Stretch, ...] = ()
