"""Search by keyboard alone, on a phone and at a desk: where the focus is, and what is told."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from search_page import search, shown, total, wait
from sites import Site

pytestmark = pytest.mark.browser
FOCUSED: Final = "document.activeElement.dataset.keep || document.activeElement.role"
BOX: Final = ".cb-box [role=status]"


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": request.param, "height": 780}) as context:
        yield context.new_page()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_a_case_is_found_and_opened_without_a_mouse(page: Page, public_url: str) -> None:
    page.goto(f"{public_url}about/")
    page.keyboard.press("/")
    page.keyboard.type("窗口")
    expect(page.locator(BOX)).to_contain_text("条提示")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    last = page.locator(".cb-box-list li").last
    assert last.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.locator(".cb-box-list")).to_be_hidden()
    assert page.locator("#cb-box-input").input_value() == "窗口"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{public_url}search/#q=*")
    wait(page)
    tab_to(page, ".cb-entry-title a")
    first = shown(page)[0]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{public_url}cases/{first}/")


def test_whoever_narrows_stays_at_the_filter(page: Page, public_url: str) -> None:
    search(page, public_url, "q=窗口")
    before = total(page)
    if not page.locator(".cb-filter").first.is_visible():
        tab_to(page, "[data-keep=facets]")
        page.keyboard.press("Enter")
    if not page.locator("[data-keep='theme:service']").is_visible():
        tab_to(page, "[data-keep=theme]")
        page.keyboard.press("Enter")
    tab_to(page, "[data-keep='theme:service']")
    page.keyboard.press("Space")
    expect(page.locator("#cb-search [role=status]")).not_to_have_text(before)
    wait(page)
    assert page.evaluate(FOCUSED) == "theme:service"
    assert page.locator("[data-keep='theme:service']").is_checked()
    assert page.locator("[data-keep='theme:service']").is_visible()
    assert "theme=service" in page.url
    page.keyboard.press("Space")
    expect(page.locator("#cb-search [role=status]")).to_have_text(before)


def test_whoever_changes_the_order_stays_there(page: Page, public_url: str) -> None:
    search(page, public_url, "q=窗口")
    tab_to(page, "#cb-sort")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**sort=date")
    days = page.locator(".cb-search time")
    expect(days.first).to_be_visible()
    wait(page)
    assert days.all_inner_texts() == sorted(days.all_inner_texts(), reverse=True)
    assert page.evaluate("document.activeElement.id") == "cb-sort"


def test_whoever_goes_to_another_page_or_word_hears_of_the_results(
    page: Page, many_url: str
) -> None:
    search(page, many_url, "q=项目")
    tab_to(page, ".cb-paging a[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**page=2")
    expect(page.locator(".cb-paging [aria-current=page]")).to_have_text("2")
    wait(page)
    page.wait_for_function(f"({FOCUSED}) === 'status'")
    page.keyboard.press("/")
    page.keyboard.type("项目0001")
    page.keyboard.press("Enter")
    page.wait_for_url("**0001")
    wait(page)
    page.wait_for_function(f"({FOCUSED}) === 'status'")


def test_a_filter_is_dropped_where_it_is_named(page: Page, public_url: str) -> None:
    search(page, public_url, "q=窗口&theme=service&record=case")
    narrowed = total(page)
    chosen = page.locator(".cb-chosen")
    assert chosen.all_inner_texts() == ["案例", "办事服务"]
    assert chosen.first.get_attribute("aria-label") == "取消筛选：内容 案例"
    tab_to(page, ".cb-chosen")
    page.keyboard.press("Enter")
    expect(chosen).to_have_text(["办事服务"])
    wait(page)
    assert total(page) != narrowed


def test_changes_are_told_to_whoever_does_not_see_them(page: Page, public_url: str) -> None:
    search(page, public_url, "q=窗口")
    page.evaluate(
        """() => {
          window.told = [];
          const status = document.querySelector("#cb-search [role=status]");
          new MutationObserver(() => told.push(status.textContent))
            .observe(status, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.evaluate("location.hash = '#q=鼂鼂'")
    expect(page.locator("#cb-search [role=status]")).to_have_text("没有找到结果")
    assert page.evaluate("told") == ["正在搜索……", "没有找到结果"]


def test_the_way_from_the_filters_to_the_results(browser: Browser, public_url: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True) as context:
        page = context.new_page()
        search(page, public_url, "q=窗口")
        page.locator("[data-keep=facets]").tap()
        page.locator("[data-keep=theme]").tap()
        page.locator("[data-keep='theme:service']").tap()
        see = page.locator(".cb-see")
        expect(see).to_have_text("看这 13 条结果")
        see.tap()
        expect(page.locator(".cb-filter").first).to_be_hidden()
        expect(page.locator(".cb-entry").first).to_be_in_viewport()
        page.wait_for_function(f"({FOCUSED}) === 'status'")


def test_the_box_stands_on_every_page(public: Site) -> None:
    for name, page in public.pages():
        if page.css("meta[http-equiv=refresh]"):
            continue
        box = page.css_first(".cb-box")
        assert box is not None, name
        assert box.attributes["role"] == "search", name
        label = page.css_first("label[for=cb-box-input]")
        assert label is not None, name
        assert label.text(), name
