"""The box of the search: what it loads, what it suggests, and where that leads."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_nothing_is_loaded_before_the_box_has_the_focus(page: Page, public_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(public_url)))
    page.goto(f"{public_url}about/")
    page.wait_for_timeout(300)
    assert [one for one in asked if one.startswith("search/") or one.endswith("worker.js")] == []
    with page.expect_request(lambda request: request.url.endswith("search/manifest.bin")):
        page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "cb-box-input"


@pytest.mark.parametrize("typed", ["夜间办", "夜間辦", "yejianbanshi", "yjbs"])
def test_suggestions_lead_to_a_case(page: Page, public_url: str, typed: str) -> None:
    page.goto(f"{public_url}units/")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    expect(page.locator(".cb-box-list li").first).to_contain_text("夜间办事窗口")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#cb-box-input").get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{public_url}cases/2025-0001/")


@pytest.mark.parametrize(
    ("typed", "name", "kind", "address"),
    [
        ("企业服务", "市企业服务局", "单位", "units/"),
        ("qiyefuwu", "市企业服务局", "单位", "units/"),
        ("灯下", "灯下窗口", "品牌", "brands/"),
        ("dxck", "灯下窗口", "品牌", "brands/"),
        ("志愿", "志愿服务", "专题", "library/theme/"),
        ("夜间和", "夜间和休息日", "场景", "library/scene/"),
        ("先锋说", "振兴先锋说", "专栏", "vanguard/"),
        ("膝盖放", "膝盖放在哪里", "振兴先锋说（示例） 第 11 期", "vanguard/2026-0008/"),
    ],
)
def test_names_are_suggested_and_lead_to_their_pages(  # noqa: PLR0913, PLR0917 (a table)
    page: Page, public_url: str, typed: str, name: str, kind: str, address: str
) -> None:
    page.goto(f"{public_url}about/")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    line = page.locator(".cb-box-list li", has_text=name).first
    expect(line.locator(".cb-box-kind")).to_have_text(kind)
    line.click()
    page.wait_for_url(f"{public_url}{address}**")
    assert name in page.locator("h1").inner_text() + page.title()
