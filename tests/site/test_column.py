"""The columns of the sample site: pages, feeds, search, and the way out to other media."""

import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.cli.main import casebook
from casebook.findings import Catalogue
from casebook.model.terms import Audience
from sites import ROOT, Scratch, Site, build_site, files

ARTICLE = "vanguard/2026-0006/"
FEEDS = ("", "vanguard/", "library/theme/service/", "units/city-library/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


def words(html: str) -> str:
    root = LexborHTMLParser(html)
    return "".join((root.body.text() if root.body else "").split())


def test_the_archive_needs_no_script(public: Site) -> None:
    front = public.page("vanguard/")
    assert [one.text() for one in front.css(".cb-facet h2")] == [
        "按年份",
        "按月份",
        "按系列",
        "按单位",
    ]
    titles = front.css(".cb-entry-title a")
    assert len(titles) == 12
    for one in front.css(".cb-facet a"):
        page = public.page(f"vanguard/{one.attributes['href']}".replace("vanguard/../", ""))
        count = one.css_first(".cb-count")
        assert count is not None
        assert str(len(page.css(".cb-entry"))) == count.text(deep=False)


def test_article_and_case_lead_to_one_another(public: Site) -> None:
    article = public.page("vanguard/2026-0003/")
    told = [one.attributes["href"] for one in article.css(".cb-related .cb-entry-title a")]
    assert told == ["../../cases/2025-0013/", "../../cases/2025-0014/"]
    for key in ("2025-0013", "2025-0014"):
        links = public.page(f"cases/{key}/").css(".cb-told a")
        assert [one.attributes["href"] for one in links] == ["../../vanguard/2026-0003/"]
    beside = {one.attributes["rel"]: one.attributes["href"] for one in article.css(".cb-beside a")}
    assert beside == {"prev": "../2026-0002/", "next": "../2026-0004/"}


def test_every_article_tells_its_source_and_day(public: Site) -> None:
    for article in public.loaded.library.articles.values():
        facts = public.page(f"{article.id}/").css_first(".cb-facts")
        assert facts is not None
        assert article.medium in facts.text()
        assert f"{article.date}" in facts.text()


def test_articles_are_no_pages_of_the_host(public: Site) -> None:
    assert not list(public.folder.glob("vanguard/20??/"))
    assert not list(public.folder.rglob("*.md"))
    assert f"{ARTICLE}</loc>" in (public.folder / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("url", FEEDS)
def test_the_three_feeds_say_the_same(public: Site, url: str) -> None:
    atom = feedparser.parse((public.folder / url / "atom.xml").read_bytes())
    rss = feedparser.parse((public.folder / url / "rss.xml").read_bytes())
    given = json.loads((public.folder / url / "feed.json").read_text("utf-8"))
    assert not atom.bozo
    assert not rss.bozo
    assert (atom.version, rss.version) == ("atom10", "rss20")
    assert given["version"] == "https://jsonfeed.org/version/1.1"
    assert len(given["items"]) == len(atom.entries) == len(rss.entries) > 0
    for one, two, three in zip(atom.entries, rss.entries, given["items"], strict=True):
        assert one.id == two.id == three["id"]
        assert one.link == two.link == three["url"]
        assert one.title == two.title == three["title"]
        texts = {words(one.content[0].value), words(two.content[0].value)}
        assert texts == {words(three["content_html"])}
        assert one.published_parsed == two.published_parsed
        assert three["date_published"].endswith("T00:00:00+08:00")


def test_a_feed_holds_the_whole_text_with_whole_addresses(public: Site) -> None:
    given = json.loads((public.folder / "vanguard/feed.json").read_text("utf-8"))
    item = next(one for one in given["items"] if one["url"].endswith(ARTICLE))
    body = public.page(ARTICLE).css_first(".cb-body")
    assert body is not None
    assert words(item["content_html"]) == "".join(body.text().split())
    links = [one.attributes["href"] for one in LexborHTMLParser(item["content_html"]).css("a")]
    assert links == ["https://cases.example.org/cases/2025-0007/"]
    assert item["id"] == "tag:cases.example.org,2026:vanguard/2026-0006"
    atom = feedparser.parse((public.folder / "vanguard/atom.xml").read_bytes())
    entry = next(one for one in atom.entries if one.link.endswith(ARTICLE))
    assert entry.published == "2026-06-30T00:00:00+08:00"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    made = Scratch(tmp_path_factory.mktemp("column") / "library")
    made.register("registry/units.yml", "units", [{"id": "hall", "name": "甲单位"}])
    made.case("2025-0001")
    made.case("2025-0002", "只给内部看的一段办法说明文字。", audience="intranet", title="乙" * 9)
    clearance = {"by": "甲室", "date": "2026-01-05", "scope": "public"}
    given = {"state": "published", "audience": "public", "clearance": clearance, "rights": "own"}
    for number, more in (
        ("0001", {"date": "2026-10-31", "cases": ["2025-0001", "2025-0002"]}),
        ("0002", {"date": "2026-11-02"}),
        ("0003", {"date": "2026-10-01", "audience": "intranet"}),
        ("0004", {"date": "2026-10-01", "state": "signing"}),
    ):
        lines = {"title": f"专栏试写{number}号文章", "issue": number, **given, **more}
        text = "".join(f"{name}: {json.dumps(one)}\n" for name, one in lines.items())
        folder = made.root / f"content/vanguard/2026/2026-{number}"
        folder.mkdir(parents=True)
        target = "../../../../cases/2025/2025-0002/index.md"
        body = f"{number}号文章的正文只有这一句话。[办法]({target})\n"
        (folder / "index.md").write_text(f"---\n{text}---\n\n{body}", encoding="utf-8")
    return made


def told(folder: Path, word: str) -> set[str]:
    return {name for name, data in files(folder).items() if word.encode() in plain(name, data)}


def plain(name: str, data: bytes) -> bytes:
    """A file as the browser reads it: those of the search index are deflated."""
    return zlib.decompress(data) if name.endswith(".bin") else data


def test_nothing_tells_of_what_is_held_back(scratch: Scratch) -> None:
    site = build_site(scratch.root, scratch.root / "site")
    assert told(site.folder, "专栏试写0001号文章") >= {"vanguard/2026-0001/index.html"}
    for number in ("0002", "0003", "0004"):
        assert not told(site.folder, f"专栏试写{number}号文章")
        assert not (site.folder / f"vanguard/2026-{number}").exists()
    article = (site.folder / "vanguard/2026-0001/index.html").read_text("utf-8")
    assert "2025-0002" not in article


def test_what_is_published_is_found(scratch: Scratch) -> None:
    site = build_site(scratch.root, scratch.root / "found")
    assert any(name.endswith(".bin") for name in told(site.folder, "专栏试写0001号文章"))


def test_articles_without_their_column_are_published_nowhere(scratch: Scratch) -> None:
    settings = scratch.root / "site_config/columns/vanguard.yml"
    text = settings.read_bytes()
    settings.unlink()
    try:
        site = build_site(scratch.root, scratch.root / "lost")
    finally:
        settings.write_bytes(text)
    assert "CB364" in {one.code for one in site.loaded.findings}
    for number in ("0001", "0002", "0003", "0004"):
        assert not told(site.folder, f"专栏试写{number}号文章")


def test_a_linked_column_is_followed_by_nobody(
    scratch: Scratch, tmp_path: Path, catalogue: Catalogue
) -> None:
    folder, away = scratch.root / "content/vanguard", tmp_path / "elsewhere"
    folder.rename(away)
    folder.symlink_to(away)
    try:
        loaded = app.load(scratch.root, date(2026, 11, 1), catalogue)
    finally:
        folder.unlink()
        away.rename(folder)
    assert not loaded.library.articles
    assert "CB018" in {one.code for one in loaded.findings}


def test_an_article_comes_with_its_day(scratch: Scratch, catalogue: Catalogue) -> None:
    for day, shown in ((date(2026, 11, 1), False), (date(2026, 11, 2), True)):
        library = app.edition(app.load(scratch.root, day, catalogue)).library
        assert ("vanguard/2026-0002" in library.articles) == shown


def test_without_its_plugin_a_column_is_nowhere(scratch: Scratch, catalogue: Catalogue) -> None:
    settings = scratch.root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  - casebook/column\n", ""), encoding="utf-8")
    try:
        loaded = app.load(scratch.root, date(2026, 11, 1), catalogue)
        folder = scratch.root / "plain"
        host.build(loaded, Audience.PUBLIC, folder, app.silent)
    finally:
        settings.write_text(text, encoding="utf-8")
    assert not told(folder, "专栏试写0001号文章")
    assert not list(folder.rglob("atom.xml"))


@pytest.mark.browser
def test_search_tells_articles_from_cases(page: Page, public_url: str) -> None:
    page.goto(f"{public_url}search/#q=水尺&record=vanguard")
    first = page.locator("#cb-search .cb-entry-title a").first
    expect(first).to_have_attribute("href", f"{public_url}vanguard/2026-0003/")
    page.goto("about:blank")
    page.goto(f"{public_url}search/#q=水尺&record=case")
    expect(first).to_have_attribute("href", f"{public_url}cases/2025-0014/")


@pytest.mark.browser
@pytest.mark.parametrize("name", ["vanguard/2026-0004", "2025-0001"])
def test_what_is_pasted_reads_as_the_page(
    page: Page, public_url: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ["export", "--wechat", name, "--root", str(ROOT), "--today", "2026-11-01"]
    casebook.main(arguments, standalone_mode=False)
    file = tmp_path / f"{name.replace('/', '-')}.html"
    text = file.read_text("utf-8")
    root = LexborHTMLParser(text)
    assert not root.css("script, img, link, style, iframe, a, [class], [id]")
    page.goto(file.as_uri())
    pasted = page.evaluate("document.querySelector('section').innerText")
    url = f"{public_url}{name}/" if "/" in name else f"{public_url}cases/{name}/"
    page.goto(url)
    shown = page.evaluate(
        "[document.querySelector('h1').innerText,"
        " ...[...document.querySelectorAll('.cb-body')].map((one) => one.innerText)].join('')"
    )
    kept = [line for line in pasted.splitlines() if not line.startswith(("请在此处", "来源："))]
    assert "".join("".join(kept).split()) == "".join(shown.replace("↩", "").split())
