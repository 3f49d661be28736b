"""The one link writer: every address on a page is made here."""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, unquote

from casebook.render.markup import OPEN

_OPEN = re.compile(rf'(?P<attribute>href|src)="{re.escape(OPEN)}(?P<target>[^"]*)"')
# What may stand unescaped in the path of an address (RFC 3986); Chinese is percent-encoded.
_SAFE = "/-._~!$'()*,;=:@"


class Target(NamedTuple):
    """Where a path of the source tree is found on the site; sizes are those of a picture."""

    url: str
    width: int = 0
    height: int = 0


Resolve = Callable[[str], Target | None]


def _relative(target: str, base: str) -> str:
    here, there = base.split("/")[:-1], target.split("/")
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def file_of(url: str) -> str:
    """The file that an address is served from.

    >>> file_of("cases/2025-0007/")
    'cases/2025-0007/index.html'
    """
    return f"{url}index.html" if not url or url.endswith("/") else url


def href(url: str, base: str, fragment: str = "") -> str:
    """The address of a page or file as written on the page `base`.

    >>> href("units/a/", "cases/2025-0007/")
    '../../units/a/'
    """
    tail = f"#{quote(fragment, safe=_SAFE)}" if fragment else ""
    if url == base and fragment:
        return tail
    return quote(_relative(url, base), safe=_SAFE) + tail


def close_links(html: str, base: str, resolve: Resolve) -> str:
    """A body's HTML with its open links written for the page `base`.

    A link that leads nowhere loses its address and stays as text; so does one to a case
    that this audience cannot see.
    """

    def written(match: re.Match[str]) -> str:
        path, _, fragment = unescape(match["target"]).partition("#")
        target = resolve(unquote(path))
        is_image = match["attribute"] == "src"
        if target is None:
            return "" if is_image else 'class="cb-unresolved"'
        address = escape(href(target.url, base, unquote(fragment)))
        size = f' width="{target.width}" height="{target.height}" loading="lazy"'
        return f'{match["attribute"]}="{address}"{size if is_image else ""}'

    return _OPEN.sub(written, html)
