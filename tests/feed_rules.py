"""The rules of the three formats of feeds: what a file breaks of them, in words.

Atom: RFC 4287, with dates by RFC 3339 and ids by RFC 4151; RSS 2.0: the specification of the RSS
Advisory Board; JSON Feed: version 1.1 (jsonfeed.org). Every fault begins with the section that is
broken. What a format leaves free and we never use, such as enclosures, is a fault as well.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
_TAG_URI: Final = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?:\S+", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_RFC_822: Final = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}"
)
_ONCE: Final = ("id", "title", "updated")
_FEED: Final = frozenset((*_ONCE, "link", "author", "entry"))
_ENTRY: Final = frozenset((*_ONCE, "link", "author", "published", "category", "summary", "content"))
_CHANNEL: Final = frozenset(("title", "link", "description", "language", "lastBuildDate", "item"))
_ITEM: Final = frozenset(("title", "link", "guid", "pubDate", "category", "description"))
_ADDRESS: Final = re.compile(r'<[a-z](?:[^">]|"[^"]*")*? (?:href|src)="([^"]*)"')


def is_address(text: str | None) -> bool:
    """Whether a text is an absolute address of the web, with no character that needs escaping."""
    parts = urlsplit(text or "")
    is_plain = bool(text) and not re.search(r'[\s<>"{}|\\^`]|[^\x21-\x7e]', text or "")
    return is_plain and parts.scheme in {"http", "https"} and bool(parts.netloc)


def atom_faults(data: bytes) -> Iterator[str]:
    """What an Atom document breaks."""
    try:
        feed = ET.fromstring(data)  # noqa: S314 (our own file)
    except ET.ParseError as error:
        yield f"2 not well-formed: {error}"
        return
    if feed.tag != f"{_ATOM}feed":
        yield f"4.1.1 the root is {feed.tag}"
    if not _LANGUAGE.fullmatch(feed.get(_LANG, "")):
        yield "2 xml:lang"
    yield from _container(feed, _FEED, "4.1.1")
    if not [one for one in _links(feed) if one.get("rel") == "self"]:
        yield "4.1.1 no link to itself"
    entries = feed.findall(f"{_ATOM}entry")
    yield from _repeated("4.1.1 id", (one.findtext(f"{_ATOM}id") or "" for one in entries))
    for entry in entries:
        yield from _container(entry, _ENTRY, "4.1.2")
        yield from _entry(entry, has_author=feed.find(f"{_ATOM}author") is not None)


def _container(node: ET.Element, known: frozenset[str], section: str) -> Iterator[str]:
    """What a feed or an entry breaks of the rules that hold for both."""
    counts = Counter(child.tag.removeprefix(_ATOM) for child in node)
    yield from (f"{section} unknown {name}" for name in counts.keys() - known)
    yield from (f"{section} {counts[name]} of {name}" for name in _ONCE if counts[name] != 1)
    key = node.findtext(f"{_ATOM}id") or ""
    if not _TAG_URI.fullmatch(key) and not is_address(key):
        yield f"4.2.6 id {key!r}"
    if not (node.findtext(f"{_ATOM}title") or "").strip():
        yield "4.2.14 title without text"
    for name in ("updated", "published"):
        for child in node.findall(f"{_ATOM}{name}"):
            if not _MOMENT.fullmatch(child.text or ""):
                yield f"3.3 {name} {child.text!r}"
    for author in node.findall(f"{_ATOM}author"):
        names = [(one.tag, bool((one.text or "").strip())) for one in author]
        if names != [(f"{_ATOM}name", True)]:
            yield f"3.2.1 author {names}"
    shown = Counter((one.get("rel"), one.get("type"), one.get("hreflang")) for one in _links(node))
    yield from (f"{section} two links {key}" for key, count in shown.items() if count > 1)
    for link in _links(node):
        if not is_address(link.get("href")):
            yield f"4.2.7.1 href {link.get('href')!r}"


def _entry(entry: ET.Element, *, has_author: bool) -> Iterator[str]:
    for name in ("published", "summary", "content"):
        if len(entry.findall(f"{_ATOM}{name}")) > 1:
            yield f"4.1.2 more than one {name}"
    if not has_author and entry.find(f"{_ATOM}author") is None:
        yield "4.1.2 no author"
    if not [one for one in _links(entry) if one.get("rel") == "alternate"]:
        yield "4.1.2 no page beside it"
    for category in entry.findall(f"{_ATOM}category"):
        if not category.get("term"):
            yield "4.2.2.1 category without term"
    for content in entry.findall(f"{_ATOM}content"):
        if content.get("type") != "html" or len(content):
            yield "4.1.3.3 content is no escaped HTML"
        yield from _relative(content.text or "")


def _links(node: ET.Element) -> list[ET.Element]:
    return node.findall(f"{_ATOM}link")


def rss_faults(data: bytes) -> Iterator[str]:
    """What an RSS document breaks."""
    try:
        root = ET.fromstring(data)  # noqa: S314 (our own file)
    except ET.ParseError as error:
        yield f"not well-formed: {error}"
        return
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1 or len(root) != 1:
        yield "rss no root with its version and one channel"
        return
    channel = channels[0]
    yield from _elements(channel, _CHANNEL, {f"{_ATOM}link"}, "channel")
    for name in ("title", "link", "description"):
        if not (channel.findtext(name) or "").strip():
            yield f"channel no {name}"
    if not is_address(channel.findtext("link")):
        yield f"channel link {channel.findtext('link')!r}"
    if not re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", channel.findtext("language") or ""):
        yield f"channel language {channel.findtext('language')!r}"
    yield from _dated(channel, "lastBuildDate")
    own = [one for one in channel.findall(f"{_ATOM}link") if one.get("rel") == "self"]
    if len(own) != 1 or not is_address(own[0].get("href")):
        yield "profile: no link to itself"
    items = channel.findall("item")
    yield from _repeated("guid", (one.findtext("guid") or "" for one in items))
    for item in items:
        yield from _item(item)


def _item(item: ET.Element) -> Iterator[str]:
    yield from _elements(item, _ITEM, {f"{_DC}creator", f"{_CONTENT}encoded"}, "item")
    if not (item.findtext("title") or item.findtext("description")):
        yield "item neither title nor description"
    if not is_address(item.findtext("link")):
        yield f"item link {item.findtext('link')!r}"
    guid = item.find("guid")
    key = "" if guid is None else guid.text or ""
    is_permanent = guid is None or guid.get("isPermaLink", "true") != "false"
    if not (is_address(key) if is_permanent else _TAG_URI.fullmatch(key)):
        yield f"guid {key!r}"
    yield from _dated(item, "pubDate")
    yield from _relative(item.findtext(f"{_CONTENT}encoded") or "")


def _elements(
    node: ET.Element, known: frozenset[str], others: set[str], where: str
) -> Iterator[str]:
    counts = Counter(child.tag for child in node)
    yield from (f"{where} unknown {name}" for name in counts.keys() - known - others)
    many = {"item", "category", f"{_DC}creator", f"{_ATOM}link"}
    yield from (f"{where} {counts[name]} of {name}" for name in counts if counts[name] > 1
                and name not in many)  # fmt: skip


def _dated(node: ET.Element, name: str) -> Iterator[str]:
    text = node.findtext(name) or ""
    if not _RFC_822.fullmatch(text) or f"{parsedate_to_datetime(text):%a}" != text[:3]:
        yield f"{name} {text!r} is no date of RFC 822"


def json_faults(data: bytes) -> Iterator[str]:
    """What a JSON feed breaks."""
    try:
        feed = json.loads(data.decode("utf-8"))
    except ValueError as error:
        yield f"not JSON in UTF-8: {error}"
        return
    known = {"version", "title", "home_page_url", "feed_url", "language", "items"}
    yield from (f"top-level unknown {name}" for name in feed.keys() - known)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield f"top-level version {feed.get('version')!r}"
    if not _is_text(feed.get("title")):
        yield "top-level no title"
    for name in ("home_page_url", "feed_url"):
        if not is_address(feed.get(name)):
            yield f"top-level {name} {feed.get(name)!r}"
    if not _LANGUAGE.fullmatch(feed.get("language", "")):
        yield f"top-level language {feed.get('language')!r}"
    if not isinstance(items := feed.get("items"), list):
        yield "top-level no items"
        return
    yield from _repeated("items id", (str(one.get("id")) for one in items))
    for item in items:
        yield from _json_item(item)


def _json_item(item: dict[str, Any]) -> Iterator[str]:
    texts = {"id", "url", "title", "summary", "content_html", "date_published", "date_modified"}
    yield from (f"items unknown {name}" for name in item.keys() - texts - {"authors", "tags"})
    yield from (
        f"items {name} is no text"
        for name in texts & item.keys()
        if not isinstance(item[name], str)
    )
    if not _TAG_URI.fullmatch(item.get("id", "")) and not is_address(item.get("id")):
        yield f"items id {item.get('id')!r}"
    if not is_address(item.get("url")):
        yield f"items url {item.get('url')!r}"
    if "content_html" not in item:
        yield "items neither content_html nor content_text"
    for name in ("date_published", "date_modified"):
        if not _MOMENT.fullmatch(item.get(name, "")):
            yield f"items {name} {item.get(name)!r}"
    for author in item.get("authors", [{}]):
        if set(author) != {"name"} or not _is_text(author["name"]):
            yield f"items author {author!r}"
    if not all(map(_is_text, item.get("tags", []))):
        yield f"items tags {item.get('tags')!r}"
    yield from _relative(item.get("content_html", ""))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _repeated(what: str, keys: Iterator[str]) -> Iterator[str]:
    yield from (f"{what} {key!r} given twice" for key, count in Counter(keys).items() if count > 1)


def _relative(html: str) -> Iterator[str]:
    """Addresses in a text that mean nothing away from its page; a place within the text does."""
    for address in _ADDRESS.findall(html):
        if not re.match(r"(https?|mailto|tel):", address):
            yield f"content {address!r} is no whole address"
