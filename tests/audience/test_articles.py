"""The gate of the columns: who may know an article, and of what it tells."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casebook.audience import gate
from casebook.model.article import Article, ArticleState, Rights
from casebook.model.case import Clearance, Withdrawal
from casebook.model.ids import CaseId
from casebook.model.terms import Audience, State, Trace
from casebook.publish.leaks import LeakScan
from make import TODAY, make_case
from views.test_columns import TALK, make_article, make_column_library

PUBLIC, INSIDE = Audience.PUBLIC, Audience.INTRANET


def seen(article: Article, audience: Audience = PUBLIC, **values: Any) -> Article | None:
    library = make_column_library(article, **values)
    return gate(library, audience).articles.get(article.id)


@pytest.mark.parametrize("state", list(ArticleState))
def test_what_is_not_out_is_seen_by_nobody(state: ArticleState) -> None:
    article = make_article("2025-0001", state=state)
    for audience in Audience:
        assert (seen(article, audience) is not None) == state.is_out


def test_an_article_appears_on_its_day() -> None:
    article = make_article("2025-0001", date=date(2026, 1, 1))
    assert seen(article, today=date(2025, 12, 31)) is None
    assert seen(article, INSIDE, today=date(2025, 12, 31)) is None
    assert seen(article, today=date(2026, 1, 1)) is not None


def test_an_internal_article_stays_inside() -> None:
    article = make_article("2025-0001", audience=INSIDE)
    assert seen(article) is None
    assert seen(article, INSIDE) is not None
    assert seen(make_article("2025-0001"), column={"audience": INSIDE}) is None


def test_without_a_right_or_a_day_nothing_is_shown() -> None:
    assert seen(make_article("2025-0001", rights=None)) is None
    assert seen(make_article("2025-0001", date=None)) is None


def test_a_formal_column_asks_for_a_review() -> None:
    article = make_article("2025-0001")
    library = make_column_library(article)
    formal = replace(library.columns[TALK], formal=True)
    library = replace(library, columns={TALK: formal})
    assert not gate(library, PUBLIC).articles
    assert gate(library, INSIDE).articles
    signed = replace(article, clearance=Clearance(by="甲室", date=TODAY, scope=PUBLIC))
    shown = gate(replace(library, articles={signed.id: signed}), PUBLIC).articles[signed.id]
    assert shown.clearance is None


def test_an_article_names_no_case_that_is_held_back() -> None:
    keys = tuple(CaseId(f"2025-000{number}") for number in range(1, 6))
    article = make_article("2025-0001", cases=keys)
    gone = {"state": State.WITHDRAWN}
    cases = [
        make_case(keys[0]),
        make_case(keys[1], audience=INSIDE),
        make_case(keys[2], **gone, withdrawal=Withdrawal(mode=Trace.NOTICE, date=TODAY)),
        make_case(keys[3], **gone, withdrawal=Withdrawal(mode=Trace.TOMBSTONE, date=TODAY)),
        make_case(keys[4], **gone, withdrawal=Withdrawal(mode=Trace.GONE, date=TODAY)),
    ]
    shown = seen(article, cases=cases)
    assert shown is not None
    assert shown.cases == (keys[0], keys[2])
    inside = seen(article, INSIDE, cases=cases)
    assert inside is not None
    assert inside.cases == keys[:3]


def test_what_may_not_be_reprinted_is_not_there_and_is_looked_for() -> None:
    line = "这一段全文没有取得转载授权，只能留在投稿文件里。"
    article = make_article("2025-0001", rights=Rights.LINK, markdown=line, title="甲" * 9)
    library = make_column_library(article)
    gated = gate(library, PUBLIC)
    assert gated.articles[article.id].markdown == ""
    scan = LeakScan(library, gated, "")
    assert list(scan.findings("a/index.html", line.encode()))
    assert not list(scan.findings("a/index.html", article.title.encode()))


def test_a_hidden_article_is_looked_for_in_every_file() -> None:
    article = make_article("2025-0001", date=date(2026, 12, 1), title="还没有到日子的一篇文章")
    library = make_column_library(article)
    scan = LeakScan(library, gate(library, PUBLIC), "")
    assert [one.params["target"] for one in scan.findings("x", article.title.encode())] == [
        article.path
    ]
