"""Links of hand-written pages that the host lets pass, held against the finished site."""

import posixpath
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from casebook.findings import Finding
from casebook.record import Place


class Written(NamedTuple):
    """A hand-written page: its path in the source tree, its address, its HTML."""

    path: str
    url: str
    html: str


def dead_links(pages: Iterable[Written], site: Collection[str]) -> Iterator[Finding]:
    """Links within the site to what is none of its files; the line is not known any more."""
    for page in pages:
        for node in LexborHTMLParser(page.html).css("a[href]"):
            href = node.attributes.get("href") or ""
            if not _leads_to_a_file(href, page.url, site):
                yield Finding(code="CB207", at=Place(page.path), params={"target": href})


def _leads_to_a_file(href: str, base: str, site: Collection[str]) -> bool:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
    if target.startswith(".."):
        return False
    return target in site or posixpath.normpath(f"{target}/index.html") in site
