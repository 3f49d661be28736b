"""Old addresses: what once led to a case, an article or a unit leads there still."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.model.article import ArticleId
from casebook.model.former import former_ids, former_numbers
from casebook.model.ids import CaseId, UnitId
from casebook.model.library import Library
from casebook.views.articles import article_url
from casebook.views.page import UNITS, case_url


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address, and the page that took its place with its title."""

    url: str
    target: str
    title: str


def redirects(library: Library) -> Iterator[Redirect]:
    """One for every former number and id whose address is free, of what this audience sees."""
    for one in former_ids(library.cases.values()):
        if one.is_led:
            case = library.cases[CaseId(one.owner)]
            url = case_url(CaseId(one.name))
            yield Redirect(url, case_url(case.id), case.title or case.id)
    for one in former_numbers(library.articles):
        if one.is_led:
            article = library.articles[ArticleId(one.owner)]
            url = article_url(ArticleId(one.name))
            yield Redirect(url, article_url(article.id), article.title)
    for one in former_ids(library.units.values()):
        if one.is_led:
            unit = library.units[UnitId(one.owner)]
            yield Redirect(f"{UNITS}{one.name}/", f"{UNITS}{unit.id}/", unit.name)
