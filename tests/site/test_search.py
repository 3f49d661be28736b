"""Search as a reader uses it, in a real browser over the sample library."""

import json
import zlib
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.model.terms import Audience
from search_page import search, shown, total, wait
from sites import Scratch, Site, build_site, served

pytestmark = pytest.mark.browser


def test_what_is_looked_for_stays_in_the_fragment(page: Page, public_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    page.goto(public_url)
    page.keyboard.press("/")
    page.keyboard.type("谶纬窗口")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/#q=*")
    wait(page)
    page.locator("[data-keep^='theme:']").first.check()
    page.wait_for_url("**theme=*")
    wait(page)
    sent = [one.partition("#")[0] for one in asked]
    assert [one for one in sent if "谶纬" in one or "?" in one] == []
    assert [one for one in sent if not one.startswith(public_url)] == []
    assert "谶纬" not in page.title() + page.locator("h1").inner_text()


def test_results_are_marked_and_told(page: Page, public_url: str) -> None:
    page.goto(public_url)
    page.keyboard.press("/")
    page.keyboard.type("排队")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-search .cb-snippet").first).to_be_visible()
    assert total(page) == f"共 {len(shown(page))} 条结果"
    assert set(page.locator(".cb-search mark").all_inner_texts()) == {"排队"}
    assert "排队" not in page.title()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


def test_traditional_finds_what_simplified_finds(page: Page, public_url: str) -> None:
    search(page, public_url, "q=辦事窗口")
    traditional = shown(page)
    search(page, public_url, "q=办事窗口")
    assert shown(page) == traditional != []


def test_facets_narrow_and_stay_in_the_address(page: Page, public_url: str) -> None:
    search(page, public_url, "q=窗口")
    before = total(page)
    line = page.locator("[data-keep='theme:volunteer'], [data-keep^='theme:']").first
    count = line.locator("xpath=..").locator(".cb-count").inner_text()
    line.check()
    expect(page.locator("#cb-search [role=status]")).to_have_text(f"共 {count} 条结果")
    assert "theme=" in page.url
    assert "?" not in page.url
    page.go_back()
    expect(page.locator("#cb-search [role=status]")).to_have_text(before)


@pytest.mark.parametrize("key", ["record", "brand", "award", "indicator", "kind", "batch"])
def test_every_filter_leaves_as_many_as_it_says(page: Page, public_url: str, key: str) -> None:
    search(page, public_url, "q=窗口")
    group = page.locator(".cb-filter", has=page.locator(f"[data-keep={key}]"))
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()
    line = group.locator("label").first
    count = line.locator(".cb-count").inner_text()
    line.locator("input").check()
    expect(page.locator("#cb-search [role=status]")).to_have_text(f"共 {count} 条结果")
    assert f"{key}=" in page.url


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ("品牌:灯下", "brand=lamp-desk"),
        ("表彰:双十佳", "award=double-ten-2025"),
        ("奖项：双十佳", "award=double-ten-2025"),
        ("专栏:先锋说", "record=vanguard"),
    ],
)
def test_a_name_that_is_written_narrows_as_one_that_is_ticked(
    page: Page, public_url: str, written: str, chosen: str
) -> None:
    search(page, public_url, f"q=窗口&{chosen}")
    ticked = shown(page)
    assert ticked
    search(page, public_url, f"q=窗口 {written}")
    assert shown(page) == ticked


def test_samples_of_indicators_are_called_so(page: Page, public_url: str) -> None:
    search(page, public_url, "q=窗口")
    group = page.locator(".cb-filter", has=page.locator("[data-keep=indicator]"))
    assert group.locator(".cb-sample-note").text_content() == "示例，非正式文件"


def test_an_article_is_named_by_column_and_issue(page: Page, public_url: str) -> None:
    search(page, public_url, "q=膝盖放在哪里")
    first = page.locator(".cb-entry").first
    facts = first.locator(".cb-entry-facts span").all_inner_texts()
    assert facts[:2] == ["振兴先锋说（示例）", "第 11 期"]
    assert "vanguard/" not in first.inner_text()


def test_the_words_are_shown_where_the_text_has_them(page: Page, public_url: str) -> None:
    search(page, public_url, "q=铁皮柜")
    expect(page.locator(".cb-snippet mark").first).to_be_visible()
    for entry in page.locator(".cb-entry", has=page.locator(".cb-snippet")).all():
        snippet = entry.locator(".cb-snippet")
        assert entry.locator("h2 a").inner_text() not in snippet.inner_text()
        assert snippet.locator("mark").count()


def test_a_page_is_read_when_its_entry_comes_into_view(browser: Browser, public_url: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 500}) as context:
        page = context.new_page()
        search(page, public_url, "q=排队")
        page.wait_for_timeout(300)
        last = page.locator(".cb-entry").last
        expect(last.locator(".cb-snippet")).to_have_count(0)
        last.scroll_into_view_if_needed()
        expect(last.locator(".cb-snippet mark").first).to_have_text("排队")


def test_units_stand_in_the_order_of_the_register(
    page: Page, public: Site, public_url: str
) -> None:
    search(page, public_url, "q=窗口")
    found = [one[len("unit:") :] for one in page.evaluate(
        "[...document.querySelectorAll('[data-keep^=\"unit:\"]')].map(n => n.dataset.keep)"
    )]  # fmt: skip
    order = [str(key) for key in public.loaded.library.units]
    assert found == [key for key in order if key in found]
    assert len(found) > 1


def test_words_left_out_fields_and_dates(page: Page, public_url: str) -> None:
    search(page, public_url, "q=窗口")
    every = set(shown(page))
    search(page, public_url, "q=窗口 -夜间")
    assert "2025-0001" in every
    assert "2025-0001" not in shown(page)
    search(page, public_url, "q=窗口 单位:政务服务中心")
    facts = page.locator(".cb-entry-facts").all_inner_texts()
    assert facts
    assert all("市政务服务中心" in one for one in facts)
    search(page, public_url, "q=年份:2026")
    assert shown(page)
    assert all(one.startswith("2026") for one in shown(page))
    search(page, public_url, "q=窗口&sort=date")
    days = page.locator(".cb-search time").all_inner_texts()
    assert days == sorted(days, reverse=True)


def test_a_wrong_character_of_the_same_sound_is_asked_about(page: Page, public_url: str) -> None:
    search(page, public_url, "q=夜间办事窗扣")
    link = page.locator(".cb-search-notes a")
    expect(link).to_have_text("夜间办事窗口")
    link.click()
    expect(page.locator(".cb-search .cb-number").first).to_have_text("2025-0001")


def test_a_synonym_finds_what_the_other_word_finds(page: Page, public_url: str) -> None:
    search(page, public_url, "q=义工")
    assert total(page) != "没有找到结果"
    assert "志愿者" in page.locator(".cb-search mark").all_inner_texts()


def test_many_results_are_paged(page: Page, many_url: str) -> None:
    search(page, many_url, "q=项目")
    first = shown(page)
    assert total(page) == "共 60 条结果"
    page.locator(".cb-search .cb-paging a[rel=next]").click()
    expect(page.locator(".cb-search .cb-paging [aria-current=page]")).to_have_text("2")
    expect(page.locator(".cb-search .cb-number")).to_have_count(10)
    assert not set(first) & set(shown(page))


def test_an_internal_case_is_in_no_public_index(public: Site, intranet: Site) -> None:
    def records(site: Site) -> set[str]:
        folder = site.folder / "search/records"
        return {
            key
            for path in folder.rglob("*.bin")
            for key in json.loads(zlib.decompress(path.read_bytes()).decode("gbk"))["id"]
        }

    hidden = records(intranet) - records(public)
    assert hidden
    assert not [key for key in hidden if (public.folder / "cases" / key).exists()]


def test_internal_words_are_in_no_file_of_a_public_index(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", "窗口延长办理时间。", remarks="谶纬鼗鼓之言")
    scratch.case("2025-0002", "鼗鼓谶纬之事。", clearance=None, state="draft")
    scratch.case("2025-0003", "鼗鼓另有所指。", audience="intranet")
    folders = {
        audience: build_site(scratch.root, tmp_path / str(audience), audience).folder
        for audience in Audience
    }
    planted = ("谶纬", "鼗鼓", "2025-0002", "2025-0003")

    def told(audience: Audience) -> set[str]:
        paths = (folders[audience] / "search").rglob("*.bin")
        every = [zlib.decompress(one.read_bytes()) for one in paths]
        plain = "".join(one.decode(code, "replace") for one in every for code in ("utf-8", "gbk"))
        return {one for one in planted if one in plain}

    assert told(Audience.PUBLIC) == set()
    assert "鼗鼓" in told(Audience.INTRANET)


def test_a_phrase_stands_in_one_piece(page: Page, tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    for number in range(1, 13):
        scratch.case(f"2025-{number:04}", "夜间。间窗。窗口。夜间，间窗，窗口。" * 9)
    scratch.case("2025-0013", "这里有\n**夜间**窗口，办事的人不必请假。")
    site = build_site(scratch.root, tmp_path / "site")
    with served(site.folder) as url:
        search(page, url, "q=夜间窗口")
        assert shown(page)[0] == "2025-0013"
        assert len(shown(page)) == 10
        search(page, url, "q=“夜间窗口”")
        assert shown(page) == ["2025-0013"]
        assert total(page) == "共 1 条结果"
