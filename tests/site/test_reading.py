"""Pages as a reader meets them: their words, their looks, and the way through them by keyboard."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from reading import ASKED, KINDS, open_kind, screen
from sites import Site

pytestmark = pytest.mark.browser
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
    with screen(browser, width) as page:
        open_kind(page, kind, request)
        yield page


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


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "missing"])
def test_the_first_stop_leads_past_the_navigation(
    kind: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with screen(browser, 1280) as page:
        open_kind(page, kind, request)
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
