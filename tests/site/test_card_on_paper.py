"""A method card is one page of paper, with nothing but what belongs to it."""

import re

import pytest
from playwright.sync_api import Browser

from sites import Site

pytestmark = pytest.mark.browser
# Chromium writes the objects of its pages uncompressed.
_PAGE = re.compile(rb"/Type\s*/Page\b")


def test_every_card_prints_on_one_page(browser: Browser, public: Site, public_url: str) -> None:
    page = browser.new_page()
    sheets: dict[str, int] = {}
    for case in public.loaded.library.cases:
        page.goto(f"{public_url}cases/{case}/#cb-method")
        if page.query_selector("#cb-method"):
            sheets[case] = len(_PAGE.findall(page.pdf(format="A4")))
    page.close()
    assert len(sheets) > 20
    assert set(sheets.values()) == {1}


def test_the_card_is_offered_and_left_again(browser: Browser, public_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{public_url}cases/2025-0007/")
    text = page.locator(".cb-body")
    page.get_by_role("link", name="单页打印").click()
    page.emulate_media(media="print")
    assert not text.is_visible()
    assert page.locator("h1").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="打印全文").click()
    page.emulate_media(media="print")
    assert text.is_visible()
    page.close()
