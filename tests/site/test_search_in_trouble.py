"""Search where something is against it: no result, hostile queries, broken parts, no scripts."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from search_page import search, shown, total, wait, with_strict_policy
from shared import real
from sites import Site, served

pytestmark = pytest.mark.browser


def test_nothing_is_asked_about_that_the_library_does_not_say(page: Page, public_url: str) -> None:
    for query in ("qqqq", "鼂鼂", "夜间办事窗口", "zhangsan"):
        search(page, public_url, f"q={query}")
        assert page.locator(".cb-search-notes a").count() == 0, query


def test_an_empty_result_helps_on(page: Page, public_url: str) -> None:
    search(page, public_url, "q=zzzz鼂&theme=service")
    assert total(page) == "没有找到结果"
    assert page.locator(".cb-search-ways li").first.is_visible()
    page.locator(".cb-search-main a", has_text="取消几项筛选").click()
    expect(page.locator(".cb-chosen")).to_have_count(0)
    wait(page)
    page.locator(".cb-search a", has_text="案例库").click()
    page.wait_for_url(f"{public_url}library/")


def test_hostile_queries_do_no_harm(page: Page, public_url: str) -> None:
    naughty = json.loads(real("adversarial/naughty-strings.json").read_text(encoding="utf-8"))
    texts = [
        *naughty,
        "窗" * 10_000,
        "<img src=x onerror=alert(1)>",
        '"',
        "-",
        "单位:",
        "~a",
        "ye'",
    ]
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    search(page, public_url, "q=窗口")
    failed = page.evaluate(
        """async texts => {
          const failed = [];
          for (const query of texts) {
            for (const [method, given] of [["search", {query}], ["suggest", query],
              ["meant", query], ["present", {ids: ["2025-0001"], query}]]) {
              await casebookSearch.ask(method, given)
                .catch(error => failed.push([query, method, String(error)]));
            }
          }
          return failed;
        }""",
        texts,
    )
    assert failed == []
    search(page, public_url, "q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E窗口")
    assert page.locator("#cb-search img").count() == 0
    assert dialogs == []


@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_a_part_that_cannot_be_read_is_told(
    browser: Browser, public: Site, tmp_path: Path, how: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(public.folder, site)
    for path in (site / "search/records").iterdir():
        if path.name.startswith("2025-0"):
            path.unlink() if how == "missing" else path.write_bytes(path.read_bytes()[:-9] + b"x")
    for path in sorted((site / "search/terms").iterdir())[::2]:
        path.unlink() if how == "missing" else path.write_bytes(b"\0" * 50)
    with served(site) as url, browser.new_context() as context:
        page = context.new_page()
        search(page, url, "q=窗口办事排队")
        expect(page.locator(".cb-search-damaged")).to_be_visible(timeout=20_000)
        assert page.locator(".cb-search .cb-number").count()


def test_without_the_table_of_sounds_words_are_found_still(page: Page, public_url: str) -> None:
    page.route("**/pinyin.js", lambda route: route.abort())
    search(page, public_url, "q=夜间窗口")
    assert shown(page)[0] == "2025-0001"
    search(page, public_url, "q=yejianchuangkou")
    assert page.locator(".cb-search-damaged").is_visible()
    page.keyboard.press("/")
    page.locator("#cb-box-input").fill("窗口")
    expect(page.locator(".cb-box-list li").first).to_be_visible()


def test_a_server_that_never_answers_is_given_up(page: Page, public_url: str) -> None:
    waiting: list[Route] = []

    def leave(route: Route) -> None:
        waiting.append(route)

    page.route("**/search/terms/**", leave)
    page.goto(f"{public_url}search/#q=窗口")
    expect(page.locator(".cb-search-damaged")).to_be_visible(timeout=40_000)
    assert waiting
    assert page.locator(".cb-search-damaged button").inner_text() == "再试一次"
    page.unroute_all(behavior="ignoreErrors")
    page.locator(".cb-search-damaged button").click()
    expect(page.locator(".cb-entry").first).to_be_visible(timeout=20_000)


def test_without_a_manifest_the_page_leads_to_the_lists(
    browser: Browser, public: Site, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(public.folder, site)
    (site / "search/manifest.bin").unlink()
    with served(site) as url, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{url}search/#q=窗口")
        expect(page.locator("#cb-search [role=alert]")).to_be_visible(timeout=20_000)
        assert page.locator("#cb-search a").get_attribute("href") == "../library/"


def test_a_strict_policy_lets_search_work(page: Page, public_url: str) -> None:
    with_strict_policy(page)
    search(page, public_url, "q=窗口")
    assert shown(page)
    page.unroute_all(behavior="wait")


def test_without_scripts_the_box_leads_to_the_lists(browser: Browser, public_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{public_url}about/")
        page.locator("#cb-box-input").fill("窗口")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{public_url}library/*")
        assert "窗口" not in page.url
        page.goto(f"{public_url}search/")
        assert page.locator("#cb-search a").get_attribute("href") == "../library/"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_page_fits_the_screen(browser: Browser, public_url: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        search(page, public_url, "q=窗口")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0
        small = page.evaluate(
            "[...document.querySelectorAll('.cb-box input, .cb-box button, .cb-search label,"
            ".cb-search select, .cb-search summary')].filter(n => n.offsetParent)"
            ".filter(n => n.getBoundingClientRect().height < 24).map(n => n.outerHTML)"
        )
        assert small == []
