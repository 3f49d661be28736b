"""The map of the site for search engines (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Final
from urllib.parse import quote

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The protocol allows so many addresses in one file.
_MOST: Final = 50_000

Stop = tuple[str, date | None]


def sitemap(site_url: str, stops: Sequence[Stop]) -> Iterator[tuple[str, bytes]]:
    """The files of a sitemap; beyond 50,000 addresses, an index and its parts."""
    if len(stops) <= _MOST:
        yield "sitemap.xml", _urls(site_url, stops)
        return
    names: list[Stop] = []
    for start in range(0, len(stops), _MOST):
        name = f"sitemap-{start // _MOST + 1}.xml"
        names.append((name, None))
        yield name, _urls(site_url, stops[start : start + _MOST])
    yield "sitemap.xml", _document("sitemapindex", "sitemap", site_url, names)


def _urls(site_url: str, stops: Sequence[Stop]) -> bytes:
    return _document("urlset", "url", site_url, stops)


def _document(root: str, item: str, site_url: str, stops: Sequence[Stop]) -> bytes:
    base = site_url.rstrip("/") + "/"
    lines = [
        f"<{item}><loc>{escape(base + quote(path))}</loc>"
        + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")
        + f"</{item}>"
        for path, day in stops
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">'
    return "\n".join([head, *lines, f"</{root}>", ""]).encode()
