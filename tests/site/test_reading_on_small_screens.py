"""Pages on narrow screens, with large text, and with what is too wide for them."""

import pytest
from playwright.sync_api import Browser, Page

from reading import each_kind, screen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_the_screen(
    width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    for kind, page in each_kind(browser, width, request):
        assert _overflow(page) == 0, kind
        # WCAG 1.4.12: a reader's own spacing loses nothing.
        page.evaluate(
            """() => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync("* {line-height: 1.5 !important;"
                + "letter-spacing: .12em !important; word-spacing: .16em !important}"
                + "p {margin-bottom: 2em !important}");
              document.adoptedStyleSheets = [sheet];
            }"""
        )
        assert _overflow(page) == 0, f"{kind}, spaced"


@pytest.mark.parametrize("width", [360, 1280])
def test_text_twice_as_large_stays_on_the_screen(
    width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    for kind, page in each_kind(browser, width, request):
        page.evaluate(
            "const root = document.documentElement;"
            "root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`"
        )
        assert _overflow(page) == 0, kind
        box = page.locator(".cb-box input").bounding_box()
        assert box, kind
        assert box["width"] >= 200, kind


def test_the_box_has_its_own_row_on_a_phone(browser: Browser, public_url: str) -> None:
    # A screen of 1280 pixels at 200 % is one of 640.
    for width in (320, 360, 640):
        with screen(browser, width) as page:
            page.goto(f"{public_url}library/")
            form = page.locator(".cb-box").bounding_box()
            name = page.locator(".md-header__topic").first
            assert form
            assert form["width"] > 0.9 * (width - 20)
            assert name.evaluate("node => node.scrollWidth <= node.clientWidth")
            assert name.evaluate("node => node.getBoundingClientRect().bottom") <= form["y"]


def test_a_wide_table_scrolls_in_its_box_by_keyboard(browser: Browser, many_url: str) -> None:
    for scripts in (True, False):
        with screen(browser, 360, scripts=scripts) as page:
            page.goto(f"{many_url}cases/2026-0001/")
            table = page.locator(".cb-table")
            assert table.get_attribute("aria-label")
            table.focus()
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(300)
            assert table.evaluate("node => node.scrollLeft") > 0
            assert _overflow(page) == 0


def _overflow(page: Page) -> int:
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width
