"""The kinds of pages that a reader meets, and how a test opens one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from search_page import wait

KINDS: Final = {
    "home": "public:",
    "library": "public:library/",
    "theme": "public:library/theme/service/",
    "case": "public:cases/2025-0001/",
    "noticed": "public:cases/2026-0002/",
    "withdrawn": "public:cases/2025-0008/",
    "units": "public:units/",
    "unit": "public:units/reed-bridge/",
    "batches": "public:batches/",
    "batch": "public:batches/2025-1/",
    "brands": "public:brands/",
    "brand": "public:brands/lamp-desk/",
    "awards": "public:awards/",
    "award": "public:awards/double-ten-2025/",
    "honours": "public:honours/",
    "indicators": "public:indicators/",
    "indicator": "public:indicators/i10/",
    "standards": "public:standards/",
    "item": "public:standards/s6/",
    "targets": "public:targets/",
    "column": "public:vanguard/",
    "archive": "public:vanguard/year/2026/",
    "series": "public:vanguard/series/beside/",
    "article": "public:vanguard/2026-0003/",
    "told": "public:cases/2025-0013/",
    "about": "public:about/",
    "missing": "public:no/such/page/",
    "results": "public:search/#q=窗口",
    "narrowed": "public:search/#q=停水 排队 门牌&record=case&theme=service",
    "nothing": "public:search/#q=鼂鼂&theme=service",
    "help": "public:help/",
    "guide": "public:help/review/",
    "finding": "public:help/CB215/",
    "findings": "public:help/codes/",
    "fields": "public:help/fields/",
    "internal": "intranet:cases/2025-0001/",
    "long list": "many:library/",
    "second page": "many:library/2/",
    "wide": "many:cases/2026-0001/",
}
# These are filled by scripts; what they say without them is tested with the search.
ASKED: Final = {"results", "narrowed", "nothing"}


def open_kind(page: Page, kind: str, request: pytest.FixtureRequest) -> None:
    """Open the page of a kind, and wait until it has told all."""
    site, url = KINDS[kind].split(":")
    # An address that differs in its fragment alone would not be loaded anew.
    page.goto("about:blank")
    page.goto(f"{request.getfixturevalue(f'{site}_url')}{url}")
    if kind in ASKED:
        wait(page)


@contextmanager
def screen(browser: Browser, width: int, *, scripts: bool = True) -> Iterator[Page]:
    """A page on a screen of so many pixels across."""
    with browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts
    ) as context:
        yield context.new_page()


def each_kind(
    browser: Browser, width: int, request: pytest.FixtureRequest
) -> Iterator[tuple[str, Page]]:
    """Every kind, opened on such a screen."""
    with screen(browser, width) as page:
        for kind in KINDS:
            open_kind(page, kind, request)
            yield kind, page
