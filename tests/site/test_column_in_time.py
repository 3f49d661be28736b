"""A column as days pass: what comes with its day, what stays of a case that was taken down."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from casebook.model.terms import Audience
from casebook.text.reading_time import HAN_A_MINUTE
from sites import Scratch, Site, build_site, files, run, told

# Half past eleven on the last day of 2026 in Shanghai, and ten past midnight; 2026 in London both.
BEFORE = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)
AFTER = datetime(2026, 12, 31, 16, 10, tzinfo=UTC)
TITLE = "夜里十二点以后才能看的一篇"
LAST = "年底最后一天刊发的一篇"
TAKEN_DOWN = "一件后来撤下的旧案例"
FEEDS = ("atom.xml", "rss.xml", "feed.json")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    made = Scratch(tmp_path_factory.mktemp("column") / "library")
    made.register("registry/units.yml", "units", [{"id": "hall", "name": "甲单位"}])
    themes = [{"id": "night", "name": "夜间"}, {"id": "idle", "name": "没有人写到的"}]
    made.register("taxonomies/themes.yml", "terms", themes)
    made.case("2025-0001", title="一件还在的案例")
    settings = made.root / "site_config/columns/vanguard.yml"
    text = settings.read_text("utf-8").replace("numbering: continuous", "numbering: yearly")
    settings.write_text(text, "utf-8")
    common: dict[str, Any] = {"unit": "hall", "themes": ["night"], "cases": ["2025-0001"]}
    made.article("2026-0001", title=LAST, issue=52, date="2026-12-31", **common)
    made.article("2027-0001", title=TITLE, issue=1, date="2027-01-01", **common)
    return made


def built(scratch: Scratch, moment: datetime, zone: str) -> Path:
    """The site that the command makes at a moment on a machine of that time zone."""
    name = f"site-{moment:%H%M}-{zone.rpartition('/')[2]}"
    epoch = f"{moment.timestamp():.0f}"
    run("casebook", "build", "--output", name, cwd=scratch.root, epoch=epoch, zone=zone)
    return scratch.root / name


def titles(folder: Path, url: str) -> list[list[str]]:
    """The titles of a feed in its three formats, read back."""
    atom, rss = (feedparser.parse((folder / url / name).read_bytes()) for name in FEEDS[:2])
    return [[one.title for one in parsed.entries] for parsed in (atom, rss)]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_before_midnight_in_shanghai_nothing_tells_of_tomorrow(scratch: Scratch, zone: str) -> None:
    folder = built(scratch, BEFORE, zone)
    assert not told(folder, TITLE)
    assert not told(folder, "2027-0001")
    assert not list(folder.glob("vanguard/*/2027*"))
    assert (folder / "vanguard/month/2026-12/index.html").is_file()
    for url in ("", "vanguard/", "library/theme/night/", "units/hall/"):
        for given in titles(folder, url):
            assert LAST in given


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_after_midnight_it_is_everywhere_that_it_belongs(scratch: Scratch, zone: str) -> None:
    folder = built(scratch, AFTER, zone)
    shown = told(folder, TITLE)
    pages = (
        *("", "vanguard/", "vanguard/2027-0001/", "vanguard/year/2027/"),
        *("vanguard/month/2027-01/", "vanguard/unit/hall/", "library/theme/night/", "units/hall/"),
        *("cases/2025-0001/", "vanguard/2026-0001/"),
    )
    assert {f"{url}index.html" for url in pages} <= shown
    for url in ("", "vanguard/", "library/theme/night/", "units/hall/"):
        assert {f"{url}{name}" for name in FEEDS} <= shown
        for given in titles(folder, url):
            assert given[:2] == [TITLE, LAST]
    assert not told(folder / "vanguard/year/2026", TITLE)
    assert b"vanguard/2027-0001/" in (folder / "sitemap.xml").read_bytes()
    assert any(name.startswith("search/records/") for name in shown)


def test_its_time_in_every_feed_is_the_first_of_january_in_china(scratch: Scratch) -> None:
    folder = built(scratch, AFTER, "UTC")
    atom = feedparser.parse((folder / "vanguard/atom.xml").read_bytes())
    assert atom.entries[0].published == "2027-01-01T00:00:00+08:00"
    rss = feedparser.parse((folder / "vanguard/rss.xml").read_bytes())
    assert rss.entries[0].published == "Fri, 01 Jan 2027 00:00:00 +0800"
    # As one moment it is still the year before in London.
    assert atom.entries[0].published_parsed[:5] == (2026, 12, 31, 16, 0)


def test_the_day_inside_a_page_is_not_that_of_its_reader(scratch: Scratch) -> None:
    one, other = (built(scratch, AFTER, zone) for zone in ("Asia/Shanghai", "America/Los_Angeles"))
    assert files(one) == files(other)


BODY = """
开头说到[这件事](../../../../cases/2025/2025-0002/index.md)，也说到[[2025-0002]]，
又说到[[2025-0002|那件事]]。
"""


@pytest.fixture(params=["notice", "tombstone", "gone"])
def withdrawn(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Site]:
    """A site on which a case was taken down after an article told it, in one of three ways."""
    made = Scratch(tmp_path / "library")
    given = {"by": "甲室", "date": "2026-10-20", "reason": "数字有误", "mode": request.param}
    summary = "旧案例的摘要里有这么一句独有的话。"
    made.case(
        "2025-0002",
        "旧案例的正文里也有这么一句独有的话。",
        title=TAKEN_DOWN,
        summary=summary,
        state="withdrawn",
        withdrawal=given,
    )
    made.case("2025-0003", title="另一件案例")
    made.article("2026-0001", BODY, title="讲过它的文章", cases=["2025-0002", "2025-0003"])
    return request.param, build_site(made.root, tmp_path / "site")


def test_an_article_keeps_its_words_and_loses_the_case(withdrawn: tuple[str, Site]) -> None:
    mode, site = withdrawn
    assert "CB362" in {one.code for one in site.loaded.findings}
    article = site.page("vanguard/2026-0001/")
    body = article.css_first(".cb-body")
    cases = [one.attributes["href"] for one in article.css(".cb-related .cb-entry-title a")]
    links = [] if body is None else [one.attributes.get("href") for one in body.css("a[href]")]
    text = "" if body is None else "".join(body.text().split())
    assert text.startswith("开头说到这件事")
    assert "那件事" in text
    shown = [*([] if mode != "notice" else ["../../cases/2025-0002/"]), "../../cases/2025-0003/"]
    assert cases == shown
    if mode == "gone":
        assert links == []
        assert "2025-0002" in text
        assert not (site.folder / "cases/2025-0002").exists()
    else:
        assert links == ["../../cases/2025-0002/"] * 3
        assert text.count("已撤下") == 3
    assert (TAKEN_DOWN in text) == (mode == "notice")


def test_nothing_on_the_site_tells_what_was_in_it(withdrawn: tuple[str, Site]) -> None:
    mode, site = withdrawn
    assert not told(site.folder, "独有的话")
    pages = told(site.folder, TAKEN_DOWN)
    assert bool(pages) == (mode == "notice")
    feeds = {name for name in pages if name.rpartition("/")[2] in FEEDS}
    # Where the notice stands, an article that mentions the case may call it by its title.
    assert feeds <= {f"{url}{name}" for url in ("", "vanguard/") for name in FEEDS}
    back = site.folder / "cases/2025-0002/index.html"
    assert (mode == "notice") == (back.is_file() and "讲过它的文章" in back.read_text("utf-8"))


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A column with a gap, an issue given twice, one without an issue, and themes of its own."""
    made = Scratch(tmp_path_factory.mktemp("ordered") / "library")
    units = [{"id": "hall", "name": "甲单位"}, {"id": "desk", "name": "乙单位"}]
    made.register("registry/units.yml", "units", units)
    themes = [{"id": "told", "name": "只有文章讲到的"}, {"id": "idle", "name": "没有人写到的"}]
    made.register("taxonomies/themes.yml", "terms", themes)
    made.case("2025-0001", unit="desk")
    rows = {"0001": 2, "0002": 7, "0003": 7, "0004": None}
    for number, issue in rows.items():
        days = {"0002": "2026-07-02", "0003": "2026-07-01"}
        day = days.get(number, "2026-06-01")
        body = "字" * HAN_A_MINUTE + ("字" if number == "0001" else "")
        more: dict[str, Any] = {}
        if number == "0001":
            more = {"unit": "hall", "themes": ["told"]}
        made.article(f"2026-{number}", body, title=f"第{number}篇", date=day, issue=issue, **more)
    former = ["2026-0042", "year", "2", "2026-0002"]
    made.article("2026-0006", title="改过编号", date="2026-05-01", issue=1, former_ids=former)
    made.article("2026-0005", title="只在内部", audience="intranet", themes=["idle"])
    return build_site(made.root, made.root / "site")


def test_gaps_and_duplicates_stand_in_one_order(ordered: Site) -> None:
    listed = [one.text() for one in ordered.page("vanguard/").css(".cb-entry-title a")]
    assert listed == ["第0002篇", "第0003篇", "第0001篇", "改过编号", "第0004篇"]
    number, way = "2026-0004", []
    while number:
        way.append(number)
        later = ordered.page(f"vanguard/{number}/").css_first(".cb-beside a[rel=next]")
        number = (later.attributes["href"] or "").strip("./") if later else ""
    assert way == ["2026-0004", "2026-0006", "2026-0001", "2026-0003", "2026-0002"]
    assert [one.code for one in ordered.loaded.findings if one.code == "CB360"] == ["CB360"]


def test_a_former_number_leads_on_and_takes_no_other_address(ordered: Site) -> None:
    page = ordered.page("vanguard/2026-0042/")
    lead = page.css_first("meta[http-equiv=refresh]")
    assert lead is not None
    assert (lead.attributes["content"] or "").endswith("../2026-0006/index.html")
    assert ordered.page("vanguard/2026-0002/").css_first(".cb-beside") is not None
    told_of = [
        (one.code, one.params["value"])
        for one in ordered.loaded.findings
        if one.at.path.endswith("2026-0006/index.md")
    ]
    assert told_of == [
        ("CB330", "year"),
        ("CB330", "2"),
        ("CB333", "2026-0002"),
    ]


def test_an_article_tells_how_long_it_takes(ordered: Site) -> None:
    for number, told_as in (("0001", "约 2 分钟"), ("0002", "约 1 分钟")):
        facts = ordered.page(f"vanguard/2026-{number}/").css_first(".cb-facts")
        assert facts is not None
        assert told_as in facts.text()


def test_a_theme_or_unit_of_articles_alone_has_a_page_and_feeds(ordered: Site) -> None:
    for url in ("library/theme/told/", "units/hall/"):
        page = ordered.page(url)
        assert [one.attributes["href"] for one in page.css(".cb-entry-title a")] == [
            "../" * url.count("/") + "vanguard/2026-0001/"
        ]
        for given in titles(ordered.folder, url):
            assert given == ["第0001篇"]
    article = ordered.page("vanguard/2026-0001/")
    assert "../../library/theme/told/" in [
        one.attributes["href"] for one in article.css(".cb-facts a")
    ]


def test_a_theme_of_hidden_articles_has_neither(ordered: Site, tmp_path: Path) -> None:
    assert not (ordered.folder / "library/theme/idle").exists()
    inside = build_site(ordered.loaded.root, tmp_path / "inside", Audience.INTRANET)
    assert titles(inside.folder, "library/theme/idle/") == [["只在内部"]] * 2
