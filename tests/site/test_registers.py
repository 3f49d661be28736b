"""The pages of the registers on the finished site, and what of them the public never sees."""

from pathlib import Path

import pytest

from casebook.model.terms import Audience
from sites import Scratch, Site, Values, build_site, files

UNOFFICIAL = "示例，非正式文件"
SECTIONS = ("brands", "awards", "honours", "indicators", "standards", "targets")
# What must not stand in a byte of the public site; each stands in the internal one.
SECRETS = {
    "unit": "Zq7f31unit",
    "former name": "Zq7f31former",
    "branch": "Zq7f31branch",
    "feature": "Zq7f31feature",
    "brand": "Zq7f31brand",
    "award": "Zq7f31award",
    "document": "Zq7f31document",
    "standard": "Zq7f31standard",
    "item": "Zq7f31item",
    "target": "Zq7f31target",
    "opinion": "Zq7f31opinion",
    "title": "Zq7f31title",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """Both editions of a library whose registers hold open and hidden rows."""
    scratch = Scratch(tmp_path_factory.mktemp("registers") / "library")
    _write_registers(scratch)
    names: Values = {
        "unit": "shut",
        "branch": "b-shut",
        "brand": "n-shut",
        "standards": ["a1", "z1"],
    }
    scratch.case("2025-0001", **names, recommendation={"by": "甲", "opinion": SECRETS["opinion"]})
    scratch.case("2025-0002", title=SECRETS["title"], audience="intranet")
    scratch.case("2025-0003", unit="open", supersedes=["2025-0001", "2025-0002"])
    public = build_site(scratch.root, scratch.root / "site")
    return public, build_site(scratch.root, scratch.root / "site-inner", Audience.INTRANET)


def _write_registers(scratch: Scratch) -> None:
    inner = {"audience": "intranet"}
    former = [{"name": SECRETS["former name"], "until": "2020-01-01"}]
    document = {"document": SECRETS["document"]}
    shut = {"id": "shut", "name": SECRETS["unit"], "former_names": former, **inner}
    b_shut = {"id": "b-shut", "name": SECRETS["branch"], "feature": SECRETS["feature"]}
    n_shut = {"id": "n-shut", "name": SECRETS["brand"], "type": "service"}
    n_open = {"id": "n-open", "name": "乙牌", "unit": "open", "type": "service"}
    grades = [{"name": "一等", "cases": ["2025-0002", "2025-0003"]}]
    part = {"name": "一部", "items": [{"id": "a1", "name": "条目甲"}]}
    other = {"name": "二部", "items": [{"id": "z1", "name": SECRETS["item"]}]}
    given = {"year": 2025, "by": "甲单位", "grades": grades}
    title = {"title": "strong-branch", "year": 2025}
    registers: dict[str, list[Values]] = {
        "units": [{"id": "open", "name": "甲单位"}, shut],
        "branches": [
            {"id": "b-open", "name": "乙支部", "unit": "open"},
            {**b_shut, "unit": "shut"},
        ],
        "brands": [n_open, {**n_shut, "unit": "shut"}],
        "awards": [
            {"id": "a-open", "name": "公开表彰", **given},
            {"id": "a-shut", "name": SECRETS["award"], **given, **inner},
        ],
        "honours": [
            {**title, "branch": "b-open"},
            {**title, **document, "branch": "b-shut"},
            {**title, **document, "unit": "shut"},
        ],
        "standards": [
            {"id": "s-open", "name": "公开标准", "parts": [part]},
            {"id": "s-shut", "name": SECRETS["standard"], "parts": [other], **inner},
        ],
        "targets": [
            {"id": "t-open", "name": "公开目标", "number": 3, "counts": "cases"},
            {"id": "t-shut", "name": SECRETS["target"], "number": 3, **inner},
        ],
    }
    for name, rows in registers.items():
        scratch.register(f"registry/{name}.yml", name, rows)


def test_no_hidden_row_shows_in_the_public_site(planted: tuple[Site, Site]) -> None:
    public, within = planted
    assert not public.loaded.has_errors
    for name, secret in SECRETS.items():
        found = [path for path, data in files(public.folder).items() if secret.encode() in data]
        assert found == [], name
        assert any(secret.encode() in data for data in files(within.folder).values()), name


def test_no_address_names_a_hidden_row(planted: tuple[Site, Site]) -> None:
    public, within = planted
    for path in ("units/shut", "brands/n-shut", "awards/a-shut", "standards/z1", "cases/2025-0002"):
        assert not (public.folder / path).exists(), path
        assert (within.folder / path / "index.html").is_file(), path
    for path, data in files(public.folder).items():
        # The help has examples of its own, with numbers that any library may have.
        if path.startswith("help/"):
            continue
        for key in (b"2025-0002", b"b-shut", b"n-shut", b"a-shut", b"s-shut"):
            assert key not in data, path


def test_the_award_of_a_hidden_case_lists_the_others(planted: tuple[Site, Site]) -> None:
    for site, count in zip(planted, (1, 2), strict=True):
        assert len(site.page("awards/a-open").css(".cb-entry")) == count


def test_a_target_counts_what_its_reader_can_see(planted: tuple[Site, Site]) -> None:
    for site, count in zip(planted, ("2", "3"), strict=True):
        cells = site.page("targets").css(".cb-register tbody td a")
        assert [cell.text(strip=True) for cell in cells] == [count]


def test_every_page_that_shows_an_invented_text_says_so(public: Site) -> None:
    library = public.loaded.library
    texts = [one.name for one in library.indicators.values()]
    texts += [item.name for item in library.items.values()]
    checked = 0
    for path, page in public.pages():
        content = page.css_first("article")
        shown = content.text() if content else ""
        if any(text in shown for text in texts):
            checked += 1
            assert UNOFFICIAL in shown, path
    assert checked > len(texts)


def test_a_case_leads_to_its_registers_and_back(public: Site) -> None:
    case = public.page("cases/2025-0014")
    links = {node.attributes.get("href") for node in case.css("article a")}
    registers = ("brands/water-line", "awards/double-ten-2025", "indicators/i13", "standards/s7")
    assert {f"../../{name}/" for name in registers} <= links
    for name in registers:
        back = {node.attributes.get("href") for node in public.page(name).css(".cb-entry a")}
        assert "../../cases/2025-0014/" in back, name


def test_a_unit_shows_what_the_registers_say_of_it(public: Site) -> None:
    bureau = public.page("units/service-bureau").css_first("article")
    assert bureau is not None
    text = bureau.text()
    for words in (
        "曾用名：榆汀市办事服务中心管理办公室",
        "一件事，两个人会",
        "模范机关建设先进典型",
    ):
        assert words in text, words
    hall = public.page("units/service-hall").css_first("article")
    assert hall is not None
    assert "您慢慢来，我们还在" in hall.text()


@pytest.mark.parametrize("section", SECTIONS)
def test_the_tab_of_the_registers_is_marked(section: str, public: Site) -> None:
    active = public.page(section).css(".md-tabs__item--active")
    assert [node.text(strip=True) for node in active] == ["创建与表彰"]
    here = public.page(section).css_first(".cb-siblings [aria-current]")
    assert here is not None
    assert here.attributes["href"] == "./"


def test_there_are_no_more_than_seven_tabs(public: Site) -> None:
    assert len(public.page("").css(".md-tabs__item")) <= 7


def test_an_empty_register_has_a_page_only_where_somebody_wrote_one(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", unit=None)
    scratch.register("registry/units.yml", "units", [{"id": "open", "name": "甲单位"}])
    (scratch.root / "content/awards.md").unlink()
    nav = scratch.root / "mkdocs.yml"
    text = nav.read_text(encoding="utf-8").replace("      - 表彰: awards.md\n", "")
    nav.write_text(text, encoding="utf-8")
    site = build_site(scratch.root, scratch.root / "site")
    assert not (site.folder / "awards").exists()
    assert "这里还没有登记" in (site.folder / "brands/index.html").read_text(encoding="utf-8")
