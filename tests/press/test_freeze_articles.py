"""Articles of a frozen yearbook: later changes are told on their page and on that of the book."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from casebook import app
from casebook.findings import Catalogue
from casebook.model.article import ArticleId
from casebook.model.body import Texts
from casebook.model.ids import VolumeId
from casebook.model.terms import Audience
from casebook.source.frozen import read_frozen
from casebook.views.since import Since, frozen_views, since
from sites import ROOT, TODAY, Scratch, run

FIRST, SECOND = ArticleId("vanguard/2025-0001"), ArticleId("vanguard/2025-0002")
BODY = "## 一、晚上的窗口\n\n来的人多。\n\n## 二、早上的窗口\n\n来的人少。"
CARD = "editions/y-1.json"


def write(scratch: Scratch, text: str = BODY, **values: Any) -> None:
    scratch.article("2025-0001", text, **{"date": "2025-10-15", "unit": "archives", **values})


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory, fonts: object) -> Path:
    """A library with a yearbook of two articles and one case, frozen once."""
    del fonts  # skips where there are none
    scratch = Scratch(tmp_path_factory.mktemp("freeze") / "library")
    write(scratch)
    scratch.article("2025-0002", date="2025-11-15", link="https://example.org/2", rights="link")
    scratch.case("2025-0001")
    (scratch.root / "site_config/volumes").mkdir()
    (scratch.root / "site_config/volumes/y.yml").write_text(
        "name: 合订本\nselect: {years: [2025], columns: [{column: vanguard, years: [2025]}]}\n"
        "imprint: {by: 甲室, date: 2026-10-30}\n",
        encoding="utf-8",
    )
    said = run(
        "casebook", "freeze", "y", "--fonts", str(ROOT / ".casebook/fonts"), cwd=scratch.root
    )
    assert "共 3 篇" in said
    return scratch.root


@pytest.fixture
def later(frozen: Path, tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path / "later")
    shutil.copytree(frozen, scratch.root, dirs_exist_ok=True)
    return scratch


def card(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / CARD).read_text("utf-8"))
    return found


def told(scratch: Scratch, catalogue: Catalogue, key: ArticleId = FIRST) -> Since:
    edition = app.edition(app.load(scratch.root, TODAY, catalogue))
    body = edition.article_bodies.get(key)
    (one,) = since(edition.library.articles[key], body, edition.library)
    return one


def corrected(
    scratch: Scratch, catalogue: Catalogue, audience: Audience = Audience.PUBLIC
) -> Mapping[str, tuple[str, ...]]:
    edition = app.edition(app.load(scratch.root, TODAY, catalogue), audience)
    texts = Texts(edition.bodies, edition.article_bodies)
    (view,) = frozen_views(edition.library.volumes[VolumeId("y")], edition.library, texts)
    return {one.record.id: one.parts for one in view.corrections}


@pytest.mark.parametrize("audience", Audience)
def test_nothing_has_changed_at_first(
    later: Scratch, catalogue: Catalogue, audience: Audience
) -> None:
    assert set(card(later.root)["articles"]) == {FIRST, SECOND}
    assert corrected(later, catalogue, audience) == {}
    for key in (FIRST, SECOND):
        assert told(later, catalogue, key).parts == ()


def test_a_card_holds_no_text_of_an_article(frozen: Path) -> None:
    told = json.dumps(card(frozen)["articles"], ensure_ascii=False)
    assert "section:一、晚上的窗口" in told
    assert "来的人" not in told


def test_a_changed_article_joins_the_errata(later: Scratch, catalogue: Catalogue) -> None:
    errata = [{"date": "2026-09-30", "note": "改正人数"}]
    write(later, BODY.replace("来的人多", "来的人很多"), title="改过的题目", errata=errata)
    one = told(later, catalogue)
    assert one.parts == ("title", "section:一、晚上的窗口")
    assert [erratum.note for erratum in one.errata] == ["改正人数"]
    assert corrected(later, catalogue) == {FIRST: ("title", "section:一、晚上的窗口")}


def test_a_text_that_may_be_shown_no_longer_is_told_without_its_words(
    later: Scratch, catalogue: Catalogue
) -> None:
    write(later, rights="link", link="https://example.org/1")
    assert corrected(later, catalogue) == {FIRST: ("link", "removed")}


@pytest.mark.parametrize("values", [{"audience": "intranet"}, {"state": "signing"}])
def test_no_edition_tells_of_an_article_that_was_taken_back(
    later: Scratch, catalogue: Catalogue, values: dict[str, str]
) -> None:
    write(later, title="改过的题目", **values)
    assert corrected(later, catalogue) == {}


def test_cards_of_cases_alone_are_read_as_they_are(later: Scratch, catalogue: Catalogue) -> None:
    told = card(later.root)
    del told["articles"]
    (later.root / CARD).write_text(json.dumps(told), "utf-8")
    (one,), findings = read_frozen(later.root)
    assert findings == ()
    assert list(one.parts) == ["2025-0001"]
    write(later, title="改过的题目")
    assert corrected(later, catalogue) == {}


@pytest.mark.parametrize(
    "key", ["vanguard", "cases/2025-0001", "../vanguard/2025-0001", "Ａ/2025-0001"]
)
def test_a_card_with_another_key_is_not_read(later: Scratch, key: str) -> None:
    told = card(later.root)
    told["articles"] = {key: told["articles"][FIRST]}
    (later.root / CARD).write_text(json.dumps(told), "utf-8")
    frozen, findings = read_frozen(later.root)
    assert frozen == ()
    assert [one.code for one in findings] == ["CB922"]


def test_pages_say_so(later: Scratch, tmp_path: Path) -> None:
    write(later, BODY.replace("来的人多", "来的人很多"), title="改过的题目", unit="service-hall")
    run("casebook", "build", "--output", str(tmp_path / "site"), cwd=later.root)
    article = (tmp_path / f"site/{FIRST}/index.html").read_text("utf-8")
    assert "合订本（2026-09-21定稿）：有改动的是题目、单位、“一、晚上的窗口”。" in article.replace(
        "\n", ""
    )
    volume = (tmp_path / "site/volumes/y/index.html").read_text("utf-8")
    assert '<a href="../../vanguard/2025-0001/">改过的题目</a>　有改动的是题目、' in volume
    other = (tmp_path / f"site/{SECOND}/index.html").read_text("utf-8")
    assert "合订本（2026-09-21定稿）：没有改动。" in other
