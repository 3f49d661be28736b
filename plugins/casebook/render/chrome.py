"""The frame around every page, lent by the host of the site."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from casebook.model.body import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A page ready for its frame: the article is HTML, all the rest is plain text.

    `has_feeds` says that feeds stand beside it, by the names of `render.feeds`.
    """

    url: str
    section: str
    title: str
    description: str
    article: str
    headings: tuple[Heading, ...] = ()
    indexed: bool = True
    published: date | None = None
    source: str = ""
    has_feeds: bool = False


class Chrome(Protocol):
    """Whatever renders whole pages in the look of the site."""

    def frame(self, page: Framed) -> str:
        """The whole page as HTML."""
