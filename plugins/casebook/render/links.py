"""The one link writer: every address on a page is made here."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, unquote

from casebook.render.markup import OPEN

_IMAGE = re.compile(rf'src="{re.escape(OPEN)}(?P<target>[^"]*)"')
_REST = r'(?:[^">]|"[^"]*")*'
_LINK = re.compile(
    rf'<a(?P<before>{_REST}?) href="{re.escape(OPEN)}(?P<target>[^"]*)"(?P<after>{_REST})>'
    r"(?P<words>.*?)</a>",
    re.DOTALL,
)
# What may stand unescaped in the path of an address (RFC 3986); Chinese is percent-encoded.
_SAFE = "/-._~!$'()*,;=:@"


class Addresses(NamedTuple):
    """The address of the site, if it is known, and those of the hand-written pages by path."""

    site: str
    pages: Mapping[str, str]


class Target(NamedTuple):
    """Where a path of the source tree is found on the site; sizes are those of a picture.

    Without an address it is a thing that has no page. A `name` takes the place of the words of
    the link; the `note` stands behind it.
    """

    url: str | None
    width: int = 0
    height: int = 0
    name: str = ""
    note: str = ""


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

    def image(match: re.Match[str]) -> str:
        target, _ = _resolved(match, resolve)
        if target is None or target.url is None:
            return ""
        size = f' width="{target.width}" height="{target.height}" loading="lazy"'
        return f'src="{escape(href(target.url, base))}"{size}'

    def link(match: re.Match[str]) -> str:
        target, fragment = _resolved(match, resolve)
        if target is None:
            return f'<a{match["before"]} class="cb-unresolved"{match["after"]}>{match["words"]}</a>'
        words = escape(target.name, quote=False) or match["words"]
        note = f'<span class="cb-link-note">{escape(target.note)}</span>' if target.note else ""
        if target.url is None:
            return words + note
        address = escape(href(target.url, base, fragment))
        return f'<a{match["before"]} href="{address}"{match["after"]}>{words}</a>{note}'

    return _LINK.sub(link, _IMAGE.sub(image, html))


def open_targets(html: str) -> tuple[str, ...]:
    """The paths and mentions for which `close_links` asks in a body's HTML, sorted."""
    asked: set[str] = set()

    def note(path: str) -> None:
        asked.add(path)

    close_links(html, "", note)
    return tuple(sorted(asked))


def _resolved(match: re.Match[str], resolve: Resolve) -> tuple[Target | None, str]:
    """Where an open link leads, and the place on that page."""
    path, _, fragment = unescape(match["target"]).partition("#")
    return resolve(unquote(path)), unquote(fragment)
