"""Shells: a whole page cut where pages of one kind differ, to be filled for each of them.

Two pages of one kind and one folder differ in their title, description, address, contents and
article alone; rendering those anew costs a fraction of rendering the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Self

import jinja2
from jinja2 import meta
from markupsafe import escape

from casebook.adapters.mkdocs.slots import SLOT
from casebook.model.body import Heading
from casebook.render.chrome import Framed

_DAY: Final = date(9999, 12, 31)
CANONICAL: Final = "\x02canonical\x02"
_PAGE_NAMES: Final = {"page", "framed", "toc_item"}
# Overrides of articles stand in this folder; they are rendered for every page anyway.
_ARTICLES: Final = "casebook"


@dataclass(frozen=True, slots=True)
class Shell:
    """The fixed parts of a page and, between each two of them, the name of what goes there."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, html: str, contents: str) -> Self | None:
        """The shell in a page rendered of a probe, or None if its contents are not there once."""
        if html.count(contents) != 1:
            return None
        marked = html.replace(contents, "\x02contents\x02")
        pieces = SLOT.split(marked.replace(str(_DAY), "\x02published\x02"))
        return cls(tuple(pieces[::2]), tuple(pieces[1::2]))

    def filled(self, page: Framed, canonical: str, contents: str) -> str:
        """The page in this shell."""
        values = _values(page, canonical, contents)
        pieces = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            pieces += (values[slot], part)
        return "".join(pieces)


def probe(page: Framed) -> Framed:
    """A page of the same kind whose every value is a slot."""
    return replace(
        page,
        title="\x02title\x02",
        description="\x02description\x02" if page.description else "",
        article="\x02article\x02",
        headings=(Heading(1, "\x02title\x02", "_top", 0), Heading(2, "\x02probe\x02", "probe", 0)),
        published=_DAY if page.published else None,
        source="\x02source\x02" if page.source else "",
    )


def _values(page: Framed, canonical: str, contents: str) -> Mapping[str, str]:
    return {
        "title": str(escape(page.title)),
        "description": str(escape(page.description)),
        "canonical": str(escape(canonical)),
        "source": str(escape(page.source)),
        "published": str(page.published),
        "article": page.article,
        "contents": contents,
    }


def is_spliceable(env: jinja2.Environment, overrides: str | None) -> bool:
    """Whether no template of the site's own looks at the page that it frames."""
    if not overrides:
        return True
    for path in Path(overrides).rglob("*.html"):
        if _ARTICLES in path.parts:
            continue
        names = meta.find_undeclared_variables(env.parse(path.read_text(encoding="utf-8")))
        if names & _PAGE_NAMES:
            return False
    return True
