"""Pages as a reader meets them: on a phone, at a desk, by keyboard, on paper, without scripts."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from sites import Site

pytestmark = pytest.mark.browser
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
WIDTHS: Final = (360, 1280)
# Links in running text are as high as its lines (WCAG 2.5.8, "Inline").
TARGETS: Final = (
    ".md-tabs__link, .md-top, .cb-paging a, .cb-facet a, .cb-facet summary, .cb-jump a,"
    ".cb-crumbs a,"
    ".cb-siblings a, .cb-tree a, .cb-entry-title a, .cb-contents summary, .cb-contents a,"
    ".cb-attachments a, .cb-edit a, .cb-codes a, .cb-contents-line a, .cb-figures a, .md-button,"
    ".footnote-backref, .cb-box input, .cb-box button, .cb-search label, .cb-search input,"
    ".cb-search summary, .cb-search select, .cb-search button, .cb-chosen-all a"
)
SHOWN: Final = """
const shown = node => node.checkVisibility({visibilityProperty: true, opacityProperty: true});
const skipped = node => node.closest(".md-skip, .md-top, details:not([open]) > ul");
"""
TEXTS: Final = f"""() => {{
  {SHOWN}
  const parts = color => (color.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = ([r, g, b, a = 1], ground) =>
    [r, g, b].map((v, i) => v * a + ground[i] * (1 - a));
  const behind = node => node
    ? over(parts(getComputedStyle(node).backgroundColor), behind(node.parentElement))
    : [255, 255, 255];
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const found = [];
  for (const node of document.body.querySelectorAll("*")) {{
    const own = [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    if (!own || !shown(node) || skipped(node)) continue;
    const style = getComputedStyle(node), back = behind(node);
    const front = over(parts(style.color), back);
    const [high, low] = [light(front), light(back)].sort((x, y) => y - x);
    found.push({{text: node.textContent.trim().slice(0, 20), size: parseFloat(style.fontSize),
      contrast: (high + 0.05) / (low + 0.05), weight: style.fontWeight,
      where: node.className || node.tagName}});
  }}
  return found;
}}"""
STOPS: Final = f"""() => {{
  {SHOWN}
  return [...document.querySelectorAll("a[href], summary, [tabindex='0'], button")]
    .filter(node => shown(node) && !skipped(node)).map(node => node.dataset.stop);
}}"""
NUMBER: Final = """() => document.querySelectorAll("*")
  .forEach((node, index) => node.dataset.stop = index)"""
FOCUSED: Final = """() => {
  const node = document.activeElement, style = getComputedStyle(node);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return node === document.body ? null
    : {stop: node.dataset.stop, seen, what: node.outerHTML.slice(0, 80)};
}"""


@pytest.fixture(
    scope="module",
    params=[(kind, width) for kind in KINDS for width in WIDTHS],
    ids=lambda param: f"{param[0]}-{param[1]}",
)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    kind, width = request.param
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(_address(request, kind))
        if page.locator("#cb-search").count():
            page.wait_for_selector(".cb-search-parts[aria-busy=false]")
        yield page


def _address(request: pytest.FixtureRequest, kind: str) -> str:
    site, url = KINDS[kind].split(":")
    return f"{request.getfixturevalue(f'{site}_url')}{url}"


def _texts(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(TEXTS)
    assert found
    return found


def test_headings_are_in_order(page: Page) -> None:
    levels: list[int] = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(node => +node.tagName[1])"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_has_words(page: Page) -> None:
    assert page.locator("img:not([alt])").count() == 0
    assert page.locator("figure img[alt='']").count() == 0


def test_the_language_is_chinese_throughout(page: Page) -> None:
    assert page.get_attribute("html", "lang") == "zh"
    words: list[str] = page.evaluate(
        "[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(node =>"
        " ['aria-label', 'title', 'placeholder'].map(name => node.getAttribute(name) || ''))"
    )
    frame = page.locator("header, nav, footer, .md-skip, .md-top").all_inner_texts()
    for word in words + frame:
        assert not re.search(r"[A-Za-z]{3,}", word), word


def test_text_stands_out_from_its_ground(page: Page) -> None:
    pale = [one for one in _texts(page) if one["contrast"] < 4.5]
    assert pale == []


def test_text_is_large_enough_for_older_eyes(page: Page) -> None:
    sizes = {one["where"]: one["size"] for one in _texts(page)}
    # The mark of a note is raised and small, as in any book; the way back from it is a drawing.
    small = {where: size for where, size in sizes.items() if 0 < size < 14 and where != "A"}
    assert small == {}
    if page.locator(".cb-body p").count():
        size = "parseFloat(getComputedStyle(document.querySelector('.cb-body p')).fontSize)"
        assert page.evaluate(size) >= 18


def test_a_line_is_not_too_long(page: Page) -> None:
    longest: float = page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('article p, article li')].map(node =>"
        " node.clientWidth / parseFloat(getComputedStyle(node).fontSize)))"
    )
    if page.locator(".cb-body").count() or page.locator(".cb-entry-summary").count():
        assert longest <= 60
    body: float = page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('.cb-body > p, .cb-entry-summary')].map("
        "node => node.clientWidth / parseFloat(getComputedStyle(node).fontSize)))"
    )
    assert body <= 45


def test_targets_are_large_enough(page: Page) -> None:
    small: list[str] = page.evaluate(
        f"""selector => {{
          {SHOWN}
          return [...document.querySelectorAll(selector)].filter(node => shown(node) &&
            !skipped(node)).filter(node => {{
              const box = node.getBoundingClientRect();
              return box.height < 24 || box.width < 24;
            }}).map(node => node.outerHTML.slice(0, 120));
        }}""",
        TARGETS,
    )
    assert small == []


def test_the_page_in_hand_is_marked_among_the_pages(page: Page) -> None:
    if page.locator(".cb-paging").count():
        current = page.locator(".cb-paging [aria-current=page]")
        assert current.count() == 1
        assert current.get_attribute("aria-label") == f"第 {current.inner_text()} 页"
    assert page.locator(".cb-paging").count() == page.locator("nav.cb-paging[aria-label]").count()


def test_the_keyboard_reaches_everything_and_the_eye_follows(page: Page) -> None:
    page.evaluate(NUMBER)
    expected: list[str] = page.evaluate(STOPS)
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    reached: list[str] = []
    for _ in range(len(expected) + 40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused["stop"] in reached:
            break
        assert focused["seen"], focused["what"]
        reached.append(focused["stop"])
    assert [stop for stop in expected if stop not in reached] == []
    assert [stop for stop in reached if stop in expected] == expected


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_the_screen(
    width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for kind in KINDS:
            page.goto(_address(request, kind))
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
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for kind in KINDS:
            page.goto(_address(request, kind))
            page.evaluate(
                # An address that differs in its fragment alone is not loaded anew.
                "const root = document.documentElement; root.style.fontSize = '';"
                "root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`"
            )
            assert _overflow(page) == 0, kind
            box = page.locator(".cb-box input").bounding_box()
            assert box, kind
            assert box["width"] >= 200, kind


def test_the_box_has_its_own_row_on_a_phone(browser: Browser, public_url: str) -> None:
    # A screen of 1280 pixels at 200 % is one of 640.
    for width in (320, 360, 640):
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            page.goto(f"{public_url}library/")
            form = page.locator(".cb-box").bounding_box()
            name = page.locator(".md-header__topic").first
            assert form
            assert form["width"] > 0.9 * (width - 20)
            assert name.evaluate("node => node.scrollWidth <= node.clientWidth")
            assert name.evaluate("node => node.getBoundingClientRect().bottom") <= form["y"]


def _overflow(page: Page) -> int:
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "missing"])
def test_the_first_stop_leads_past_the_navigation(
    kind: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(_address(request, kind))
        if kind in ASKED:
            page.wait_for_selector(".cb-search-parts[aria-busy=false]")
        asked, shown = page.url, page.locator(".cb-entry-title").all_inner_texts()
        page.keyboard.press("Tab")
        skip = page.locator(".md-skip:focus")
        assert skip.count() == 1
        target = (skip.get_attribute("href") or "").removeprefix("#")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("id => document.getElementById(id).tagName", target) == "H1"
        if page.locator("h1 ~ * a, h1 ~ a").count():
            assert page.evaluate(
                "id => !!(document.getElementById(id).compareDocumentPosition("
                "document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)",
                target,
            )
        if kind in ASKED:
            assert page.url == asked
            assert page.locator(".cb-search-parts[aria-busy=false]").count() == 1
            assert page.locator(".cb-entry-title").all_inner_texts() == shown


def test_a_wide_table_scrolls_in_its_box_by_keyboard(browser: Browser, many_url: str) -> None:
    for scripts in (True, False):
        with browser.new_context(
            viewport={"width": 360, "height": 800}, java_script_enabled=scripts
        ) as context:
            page = context.new_page()
            page.goto(f"{many_url}cases/2026-0001/")
            table = page.locator(".cb-table")
            assert table.get_attribute("aria-label")
            table.focus()
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(300)
            assert table.evaluate("node => node.scrollLeft") > 0
            assert _overflow(page) == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ASKED])
def test_everything_is_there_without_scripts(
    kind: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    texts = []
    for scripts in (True, False):
        with browser.new_context(
            viewport={"width": 360, "height": 800}, java_script_enabled=scripts
        ) as context:
            page = context.new_page()
            page.goto(_address(request, kind))
            texts.append(re.sub(r"\s+", " ", page.locator("article").inner_text()))
    assert texts[0] == texts[1]


def test_the_drawer_opens_without_scripts(browser: Browser, public_url: str) -> None:
    for scripts in (True, False):
        with browser.new_context(
            viewport={"width": 360, "height": 800}, java_script_enabled=scripts
        ) as context:
            page = context.new_page()
            page.goto(f"{public_url}cases/2025-0001/")
            link = page.locator(".md-nav--primary").get_by_role("link", name="单位")
            assert not link.is_visible()
            page.locator("label.md-header__button[for=__drawer]").click()
            link.click()
            assert page.url == f"{public_url}units/"


def test_the_library_leads_straight_to_its_cases(browser: Browser, public_url: str) -> None:
    with browser.new_context(
        viewport={"width": 360, "height": 800}, java_script_enabled=False
    ) as context:
        page = context.new_page()
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
        page.goto(_address(request, kind))
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


def test_no_page_asks_another_host(browser: Browser, public: Site, public_url: str) -> None:
    asked: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        for name, _ in public.pages():
            page.goto(public_url + name.removesuffix("index.html"))
            page.mouse.wheel(0, 20_000)
            page.wait_for_timeout(50)
    assert [one for one in asked if not one.startswith(public_url)] == []


TOLD: Final = {
    "2025-0001": "傍晚高峰平均排队时间 前值 42 后值 11 分钟 下降 74% 窗口叫号系统（2025-03-31）",
    "2026-0002": "开业检查中需要返工的店铺占比 前值 41% 后值 13% 下降 28 个百分点 "
    "踏勘与检查台账（2026-06-30）",
}


@pytest.mark.parametrize("case", TOLD)
def test_figures_are_told_in_words(case: str, public: Site) -> None:
    metric = public.page(f"cases/{case}/").css_first(".cb-metric")
    assert metric is not None
    for hidden in metric.css("[aria-hidden=true]"):
        hidden.decompose()
    assert re.sub(r"\s+", " ", metric.text()).strip() == TOLD[case]
