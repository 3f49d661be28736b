"""Search as a reader uses it, in a real browser over the sample library."""

import json
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.model.terms import Audience
from shared import real
from sites import Scratch, Site, build_site, served

pytestmark = pytest.mark.browser
CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        assert errors == []


def search(page: Page, url: str, fragment: str) -> None:
    page.goto("about:blank")
    page.goto(f"{url}search/#{fragment}")
    done = page.locator(".cb-search-parts[aria-busy=false], #cb-search > [role=alert]")
    expect(done).to_have_count(1, timeout=20_000)


def shown(page: Page) -> list[str]:
    """The numbers of the results, from the addresses to which they lead."""
    links = page.locator(".cb-entry-title a").all()
    addresses = [link.get_attribute("href") or "" for link in links]
    return [one.rstrip("/").rpartition("/")[2] for one in addresses]


def total(page: Page) -> str:
    return page.locator("#cb-search [role=status]").inner_text()


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


def test_an_empty_result_helps_on(page: Page, public_url: str) -> None:
    search(page, public_url, "q=zzzz鼂")
    assert total(page) == "没有找到结果"
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
    def answer(route) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 (the browser's own)
        got = route.fetch()
        route.fulfill(response=got, headers={**got.headers, "content-security-policy": CSP})

    page.route("**/*", answer)
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


def test_an_internal_case_is_in_no_public_index(public: Site, intranet: Site) -> None:
    def records(site: Site) -> set[str]:
        folder = site.folder / "search/records"
        return {
            key
            for path in folder.rglob("*.bin")
            for key in json.loads(zlib.decompress(path.read_bytes()))
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
        plain = "".join(
            zlib.decompress(one.read_bytes()).decode("utf-8", "replace") for one in paths
        )
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
