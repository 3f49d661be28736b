"""Feeds: valid by the rules of their formats, the same in each, read back whole, and announced."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from casebook import app
from casebook.views.feeds import feeds
from feed_rules import atom_faults, json_faults, rss_faults
from sites import Scratch, Site, build_site, told

FORMATS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "atom.xml": atom_faults,
    "rss.xml": rss_faults,
    "feed.json": json_faults,
}
ARTICLE = "vanguard/2026-0006/"
# One slip a line: the format, what stands there, what a slip would put in its place.
SLIPS = (
    ("atom.xml", r"<feed ", "<fed "),
    ("atom.xml", r' xml:lang="zh-CN"', ""),
    ("atom.xml", r"<title>[^<]*</title>", ""),
    ("atom.xml", r"<updated>[^<]*</updated>", "<updated>2026-10-01</updated>"),
    ("atom.xml", r"<id>tag:[^<]*</id>", "<id>vanguard/2026-0006</id>"),
    ("atom.xml", r"<id>tag:[^<]*</id>", "<id>tag:a,2026:x</id><id>tag:a,2026:x</id>"),
    ("atom.xml", r'rel="self" ', ""),
    ("atom.xml", r'href="https://[^"]*/"', 'href="vanguard/"'),
    ("atom.xml", r"<name>[^<]*</name>", ""),
    ("atom.xml", r'content type="html"', 'content type="xhtml"'),
    ("atom.xml", r"href=&quot;|href=\"https", 'href="'),
    ("atom.xml", r"<entry>", "<entry><guid>x</guid>"),
    ("atom.xml", r"</entry>", "</entry"),
    ("rss.xml", r' version="2.0"', ""),
    ("rss.xml", r"<language>[^<]*</language>", "<language>中文</language>"),
    ("rss.xml", r"<description>[^<]*</description>", ""),
    ("rss.xml", r"<pubDate>...,", "<pubDate>Xyz,"),
    ("rss.xml", r"<pubDate>[^<]*</pubDate>", "<pubDate>2026-10-01T00:00:00+08:00</pubDate>"),
    ("rss.xml", r' isPermaLink="false"', ""),
    ("rss.xml", r"<guid[^<]*</guid>", '<guid isPermaLink="false">tag:a,2026:x</guid>'),
    ("rss.xml", r"</item>", "<author>甲</author></item>"),
    ("rss.xml", r"<atom:link[^>]*/>", ""),
    ("feed.json", r"version/1.1", "version/1"),
    ("feed.json", r'"feed_url": "https:', '"feed_url": "'),
    ("feed.json", r'"content_html"', '"content"'),
    ("feed.json", r"T00:00:00\+08:00", ""),
    ("feed.json", r'"name"', '"nom"'),
    ("feed.json", r'"id": "[^"]*"', '"id": "tag:a,2026:x"'),
    ("feed.json", r'"tags": \[', '"tags": ["", '),
    ("feed.json", r'href=\\"https:', 'href=\\"../'),
)


class Given(NamedTuple):
    """The three formats of one feed, as their readers understand them."""

    atom: Any
    rss: Any
    json: Any


def addresses(site: Site) -> list[str]:
    """The addresses of the pages that have feeds."""
    found = site.folder.rglob("atom.xml")
    return sorted(
        "" if one.parent == site.folder else f"{one.parent.relative_to(site.folder).as_posix()}/"
        for one in found
    )


def given(site: Site, url: str) -> Given:
    folder = site.folder / url
    return Given(
        feedparser.parse((folder / "atom.xml").read_bytes()),
        feedparser.parse((folder / "rss.xml").read_bytes()),
        json.loads((folder / "feed.json").read_text("utf-8")),
    )


def words(html: str) -> str:
    root = LexborHTMLParser(html)
    return "".join((root.body.text() if root.body else "").split())


@pytest.mark.parametrize("edition", ["public", "intranet"])
def test_every_feed_keeps_the_rules_of_its_format(
    edition: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(edition)
    urls = addresses(site)
    assert {"", "vanguard/", "library/theme/service/", "units/city-library/"} <= set(urls)
    for url in urls:
        for name, faults in FORMATS.items():
            told = list(faults((site.folder / url / name).read_bytes()))
            assert not told, f"{url}{name}: {told}"


@pytest.mark.parametrize(("name", "pattern", "slip"), SLIPS)
def test_a_slip_breaks_a_rule(public: Site, name: str, pattern: str, slip: str) -> None:
    text = (public.folder / "vanguard" / name).read_text("utf-8")
    broken = re.sub(pattern, lambda _: slip, text)
    assert broken != text
    assert list(FORMATS[name](broken.encode()))


def test_the_three_formats_say_the_same_as_the_pages(public: Site) -> None:
    library = app.edition(public.loaded).library
    for feed in feeds(library):
        atom, rss, made = given(public, feed.url)
        assert not atom.bozo
        assert not rss.bozo
        assert (atom.version, rss.version) == ("atom10", "rss20")
        assert atom.feed.title == rss.feed.title == made["title"] == feed.title
        items = zip(feed.items, atom.entries, rss.entries, made["items"], strict=True)
        for item, one, two, three in items:
            assert one.id == two.id == three["id"]
            assert one.link == two.link == three["url"] == f"https://cases.example.org/{item.url}"
            assert one.title == two.title == three["title"] == item.title
            assert one.get("summary", "") == three.get("summary", "")
            names = [list(item.authors) or [item.source]]
            assert [[author.name for author in one.authors]] == names
            assert [[author["name"] for author in three["authors"]]] == names
            body = public.page(item.url).css_first(".cb-body")
            assert body is not None
            texts = {words(one.content[0].value), words(two.content[0].value)}
            assert texts | {words(three["content_html"])} == {"".join(body.text().split())}
            assert one.published_parsed == two.published_parsed
            assert three["date_published"] == f"{item.day}T00:00:00+08:00"


def test_a_feed_holds_whole_addresses(public: Site) -> None:
    made = given(public, "vanguard/").json
    item = next(one for one in made["items"] if one["url"].endswith(ARTICLE))
    links = [one.attributes["href"] for one in LexborHTMLParser(item["content_html"]).css("a")]
    assert links == ["https://cases.example.org/cases/2025-0007/"]
    assert item["id"] == "tag:cases.example.org,2026:vanguard/2026-0006"
    atom = given(public, "vanguard/").atom
    entry = next(one for one in atom.entries if one.link.endswith(ARTICLE))
    assert entry.published == "2026-06-30T00:00:00+08:00"


def test_pages_with_feeds_announce_them_and_no_others_do(public: Site) -> None:
    urls = addresses(public)
    kinds = ["application/atom+xml", "application/rss+xml", "application/feed+json"]
    for path, page in public.pages():
        url = path.removesuffix("index.html")
        links = page.css("head link[rel~=alternate]")
        shown = [one.attributes["href"] or "" for one in links]
        assert shown == (list(FORMATS) if url in urls else []), path
        assert [one.attributes["type"] for one in links] == (kinds if shown else [])
        assert all((public.folder / url / one).is_file() for one in shown)
        beside = [one.attributes["href"] for one in page.css(".cb-feeds a")]
        assert beside == shown


def test_bare_and_hostile_records_keep_the_rules_too(tmp_path: Path) -> None:
    made = Scratch(tmp_path / "library")
    title = """甲 & <script>alert("1")</script> ]]> &amp; 𠮷"""
    made.case("2025-0001", "甲 & [乙](https://example.org/?a=1&b=2)\n\n```\n]]>\n```", title=title)
    made.article("2026-0001", title="只有题目的一篇", medium=None, rights="open")
    link = {"rights": "link", "link": "https://example.org/原文"}
    made.article("2026-0002", "没有授权转载的全文。", title="只登链接的一篇", **link)
    site = build_site(made.root, tmp_path / "site")
    assert not told(site.folder, "没有授权转载的全文")
    for url in addresses(site):
        for name, faults in FORMATS.items():
            assert not list(faults((site.folder / url / name).read_bytes())), f"{url}{name}"
    atom, _, made_json = given(site, "")
    assert title in [one["title"] for one in made_json["items"]]
    assert len(atom.entries) == 3
    linked = next(one for one in made_json["items"] if one["url"].endswith("2026-0002/"))
    assert linked["content_html"] == ""
