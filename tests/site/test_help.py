"""The help pages of a whole site: there, reachable, inert, and the same for everybody."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from casebook.cli.init import STARTER
from casebook.findings import CODES
from casebook.source.help import read_examples
from sites import ROOT, Scratch, Site, build_site

NAMES = ("submit", "review", "read", "codes", "fields")


def _text(page: LexborHTMLParser) -> str:
    article = page.css_first("article")
    assert article is not None
    return article.text()


def test_every_code_has_its_page_and_the_list_leads_there(public: Site) -> None:
    listed = [
        (node.attributes["href"] or "").strip("./")
        for node in public.page("help/codes/").css(".cb-codes a")
    ]
    assert listed == list(CODES)
    for code in CODES:
        heading = public.page(f"help/{code}/").css_first("h1")
        assert heading is not None
        assert heading.text().startswith(code)


def test_help_is_one_tab_marked_on_each_of_its_pages(public: Site) -> None:
    for url in ("help/", "help/CB003/", *(f"help/{name}/" for name in NAMES)):
        active = public.page(url).css(".md-tabs__item--active")
        assert [node.text().strip() for node in active] == ["帮助"], url


def test_an_example_shows_its_lines_with_their_numbers(public: Site) -> None:
    page = public.page("help/CB003/")
    wrong, right = page.css(".cb-lines")
    told = [(node.attributes["value"], node.text().strip()) for node in wrong.css(".cb-telling")]
    assert told == [
        ("2", "要紧的一行：title：夜校办在收工后"),
        ("3", "要紧的一行：date：⟦U+3000⟧2025-05-06"),
    ]
    assert "title: 夜校办在收工后" in right.text()


def test_hostile_examples_are_inert(public: Site) -> None:
    assert '<div align="center">' in _text(public.page("help/CB201/"))
    for code in ("CB201", "CB202"):
        page = public.page(f"help/{code}/")
        assert not page.css("article [align], article script, article br")
        assert not [
            node
            for node in page.css("article a")
            if not (node.attributes["href"] or "").startswith((".", "#"))
        ]
    assert "javascript:alert(1)" in _text(public.page("help/CB202/"))


def test_the_calls_of_the_library_mark_the_fields(public: Site) -> None:
    text = _text(public.page("help/fields/"))
    assert "以下征集必填：2026年度典型案例征集（示例）" in text
    assert "仅内部" in text


def test_both_editions_have_the_same_help(public: Site, intranet: Site) -> None:
    for url in ("help/CB216/", *(f"help/{name}/" for name in NAMES)):
        assert _text(public.page(url)) == _text(intranet.page(url))


def test_a_library_without_help_pages_of_its_own_has_them(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    for path in (scratch.root / "content/help").iterdir():
        path.unlink()
    config = scratch.root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text[: text.index("  - 帮助:")], encoding="utf-8")
    scratch.case("2025-0001")
    site = build_site(scratch.root, tmp_path / "site")
    for name in NAMES:
        heading = site.page(f"help/{name}/").css_first("h1")
        assert heading is not None
        assert heading.text()
    assert "怎样投稿" in _text(site.page("help/"))


def test_a_remedy_copied_into_a_remark_is_no_leak(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    example = read_examples()["CB003"].wrong[0].lines[-1].text
    remarks = ["请删去它；从网页或聊天软件粘贴时请先粘贴成纯文本", example]
    scratch.case("2025-0001", remarks=remarks)
    assert build_site(scratch.root, tmp_path / "site").built.cases == 1


@pytest.mark.parametrize("name", ["index", *NAMES])
def test_the_starter_has_the_help_pages_of_the_sample(name: str) -> None:
    path = Path("content/help") / f"{name}.md"
    assert (STARTER / path).read_bytes() == (ROOT / path).read_bytes()
    for root in (STARTER, ROOT):
        assert f": help/{name}.md\n" in (root / "mkdocs.yml").read_text(encoding="utf-8")
