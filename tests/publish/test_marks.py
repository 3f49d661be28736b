"""A page is looked at anew when a thing that it shows has changed, and only then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook import app
from casebook.model.article import ArticleId
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.move import Move
from casebook.model.terms import State
from casebook.publish.marks import Marks
from casebook.publish.tables import Means
from casebook.render.links import Target
from casebook.source.catalogue import read_catalogue
from publish.edits import BODIES, IDS, TITLES, write_article, write_case
from sites import Scratch

ONE, TWO = CaseId(IDS[0]), CaseId(IDS[1])
ARTICLE = ArticleId("vanguard/2026-0001")
NAMES = (f"case:{ONE}", f"moves:{ONE}", f"article:{ARTICLE}", "path:content/about.md", "mention:x")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> app.Edition:
    root = tmp_path_factory.mktemp("marks") / "library"
    Scratch(root)
    for number, title, text in zip(IDS, TITLES, BODIES, strict=False):
        write_case(number, title, text, "admitted")(root)
    write_article("2026-0001", TITLES[1], "讲[[2025-0001]]。")(root)
    return app.edition(app.load(root, date(2026, 11, 1), read_catalogue(), means=Means()))


def key(
    edition: app.Edition,
    library: Library,
    leads: Callable[[str], Target | None] = Target,
    version: bytes = b"",
) -> bytes:
    return Marks(library, edition.bodies, leads, version).key("cases/2025-0001/", NAMES)


def with_case(library: Library, case_id: CaseId, **values: object) -> Library:
    changed = replace(library.cases[case_id], **values)  # type: ignore[arg-type]  # any field
    return replace(library, cases={**library.cases, case_id: changed})


CHANGES: dict[str, Callable[[Library], Library]] = {
    "a field": lambda one: with_case(one, ONE, title="另题"),
    "a case that came": lambda one: replace(one, cases={TWO: one.cases[TWO]}),
    "a text that was taken down": lambda one: with_case(one, ONE, markdown=""),
    "a move": lambda one: replace(
        one, moves={**one.moves, ONE: (Move(date(2026, 1, 1), State.DUE),)}
    ),
    "an article": lambda one: replace(
        one, articles={ARTICLE: replace(one.articles[ARTICLE], title="另题")}
    ),
    "a register": lambda one: replace(one, units={}),
    "a setting": lambda one: replace(one, site=replace(one.site, contact="另")),
    "the day": lambda one: replace(one, today=date(2026, 11, 2)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_page_names_is_in_its_key(
    edition: app.Edition, change: Callable[[Library], Library]
) -> None:
    assert key(edition, change(edition.library)) != key(edition, edition.library)


def test_where_links_lead_and_what_surrounds_a_page_is_in_its_key(edition: app.Edition) -> None:
    library, before = edition.library, key(edition, edition.library)
    assert key(edition, library, lambda path: Target(path, name="甲")) != before
    assert key(edition, library, lambda path: None if "about" in path else Target(path)) != before
    assert key(edition, library, version=b"another") != before


def test_what_a_page_does_not_name_leaves_it_alone(edition: app.Edition) -> None:
    library = edition.library
    assert key(edition, with_case(library, TWO, title="另题")) == key(edition, library)


def test_the_source_of_a_text_is_in_its_key(edition: app.Edition, tmp_path: Path) -> None:
    root = tmp_path / "library"
    Scratch(root)
    for number, title, text in zip(IDS, TITLES, BODIES, strict=False):
        write_case(number, title, text + "又一句。", "admitted")(root)
    other = app.edition(app.load(root, date(2026, 11, 1), read_catalogue(), means=Means()))
    cases = {ONE: replace(other.library.cases[ONE], markdown=edition.library.cases[ONE].markdown)}
    library = replace(edition.library, cases={**edition.library.cases, **cases})
    assert key(other, library) != key(edition, edition.library)
