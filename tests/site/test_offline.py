"""An offline copy as somebody opens it from a stick: by file://, without any server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from search_page import search, shown, total, wait, with_strict_policy
from sites import Scratch, Site, build_site, served

RESULTS = "search/index.html"
# Written for whatever address was not found, so its own addresses begin at the top of a server.
MISSING = "404.html"


@pytest.fixture(scope="module")
def url(offline: Site) -> str:
    return f"{offline.folder.as_uri()}/"


def _links(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("[href], [src], [action]"):
        for name in ("href", "src", "action"):
            yield node.attributes.get(name) or ""


def test_every_link_leads_to_a_file(offline: Site) -> None:
    dead = []
    for name, page in offline.pages():
        for address in _links(page) if name != MISSING else ():
            parts = urlsplit(urljoin(f"{offline.folder.as_uri()}/{name}", address))
            if parts.scheme == "file" and not Path(unquote(parts.path)).is_file():
                dead.append((name, address))
    assert dead == []


def test_it_has_the_pages_of_the_site_and_no_other(offline: Site, public: Site) -> None:
    def pages(site: Site) -> list[str]:
        return [name for name, _ in site.pages()]

    assert pages(offline) == pages(public)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_reader_finds_a_case(browser: Browser, url: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 780}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{url}index.html")
        page.keyboard.press("/")
        page.keyboard.type("夜間辦")
        expect(page.locator(".cb-box-list li").first).to_contain_text("夜间办事窗口")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}{RESULTS}#*")
        wait(page)
        assert shown(page)[0] == "2025-0001"
        page.locator(".cb-entry-title a").first.click()
        page.wait_for_url(f"{url}cases/2025-0001/index.html")
        page.locator(".md-tabs__link", has_text="单位").click()
        page.wait_for_url(f"{url}units/index.html")
        assert [one for one in asked if not one.startswith(url)] == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "asked", ["q=yejianbanshi", "q=窗口 单位:政务服务中心", "q=“排队” -夜间", "q=义工&sort=date"]
)
def test_it_finds_what_the_site_finds(page: Page, url: str, public_url: str, asked: str) -> None:
    def read(at: str, name: str) -> list[str]:
        search(page, at, asked, name)
        facets = page.locator(".cb-filter label").all_text_contents()
        return [total(page), *shown(page), *facets]

    assert read(url, RESULTS) == read(public_url, "search/")


@pytest.mark.browser
def test_words_of_the_text_are_shown_where_they_stand(page: Page, url: str) -> None:
    search(page, url, "q=排队", RESULTS)
    expect(page.locator(".cb-search .cb-snippet mark").first).to_have_text("排队")


@pytest.mark.browser
def test_a_suggested_name_leads_to_its_page(page: Page, url: str) -> None:
    page.goto(f"{url}about/index.html")
    page.keyboard.press("/")
    page.keyboard.type("dengxia")
    expect(page.locator(".cb-box-list li").first).to_contain_text("灯下窗口")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}brands/lamp-desk/index.html")


@pytest.mark.browser
@pytest.mark.parametrize("how", ["missing", "damaged", "cut"])
def test_a_part_that_cannot_be_read_is_told(
    browser: Browser, offline: Site, tmp_path: Path, how: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(offline.folder, site)
    terms = sorted((site / "search/terms").iterdir())[::2]
    spoiled = [*(site / "search/records").glob("2025-0*"), *terms]
    for path in spoiled:
        if how == "missing":
            path.unlink()
        else:
            data = path.read_bytes()
            path.write_bytes(data[:60] if how == "cut" else data.replace(b"e", b"f"))
    with browser.new_context() as context:
        page = context.new_page()
        search(page, f"{site.as_uri()}/", "q=窗口办事排队", RESULTS)
        expect(page.locator(".cb-search-damaged")).to_be_visible(timeout=20_000)
        assert shown(page)


@pytest.mark.browser
def test_without_scripts_the_box_leads_to_the_lists(browser: Browser, url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{url}{RESULTS}")
        page.locator("#cb-box-input").fill("窗口")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}library/index.html*")


@pytest.mark.browser
def test_a_server_with_a_strict_policy_may_show_it_too(page: Page, offline: Site) -> None:
    with served(offline.folder) as address:
        with_strict_policy(page)
        search(page, address, "q=窗口")
        assert shown(page)
        page.unroute_all(behavior="wait")


def test_internal_words_are_in_no_file_of_a_public_copy(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", "窗口延长办理时间。", remarks="谶纬鼗鼓之言")
    scratch.case("2025-0002", "鼗鼓另有所指。", audience="intranet")
    site = build_site(scratch.root, tmp_path / "site", offline=True)
    assert [path.name for path in (site.folder / "search/texts").iterdir()] == ["2025-0001.js"]


def test_one_folder_may_become_an_offline_copy_and_a_site_again(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001")

    def page(*, offline: bool) -> bytes:
        site = build_site(scratch.root, tmp_path / "site", offline=offline)
        return (site.folder / "cases/2025-0001/index.html").read_bytes()

    before = page(offline=False)
    assert b"units/index.html" in page(offline=True)
    assert page(offline=False) == before
