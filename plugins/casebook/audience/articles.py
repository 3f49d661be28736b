"""The gate of the columns: which articles an audience may know, and what of them."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from casebook.model.article import Article, ArticleId, Rights
from casebook.model.article_fields import ARTICLE
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.terms import Audience, State, Trace

_INTERNAL = frozenset(
    name for name, field in ARTICLE.items() if field.audience is Audience.INTRANET
)
_DEFAULTS: Mapping[str, Any] = {
    field.name: field.default for field in fields(Article) if field.default is not MISSING
}


def is_shown(article: Article, library: Library, audience: Audience) -> bool:
    """Whether an audience may know on the library's day that this article is there.

    It has to be published, its day to have come, and the public asks for a secrecy review where
    the column is formal.
    """
    column = library.columns.get(article.column)
    if column is None or not column.audience.reaches(audience):
        return False
    if not article.state.is_out or article.rights is None:
        return False
    if article.date is None or article.date > library.today:
        return False
    if article.clearance is not None:
        cleared = article.clearance.scope.reaches(audience)
    else:
        cleared = audience is Audience.INTRANET or not column.formal
    return cleared and article.audience.reaches(audience)


def reduced_article(article: Article, held: Library, audience: Audience) -> Article:
    """An article without internal fields, and without the name of anything that is not held."""
    hidden: dict[str, Any] = {}
    if not Audience.INTRANET.reaches(audience):
        hidden = {name: _DEFAULTS[name] for name in _INTERNAL}
    if article.unit is not None and article.unit not in held.units:
        hidden["unit"] = None
    hidden["cases"] = tuple(key for key in article.cases if _is_told(key, held))
    if article.rights is Rights.LINK:
        hidden |= {"markdown": "", "files": ()}
    return replace(article, **hidden)


def gated_articles(library: Library, held: Library, audience: Audience) -> dict[ArticleId, Article]:
    """The articles that an audience may know, naming only what is in the gated library `held`."""
    return {
        key: reduced_article(article, held, audience)
        for key, article in library.articles.items()
        if is_shown(article, library, audience)
    }


def _is_told(key: CaseId, held: Library) -> bool:
    """Whether an article may name a case: of one that keeps its number alone it would tell more."""
    case = held.cases.get(key)
    if case is None or case.state is not State.WITHDRAWN:
        return case is not None
    return case.withdrawal is not None and case.withdrawal.mode is Trace.NOTICE
