"""Pages where no script runs, and on paper."""

import re

import pytest
from playwright.sync_api import Browser, expect

from reading import ASKED, KINDS, open_kind, screen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ASKED])
def test_everything_is_there_without_scripts(
    kind: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    texts = []
    for scripts in (True, False):
        with screen(browser, 360, scripts=scripts) as page:
            open_kind(page, kind, request)
            texts.append(re.sub(r"\s+", " ", page.locator("article").inner_text()))
    assert texts[0] == texts[1]


def test_the_drawer_opens_without_scripts(browser: Browser, public_url: str) -> None:
    for scripts in (True, False):
        with screen(browser, 360, scripts=scripts) as page:
            page.goto(f"{public_url}cases/2025-0001/")
            link = page.locator(".md-nav--primary").get_by_role("link", name="单位")
            assert not link.is_visible()
            page.locator("label.md-header__button[for=__drawer]").click()
            link.click()
            assert page.url == f"{public_url}units/"


def test_the_library_leads_straight_to_its_cases(browser: Browser, public_url: str) -> None:
    with screen(browser, 360, scripts=False) as page:
        page.goto(f"{public_url}library/")
        jump = page.locator(".cb-jump a")
        place = jump.bounding_box()
        assert place
        assert place["y"] < 600
        jump.click()
        expect(page.locator(".cb-entry").first).to_be_in_viewport()


def test_a_long_list_opens_without_scripts(browser: Browser, many_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{many_url}library/")
        last = page.locator(".cb-facet-long details a").last
        assert not last.is_visible()
        page.locator(".cb-facet-long summary").click()
        assert last.is_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_paper_holds_the_text_and_no_navigation(
    kind: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        open_kind(page, kind, request)
        page.emulate_media(media="print")
        for selector in (
            *(".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-skip", ".md-top"),
            *(
                ".cb-crumbs",
                ".cb-jump",
                ".cb-paging",
                ".cb-facets",
                ".cb-contents",
                ".cb-contents-line",
                ".cb-edit",
                ".cb-beside",
                ".cb-feeds",
                ".md-button",
            ),
        ):
            assert page.locator(f"{selector}:visible").count() == 0, selector
        assert page.locator("h1").is_visible()
