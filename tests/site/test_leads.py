"""Where a case page leads: old addresses, corrections, the case that took its place."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborNode

from casebook.model.terms import Audience
from sites import Scratch, Site, build_site, files, parsed

TITLE = '甲&乙 <b>"{url}"</b>'
FORM = "https://git.example.org/new?title={id}%20{title}&body={url}"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    made = Scratch(tmp_path_factory.mktemp("leads") / "library")
    units = [
        {"id": "open", "name": "甲单位", "former_ids": ["old-open", "shut"]},
        {
            "id": "shut",
            "name": "不公开的单位名称",
            "audience": "intranet",
            "former_ids": ["old-shut"],
        },
    ]
    made.register("registry/units.yml", "units", units)
    made.case(
        "2025-0001", title=TITLE, former_ids=["GL-2019.12", "../../x", "2025-0001.html", "旧库-17"]
    )
    made.case("2025-0002", state="retired", former_ids=["gl-2019.12"])
    made.case("2025-0003", supersedes=["2025-0002"], related=["2025-0002", "2025-0004"])
    made.case("2025-0004", audience="intranet", supersedes=["2025-0001"], former_ids=["HIDDEN-9"])
    notice = {"mode": "notice", "date": "2025-10-01", "reason": "数字有误"}
    made.case("2025-0005", state="withdrawn", withdrawal=notice, former_ids=["GL-5"])
    tombstone = {"mode": "tombstone", "date": "2025-10-01"}
    made.case("2025-0006", "不再公开", state="withdrawn", withdrawal=tombstone, former_ids=["GL-6"])
    site = made.root / "site_config/site.yml"
    lines = [
        line
        for line in site.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("corrections", "contact"))
    ]
    lines += [f'corrections: "{FORM}"', "contact: 编辑室 <000-5550100>"]
    site.write_text("\n".join(lines), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def public(scratch: Scratch) -> Site:
    return build_site(scratch.root, scratch.root / "site")


def one(site: Site, url: str, selector: str) -> LexborNode:
    node = site.page(url).css_first(selector)
    assert node is not None
    return node


def test_an_old_address_leads_to_the_new_page(public: Site) -> None:
    page = parsed(public.folder / "cases/GL-2019.12/index.html")
    head = page.html or ""
    assert 'content="0; url=../2025-0001/index.html"' in head
    assert 'rel="canonical" href="https://cases.example.org/cases/2025-0001/"' in head
    assert 'content="noindex"' in head
    assert "<script" not in head
    link = page.css_first("a")
    assert link is not None
    assert link.attributes["href"] == "../2025-0001/index.html"
    assert link.text() == TITLE


def test_units_keep_their_old_addresses(public: Site) -> None:
    assert "../open/index.html" in (public.folder / "units/old-open/index.html").read_text("utf-8")
    assert not (public.folder / "units/old-shut").exists()


def test_only_sound_and_free_addresses_are_made(public: Site) -> None:
    made = {path.parent.name for path in public.folder.glob("cases/*/index.html")}
    cases = {f"2025-000{number}" for number in (1, 2, 3, 5, 6)}
    assert made == {*cases, "旧库-17", "GL-2019.12", "GL-5", "GL-6"}
    told = {(one.code, one.params["value"]) for one in public.loaded.findings if one.code < "CB334"}
    assert told >= {("CB330", "../../x"), ("CB330", "2025-0001.html"), ("CB333", "gl-2019.12")}


def test_no_map_knows_an_old_address(public: Site) -> None:
    assert b"GL-" not in (public.folder / "sitemap.xml").read_bytes()


def test_a_tombstone_tells_no_title_at_its_old_address(public: Site) -> None:
    link = parsed(public.folder / "cases/GL-6/index.html").css_first("a")
    assert link is not None
    assert link.text() == "2025-0006"


def test_every_case_takes_corrections(public: Site) -> None:
    for number in (1, 2, 3, 5, 6):
        assert one(public, f"cases/2025-000{number}", ".cb-correction a")


def test_the_form_is_told_the_case_and_nothing_escapes(public: Site) -> None:
    link = one(public, "cases/2025-0001", ".cb-correction a").attributes["href"]
    assert link == (
        "https://git.example.org/new?title=2025-0001%20%E7%94%B2%26%E4%B9%99%20%3Cb%3E%22%7Burl%7D"
        "%22%3C%2Fb%3E&body=https%3A%2F%2Fcases.example.org%2Fcases%2F2025-0001%2F"
    )
    text = one(public, "cases/2025-0001", ".cb-copy").text()
    assert TITLE in text
    assert "https://cases.example.org/cases/2025-0001/" in text
    assert "<000-5550100>" in one(public, "cases/2025-0001", ".cb-contact").text()


def test_without_a_way_there_is_no_block(scratch: Scratch, tmp_path: Path) -> None:
    site = scratch.root / "site_config/site.yml"
    text = site.read_text(encoding="utf-8")
    kept = [one for one in text.splitlines() if not one.startswith(("corrections", "contact"))]
    try:
        site.write_text("\n".join(kept), encoding="utf-8")
        page = build_site(scratch.root, tmp_path / "site").page("cases/2025-0001")
    finally:
        site.write_text(text, encoding="utf-8")
    assert page.css_first(".cb-correction") is None


def test_a_retired_case_says_what_took_its_place(public: Site) -> None:
    banner = one(public, "cases/2025-0002", ".cb-banner")
    assert "已退库" in banner.text()
    link = banner.css_first("a")
    assert link is not None
    assert link.attributes["href"] == "../2025-0003/"


def test_a_hidden_case_takes_no_place_in_public(scratch: Scratch, public: Site) -> None:
    assert public.page("cases/2025-0001").css_first(".cb-banner") is None
    site = build_site(scratch.root, scratch.root / "site-intranet", Audience.INTRANET)
    assert site.page("cases/2025-0001").css_first(".cb-banner a") is not None


def test_what_is_past_is_said_in_words_wherever_it_is_named(public: Site) -> None:
    related = one(public, "cases/2025-0003", ".cb-after-text").text()
    assert related.count("已退库") == 2
    for path in ("library/index.html", "batches/2025-1/index.html", "index.html"):
        text = parsed(public.folder / path).html or ""
        assert "已退库" in text, path


def test_nothing_hidden_is_named(public: Site) -> None:
    for path, data in files(public.folder).items():
        assert b"HIDDEN-9" not in data, path
        assert "不公开的单位名称".encode() not in data, path
