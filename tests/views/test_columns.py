"""Columns: the order of issues, what comes before and after, archives by year and month."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casebook.findings import Catalogue
from casebook.model.article import (
    Article,
    ArticleId,
    ArticleState,
    Column,
    ColumnId,
    Numbering,
    Rights,
)
from casebook.model.ids import CaseId
from casebook.model.issues import in_order
from casebook.model.library import Library
from casebook.model.terms import Audience
from casebook.render.markdown import body
from casebook.text.reading_time import HAN_A_MINUTE, WORDS_A_MINUTE, reading_time
from casebook.views.article_page import ArticleView, ColumnView
from casebook.views.columns import column_pages, column_stubs
from casebook.views.page import Page
from make import make_case, make_library

TALK = ColumnId("talk")


def make_article(number: str, **values: Any) -> Article:
    """A published article of a day of its own; any field may be given."""
    year, _, digits = number.partition("-")
    defaults: dict[str, Any] = {
        "title": f"文章{number}",
        "date": date(int(year), 3, int(digits)),
        "state": ArticleState.PUBLISHED,
        "rights": Rights.OWN,
        "audience": Audience.PUBLIC,
        "markdown": "正文。",
        "path": f"content/talk/{year}/{number}/index.md",
        **values,
    }
    return Article(id=ArticleId(f"talk/{number}"), **defaults)


def make_column_library(*articles: Article, **values: Any) -> Library:
    column = {"numbering": Numbering.CONTINUOUS, **values.pop("column", {})}
    return make_library(
        values.pop("cases", ()),
        columns={TALK: Column(id=TALK, name="甲专栏", formal=False, **column)},
        articles={one.id: one for one in articles},
        **values,
    )


def pages(library: Library, catalogue: Catalogue) -> dict[str, Page]:
    text = body("正文。", "", 1, {})
    made = column_pages(library, dict.fromkeys(library.articles, text), catalogue.phrase)
    return {page.url: page for page in made}


def neighbours(page: Page) -> tuple[str | None, str | None]:
    assert isinstance(page.view, ArticleView)
    one, other = page.view.previous, page.view.following
    return (one.id if one else None, other.id if other else None)


def test_gaps_and_duplicates_keep_one_order(catalogue: Catalogue) -> None:
    library = make_column_library(
        make_article("2025-0004", issue=7, date=date(2025, 7, 2)),
        make_article("2025-0003", issue=7, date=date(2025, 7, 1)),
        make_article("2025-0001", issue=2),
        make_article("2025-0002", date=date(2025, 12, 31)),
    )
    order = [one.number for one in in_order(library.articles.values(), library.columns[TALK])]
    assert order == ["2025-0002", "2025-0001", "2025-0003", "2025-0004"]
    made = pages(library, catalogue)
    assert neighbours(made["talk/2025-0001/"]) == ("talk/2025-0002", "talk/2025-0003")
    assert neighbours(made["talk/2025-0002/"]) == (None, "talk/2025-0001")
    assert neighbours(made["talk/2025-0004/"]) == ("talk/2025-0003", None)


def test_issues_may_begin_anew_each_year(catalogue: Catalogue) -> None:
    library = make_column_library(
        make_article("2026-0001", issue=1, date=date(2026, 1, 1)),
        make_article("2025-0001", issue=12, date=date(2025, 12, 31)),
        column={"numbering": Numbering.YEARLY},
    )
    made = pages(library, catalogue)
    assert neighbours(made["talk/2026-0001/"]) == ("talk/2025-0001", None)
    assert {"talk/year/2025/", "talk/year/2026/", "talk/month/2025-12/"} <= made.keys()
    assert "talk/month/2026-02/" not in made


def test_lists_are_paged_and_declare_what_they_show(catalogue: Catalogue) -> None:
    articles = [make_article(f"2025-{number:04}", issue=number) for number in range(1, 12)]
    library = make_column_library(*articles)
    made = pages(library, catalogue)
    assert {"talk/2/", "talk/3/", "talk/year/2025/3/"} <= made.keys()
    assert made["talk/3/"].depends == {"column:talk", "article:talk/2025-0001"}
    view = column_stubs(library)["talk"].view
    assert isinstance(view, ColumnView)
    assert [one.issue for one in view.listing.entries] == [11, 10, 9, 8, 7]


def test_an_article_page_depends_on_all_that_it_shows(catalogue: Catalogue) -> None:
    library = make_column_library(
        make_article("2025-0001", issue=1, cases=(CaseId("2025-0001"),), unit="hall"),
        make_article("2025-0002", issue=2),
        cases=[make_case()],
    )
    depends = pages(library, catalogue)["talk/2025-0001/"].depends
    shown = {"article:talk/2025-0001", "article:talk/2025-0002", "case:2025-0001", "unit:hall"}
    assert shown <= depends


@given(st.lists(st.tuples(st.integers(1, 5) | st.none(), st.dates(date(2024, 1, 1)))))
def test_every_article_has_one_place(rows: list[tuple[int | None, date]]) -> None:
    articles = [
        make_article(f"2025-{number:04}", issue=issue, date=day)
        for number, (issue, day) in enumerate(rows, start=1)
        if number <= len(rows) and number < 29
    ]
    library = make_column_library(*articles)
    there = in_order(library.articles.values(), library.columns[TALK])
    back = make_column_library(*reversed(articles))
    assert there == in_order(back.articles.values(), back.columns[TALK])
    assert {one.id for one in there} == {one.id for one in articles}


def test_reading_time_counts_both_scripts() -> None:
    assert reading_time("字" * HAN_A_MINUTE).minutes == 1
    assert reading_time("字" * (HAN_A_MINUTE + 1)).minutes == 2
    assert reading_time("word " * WORDS_A_MINUTE).minutes == 1
    half = "字" * (HAN_A_MINUTE // 2) + "word " * (WORDS_A_MINUTE // 2)
    assert reading_time(half).minutes == 1
    assert reading_time(half + "字" * 3 + "word ").minutes == 2
    assert reading_time("").minutes == 1
    assert reading_time("𠀀々〇，。1,326").han == 2


@given(st.text(), st.text())
def test_more_text_takes_no_less_time(one: str, other: str) -> None:
    assert reading_time(one + " " + other).minutes >= reading_time(one).minutes
