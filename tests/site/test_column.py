"""The columns of the sample site: pages, feeds, search, and the way out to other media."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from casebook import app
from casebook.cli.main import casebook
from casebook.findings import Catalogue
from casebook.text.words import word_count
from sites import ROOT, Scratch, Site, build_site, told

ARTICLE = "vanguard/2026-0006/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


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
    cases = [one.attributes["href"] for one in article.css(".cb-related .cb-entry-title a")]
    assert cases == ["../../cases/2025-0013/", "../../cases/2025-0014/"]
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


def test_the_sample_tells_its_cases_in_three_series(public: Site) -> None:
    library, bodies = public.loaded.library, public.loaded.article_bodies
    assert len(library.articles) == 12
    assert len({one.series for one in library.articles.values()}) == 3
    for key, article in library.articles.items():
        assert 600 <= word_count(bodies[key].text) <= 1200
        assert 1 <= len(article.cases) <= 3
        assert article.sample


def test_articles_are_no_pages_of_the_host(public: Site) -> None:
    assert not list(public.folder.glob("vanguard/20??/"))
    assert not list(public.folder.rglob("*.md"))
    assert f"{ARTICLE}</loc>" in (public.folder / "sitemap.xml").read_text("utf-8")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    made = Scratch(tmp_path_factory.mktemp("column") / "library")
    made.register("registry/units.yml", "units", [{"id": "hall", "name": "甲单位"}])
    made.case("2025-0001")
    made.case("2025-0002", "只给内部看的一段办法说明文字。", audience="intranet", title="乙" * 9)
    for number, more in (
        ("0001", {"date": "2026-10-31", "cases": ["2025-0001", "2025-0002"]}),
        ("0003", {"audience": "intranet"}),
        ("0004", {"state": "signing"}),
    ):
        target = "../../../../cases/2025/2025-0002/index.md"
        body = f"{number}号文章的正文只有这一句话。[办法]({target})"
        title = f"专栏试写{number}号文章"
        made.article(f"2026-{number}", body, title=title, issue=number, **more)
    return made


def test_nothing_tells_of_what_is_held_back(scratch: Scratch) -> None:
    site = build_site(scratch.root, scratch.root / "site")
    assert told(site.folder, "专栏试写0001号文章") >= {"vanguard/2026-0001/index.html"}
    for number in ("0003", "0004"):
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
    for number in ("0001", "0003", "0004"):
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


def test_columns_have_names_numbers_and_feeds_of_their_own(tmp_path: Path) -> None:
    made = Scratch(tmp_path / "library")
    settings = made.root / "site_config/columns/evening.yml"
    settings.write_text("name: 晚间的话\nformal: false\nrights: open\n", encoding="utf-8")
    made.article("2026-0001", title="先锋的头一篇", issue=1)
    made.article("2026-0001", "晚间正文。", "evening", title="晚间的头一篇", issue=1, rights=None)
    site = build_site(made.root, tmp_path / "site")
    assert not site.loaded.findings
    for column, own, other in (
        ("vanguard", "先锋的头一篇", "晚间的头一篇"),
        ("evening", "晚间的头一篇", "先锋的头一篇"),
    ):
        assert told(site.folder / column, own) >= {"index.html", "atom.xml", "year/2026/index.html"}
        assert not told(site.folder / column, other)
        assert not site.page(f"{column}/2026-0001/").css(".cb-beside")
    assert [one.text() for one in site.page("evening/").css("h1")] == ["晚间的话"]
    newest = [one.text() for one in site.page("").css("[aria-labelledby=cb-newest-articles] h3 a")]
    assert sorted(newest) == ["先锋的头一篇", "晚间的头一篇"]
    both = told(site.folder, "先锋的头一篇") & told(site.folder, "晚间的头一篇")
    assert {"index.html", "atom.xml", "rss.xml", "feed.json"} <= both


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
    text, _, notes = pasted.rpartition("来源：")
    assert "虚构示例" in notes
    kept = [line for line in text.splitlines() if not line.startswith("请在此处")]
    assert "".join("".join(kept).split()) == "".join(shown.replace("↩", "").split())
