"""Every address on every page leads somewhere, and the stable ones stay where they are."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from sites import Site, parsed

BASE = "https://cases.example.org/"
_CSS_URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)""")
_LOADED = "[src], link[href]:not([rel~=canonical]), source[srcset], img[srcset], object[data]"


@pytest.fixture(params=["public", "intranet", "many"])
def site(request: pytest.FixtureRequest) -> Site:
    value = request.getfixturevalue(request.param)
    assert isinstance(value, Site)
    return value


def _addresses(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("[href], [src], [srcset]"):
        for name in ("href", "src"):
            if name in node.attributes:
                yield node.attributes[name] or ""
        for one in (node.attributes.get("srcset") or "").split(","):
            if one.strip():
                yield one.split()[0]


@cache
def _ids(path: Path) -> frozenset[str]:
    return frozenset(node.attributes["id"] or "" for node in parsed(path).css("[id]"))


def test_every_internal_link_leads_to_a_file_and_an_id(site: Site) -> None:
    dead = []
    for name, page in site.pages():
        here = BASE if name == "404.html" else BASE + name.removesuffix("index.html")
        for address in _addresses(page):
            parts = urlsplit(urljoin(here, address))
            if not address or parts.netloc != urlsplit(BASE).netloc:
                if not address or parts.scheme not in {"http", "https", "mailto", "tel"}:
                    dead.append((name, address))
                continue
            path = unquote(parts.path).lstrip("/")
            file = site.folder / (f"{path}index.html" if not path or path[-1] == "/" else path)
            fragment = unquote(parts.fragment)
            if not file.is_file() or (fragment and fragment not in _ids(file)):
                dead.append((name, address))
    assert dead == []


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    for name, page in site.pages():
        ids = [node.attributes["id"] or "" for node in page.css("[id]")]
        assert sorted(ids) == sorted(set(ids)), name


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    for name, page in site.pages():
        assert not page.css("base, iframe, frame, object, embed, meta[http-equiv]"), name
        for node in page.css(_LOADED):
            for attribute in ("src", "href", "srcset", "data"):
                assert "//" not in (node.attributes.get(attribute) or ""), name
        assert not page.css("[style], style"), name
    for path in site.folder.rglob("*.css"):
        for address in _CSS_URL.findall(path.read_text(encoding="utf-8")):
            target = posixpath.join(path.parent.as_posix(), address)
            assert "//" not in address, path.name
            assert Path(target).is_file(), path.name


def test_a_case_keeps_its_address(public: Site) -> None:
    heading = public.page("cases/2025-0001/").css_first("h1")
    assert heading is not None
    assert heading.text() == "夜间办事窗口"


def test_the_site_has_a_page_for_what_is_not_there(public: Site) -> None:
    heading = parsed(public.folder / "404.html").css_first("h1")
    assert heading is not None
    assert heading.text() == "没有找到这个页面"


def test_the_map_names_all_and_only_the_indexed_pages(site: Site) -> None:
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    named = [unquote(url.removeprefix(BASE)) for url in re.findall(r"<loc>(.*?)</loc>", text)]
    indexed = [
        name.removesuffix("index.html")
        for name, page in site.pages()
        if name != "404.html" and not page.css("meta[name=robots][content*=noindex]")
    ]
    assert sorted(named) == sorted(indexed)


def test_withdrawn_cases_and_results_are_kept_from_search_engines(public: Site) -> None:
    hidden = [name for name, page in public.pages() if page.css("meta[name=robots]")]
    withdrawn = ["cases/2025-0008/index.html", "cases/2026-0008/index.html"]
    assert hidden == [*withdrawn, "search/index.html"]


def test_nothing_leads_to_the_source_of_a_withdrawn_case(public: Site) -> None:
    assert public.page("cases/2025-0001/").css(".cb-edit a")
    assert not public.page("cases/2025-0008/").css(".cb-edit a")


def test_the_second_page_of_a_list_says_so(many: Site) -> None:
    heading = many.page("library/2/").css_first("h1")
    assert heading is not None
    assert heading.text() == "案例库（第 2 页）"


def test_units_nest_as_in_the_register(public: Site) -> None:
    tree = public.page("units/").css_first("ul.cb-tree")
    assert tree is not None
    below = tree.css_first("li > ul.cb-tree > li > a")
    assert below is not None
    assert below.text() == "榆汀市政务服务中心窗口党支部"


def test_a_long_list_of_values_opens_without_scripts(many: Site) -> None:
    facet = many.page("library/").css_first(".cb-facet-long")
    assert facet is not None
    assert len(facet.css("a")) == len(facet.css("details a")) + 12 == 40
