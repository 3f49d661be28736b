"""The one link writer: every address on a page is made here."""

import posixpath
import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote

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


class LinkWriter:
    """Writes addresses relative to a page, so that the site works at any place."""

    def __init__(self, *, directory_urls: bool = True) -> None:
        self._directory_urls = directory_urls

    def file_of(self, url: str) -> str:
        """The file that an address is served from.

        >>> LinkWriter().file_of("cases/2025-0007/")
        'cases/2025-0007/index.html'
        """
        return f"{url}index.html" if not url or url.endswith("/") else url

    def href(self, url: str, base: str, fragment: str = "") -> str:
        """The address of a page or file as written on the page `base`.

        >>> LinkWriter().href("units/a/", "cases/2025-0007/")
        '../../units/a/'
        >>> LinkWriter(directory_urls=False).href("units/a/", "cases/2025-0007/")
        '../../units/a/index.html'
        """
        folder = posixpath.dirname(base) if base else ""
        target = url if self._directory_urls else self.file_of(url)
        if target == base and fragment:
            return f"#{quote(fragment, safe=_SAFE)}"
        path = posixpath.relpath(target or ".", folder or ".")
        path = f"{path}/" if target.endswith("/") or not target else path
        return quote(path, safe=_SAFE) + (f"#{quote(fragment, safe=_SAFE)}" if fragment else "")

    def close(self, html: str, base: str, resolve: Resolve) -> str:
        """A body's HTML with its open links written for the page `base`.

        A link that leads nowhere loses its address and stays as text; so does one to a case
        that this audience cannot see.
        """

        def written(match: re.Match[str]) -> str:
            path, _, fragment = unescape(match["target"]).partition("#")
            target = resolve(path)
            if target is None:
                return 'class="cb-unresolved"' if match["attribute"] == "href" else 'src=""'
            href = escape(self.href(target.url, base, fragment))
            size = (
                f' width="{target.width}" height="{target.height}" loading="lazy"'
                if target.width
                else ""
            )
            return f'{match["attribute"]}="{href}"{size}'

        return _OPEN.sub(written, html)


def page_map(paths: Mapping[str, str]) -> Resolve:
    """A resolver over a plain mapping of source paths to addresses."""

    def resolve(path: str) -> Target | None:
        url = paths.get(path)
        return None if url is None else Target(url)

    return resolve
