"""Feeds to bytes: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with the same items and texts."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from email.utils import format_datetime
from html import escape, unescape
from typing import Final
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from casebook.source.today import SHANGHAI
from casebook.views.feeds import Feed, FeedItem

ATOM: Final = "atom.xml"
RSS: Final = "rss.xml"
JSON: Final = "feed.json"
FORMATS: Final = (ATOM, RSS, JSON)
_ATOM: Final = "http://www.w3.org/2005/Atom"
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
# A whole tag, so that what looks like an address in running text is passed over.
_TAG = re.compile(r"<[a-z](?:[^\">]|\"[^\"]*\")*>")
_ADDRESS = re.compile(r'(?P<name> (?:href|src))="(?P<value>[^"]*)"')
# What no XML 1.0 document can hold, not even escaped.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BodyOf = Callable[[FeedItem], str]


def feed_files(feed: Feed, site: str, body_of: BodyOf) -> Iterator[tuple[str, bytes]]:
    """The paths and bytes of a feed in the three formats.

    `site` is the address of the site, `body_of` gives an item's HTML.
    """
    bodies = [absolute(body_of(item), site + quote(item.url)) for item in feed.items]
    yield feed.url + ATOM, _atom(feed, site, bodies)
    yield feed.url + RSS, _rss(feed, site, bodies)
    yield feed.url + JSON, _json(feed, site, bodies)


def absolute(html: str, page: str) -> str:
    """HTML whose every address is whole, as it would be on that page.

    >>> absolute('<a href="../b/">b</a> src="x"', "https://example.org/a/")
    '<a href="https://example.org/b/">b</a> src="x"'
    """

    def whole(match: re.Match[str]) -> str:
        return f'{match["name"]}="{escape(urljoin(page, unescape(match["value"])))}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(whole, tag.group()), html)


def stable_id(site: str, item: FeedItem) -> str:
    """An id that stays when a page moves: a tag URI (RFC 4151) of site, year and record.

    The year is that of the record's number, by which the record is named for ever.
    """
    year = item.record.id.rpartition("/")[2][:4]
    return f"tag:{urlsplit(site).hostname},{year}:{item.url.rstrip('/')}"


def moment(day: date) -> datetime:
    """The beginning of a day in China."""
    return datetime.combine(day, time(), SHANGHAI)


def _atom(feed: Feed, site: str, bodies: list[str]) -> bytes:
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    page = site + quote(feed.url)
    _add(root, "title", feed.title)
    _add(root, "id", page)
    _add(root, "updated", moment(feed.updated).isoformat())
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    ET.SubElement(root, "link", {"rel": "self", "href": page + ATOM})
    _add(_add(root, "author"), "name", feed.title)
    for item, body in zip(feed.items, bodies, strict=True):
        entry = _add(root, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", stable_id(site, item))
        _add(entry, "published", moment(item.day).isoformat())
        _add(entry, "updated", moment(item.updated).isoformat())
        address = site + quote(item.url)
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
        for author in item.authors or (item.source or feed.title,):
            _add(_add(entry, "author"), "name", author)
        for term in item.terms:
            ET.SubElement(entry, "category", {"term": term})
        if item.summary:
            _add(entry, "summary", item.summary)
        _add(entry, "content", body).set("type", "html")
    return _document(root)


def _rss(feed: Feed, site: str, bodies: list[str]) -> bytes:
    names = {"version": "2.0", "xmlns:atom": _ATOM, "xmlns:content": _CONTENT, "xmlns:dc": _DC}
    root = ET.Element("rss", names)
    channel = _add(root, "channel")
    page = site + quote(feed.url)
    _add(channel, "title", feed.title)
    _add(channel, "link", page)
    _add(channel, "description", feed.title)
    _add(channel, "language", "zh-cn")
    _add(channel, "lastBuildDate", format_datetime(moment(feed.updated)))
    own = {"rel": "self", "type": "application/rss+xml", "href": page + RSS}
    ET.SubElement(channel, "atom:link", own)
    for item, body in zip(feed.items, bodies, strict=True):
        entry = _add(channel, "item")
        _add(entry, "title", item.title)
        _add(entry, "link", site + quote(item.url))
        _add(entry, "guid", stable_id(site, item)).set("isPermaLink", "false")
        _add(entry, "pubDate", format_datetime(moment(item.day)))
        for author in item.authors or (item.source or feed.title,):
            _add(entry, "dc:creator", author)
        for term in item.terms:
            _add(entry, "category", term)
        if item.summary:
            _add(entry, "description", item.summary)
        _add(entry, "content:encoded", body)
    return _document(root)


def _json(feed: Feed, site: str, bodies: list[str]) -> bytes:
    page = site + quote(feed.url)
    items = [
        {
            "id": stable_id(site, item),
            "url": site + quote(item.url),
            "title": item.title,
            "summary": item.summary,
            "content_html": body,
            "date_published": moment(item.day).isoformat(),
            "date_modified": moment(item.updated).isoformat(),
            "authors": [{"name": one} for one in item.authors or (item.source or feed.title,)],
            "tags": list(item.terms),
        }
        for item, body in zip(feed.items, bodies, strict=True)
    ]
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": page,
        "feed_url": page + JSON,
        "language": "zh-CN",
        "items": items,
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = _UNFIT.sub("", text) or None
    return child


def _document(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
