"""Mentions such as `[[2025-0007]]` in cases and in hand-written pages, for both audiences."""

from dataclasses import dataclass

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook.model.terms import Audience
from sites import Scratch, Site, build_site, files

BODY = """
甲[[2025-0002]]、乙[[2025-0003|从前的办法]]、丙[[2025-0004]]、丁[[2025-0005]]。

单位[[unit:open]]、[[unit:shut]]，品牌[[brand:lamp]]，专题[[term:service]]，批次[[batch:2025-1]]。

`[[2025-0002]]`，无此案例[[2025-0099]]，写错了[[夜校]]。
"""
PAGE = """# 关于

见[[2025-0002]]和[[2025-0004]]，**又见[[2025-0002|这一个]]**，没有[[unit:nowhere]]。

    [[2025-0002]]

`[[2025-0004]]` 与 \\[[2025-0002]]，[[1]](https://example.org/)。

| 表 | 里 |
|---|---|
| [[2025-0003\\|旧]] | [[2025-0005]] |
"""
HIDDEN = "只供内部的题目甲乙丙丁"
DANGEROUS = '题<b>*名*</b> [a](b) & "引"'


@dataclass(frozen=True, slots=True)
class Editions:
    """Both editions of one library."""

    public: Site
    intranet: Site


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    scratch = Scratch(tmp_path_factory.mktemp("mentions") / "library")
    units = [
        {"id": "open", "name": "甲单位"},
        {"id": "shut", "name": "不公开的乙单位名称", "audience": "intranet"},
    ]
    scratch.register("registry/units.yml", "units", units)
    brand = {"id": "lamp", "name": "一盏灯", "unit": "open", "type": "service"}
    scratch.register("registry/brands.yml", "brands", [brand])
    scratch.case("2025-0001", body=BODY)
    scratch.case("2025-0002", title=DANGEROUS, themes=["service"])
    scratch.case("2025-0003", state="retired")
    scratch.case("2025-0004", title=HIDDEN, audience="intranet")
    withdrawal = {"mode": "tombstone", "date": "2025-10-01"}
    scratch.case("2025-0005", state="withdrawn", withdrawal=withdrawal)
    (scratch.root / "content/about.md").write_text(PAGE, encoding="utf-8")
    return Editions(
        build_site(scratch.root, scratch.root / "site"),
        build_site(scratch.root, scratch.root / "site-intranet", Audience.INTRANET),
    )


def links(page: LexborHTMLParser, scope: str) -> dict[str, str | None]:
    """The words of every link in a part of a page, with the address."""
    return {node.text(): node.attributes.get("href") for node in page.css(f"{scope} a")}


def part(page: LexborHTMLParser, selector: str) -> LexborNode:
    node = page.css_first(selector)
    assert node is not None
    return node


def test_a_mention_shows_the_name_and_leads_there(editions: Editions) -> None:
    found = links(editions.public.page("cases/2025-0001"), ".cb-body")
    assert found[DANGEROUS] == "../2025-0002/"
    assert found["从前的办法"] == "../2025-0003/"
    assert found["甲单位"] == "../../units/open/"
    assert found["办事服务"] == "../../library/theme/service/"
    assert "../../batches/2025-1/" in found.values()


def test_what_is_past_is_told_beside_the_link(editions: Editions) -> None:
    text = part(editions.public.page("cases/2025-0001"), ".cb-body").text()
    assert "从前的办法（已退库）" in text
    assert "2025-0005（已撤下）" in text


def test_a_brand_without_a_page_is_its_name(editions: Editions) -> None:
    page = editions.public.page("cases/2025-0001")
    assert "品牌一盏灯" in part(page, ".cb-body").text()
    assert "一盏灯" not in links(page, ".cb-body")


def test_the_public_learns_nothing_of_a_hidden_target(editions: Editions) -> None:
    page = editions.public.page("cases/2025-0001")
    assert "丙2025-0004、" in part(page, ".cb-body").text()
    assert links(page, ".cb-body")["2025-0004"] is None
    for path, data in files(editions.public.folder).items():
        assert HIDDEN not in data.decode("utf-8", "ignore"), path
        assert "不公开的乙单位名称" not in data.decode("utf-8", "ignore"), path
    assert links(editions.intranet.page("cases/2025-0001"), ".cb-body")[HIDDEN] == "../2025-0004/"


def test_a_hidden_target_looks_like_an_unknown_one(editions: Editions) -> None:
    html = part(editions.public.page("cases/2025-0001"), ".cb-body").html or ""
    shape = [
        html[html.index(f">{key}<") - 60 : html.index(f">{key}<")].rpartition("<")[2]
        for key in ("2025-0004", "2025-0099")
    ]
    assert shape[0] == shape[1]


def test_code_and_what_is_no_mention_stay_as_written(editions: Editions) -> None:
    page = editions.public.page("cases/2025-0001")
    assert part(page, ".cb-body code").text() == "[[2025-0002]]"
    assert "写错了[[夜校]]" in part(page, ".cb-body").text()


def test_hand_written_pages_mention_alike(editions: Editions) -> None:
    page = editions.public.page("about")
    found = links(page, "article")
    assert found[DANGEROUS] == "../cases/2025-0002/"
    assert found["这一个"] == "../cases/2025-0002/"
    assert found["旧（已退库）"] == "../cases/2025-0003/"
    assert found["[1]"] == "https://example.org/"
    text = part(page, "article").text()
    assert "和2025-0004，" in text
    assert [node.text().strip() for node in page.css("article code")] == [
        "[[2025-0002]]",
        "[[2025-0004]]",
    ]
    assert "与 [[2025-0002]]" in text


def test_the_pages_are_told_what_is_wrong_with_them(editions: Editions) -> None:
    told = {
        (one.code, one.params["target"], one.at.path, one.at.line)
        for one in editions.public.built.findings
    }
    about = "content/about.md"
    assert told >= {("CB332", "2025-0004", about, 3), ("CB331", "unit:nowhere", about, 3)}
    own = {(one.code, one.params.get("target")) for one in editions.public.loaded.findings}
    assert own >= {
        ("CB331", "2025-0099"),
        ("CB331", "夜校"),
        ("CB332", "2025-0004"),
        ("CB332", "unit:shut"),
    }
