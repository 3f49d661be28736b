"""A case or an article as search sees it: its text by field, the values it is found by, its day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from casebook.model.article import Article, ArticleId
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.views.listing import day_of


@dataclass(frozen=True, slots=True)
class Weight:
    """What a word in a field counts, and how much a long field takes from it (BM25F's w and b)."""

    weight: float
    length: float


# Stands in a text between what was written and the particulars that every list shows.
HEAD: Final = "\f"
FIELDS: Final[Mapping[str, Weight]] = {
    "title": Weight(1.0, 0.75),
    "summary": Weight(1.5, 0.5),
    "unit": Weight(1.5, 0.0),
    "brand": Weight(2.0, 0.0),
    "terms": Weight(1.5, 0.0),
    "method": Weight(1.2, 0.6),
    "body": Weight(1.0, 0.75),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One case or article: `texts` in the order of FIELDS."""

    record: Case | Article
    texts: tuple[str, ...]
    day: date | None

    @property
    def reading(self) -> str:
        """All of it as one text: body and method card, then behind HEAD the rest."""
        *others, method, body = self.texts
        # The title is the first line of the body.
        return "\n".join((body.partition("\n")[2], method, HEAD, *others))


def documents(
    library: Library,
    bodies: Mapping[CaseId, Body],
    texts: Mapping[ArticleId, Body] = MappingProxyType({}),
) -> Iterator[Document]:
    """Every case, then every article that has a text, in the order of their numbers.

    The browser counts on it: it reads years, as the keys of an object, before all other names.
    """
    for case in library.cases.values():
        body = bodies.get(case.id)
        made = {
            "title": f"{case.title}\n{case.subtitle}",
            "summary": case.summary,
            "unit": _unit(case, library),
            "brand": _names(library.brands, [case.brand]),
            "terms": _terms(case, library),
            "method": _method(case),
            # The title is also a line of the text, as it is for whoever reads the page.
            "body": f"{case.title}\n{body.text}" if body else case.title,
        }
        if case.title:
            yield Document(record=case, texts=tuple(made.values()), day=day_of(case))
    for article in library.articles.values():
        yield _article(article, texts.get(article.id), library)


def _article(article: Article, body: Body | None, library: Library) -> Document:
    column = library.columns[article.column]
    series = (one.name for one in column.series if one.id == article.series)
    made = {
        "title": f"{article.title}\n{article.subtitle}",
        "summary": article.summary,
        "unit": _unit(article, library),
        "terms": "\n".join((column.name, *series, _names(library.themes, article.themes))),
        "body": f"{article.title}\n{body.text}" if body else article.title,
    }
    texts = tuple(made.get(name, "") for name in FIELDS)
    return Document(record=article, texts=texts, day=article.date)


def _unit(case: Case | Article, library: Library) -> str:
    unit = library.units.get(case.unit) if case.unit else None
    return f"{unit.name}\n{unit.short}" if unit else ""


def _terms(case: Case, library: Library) -> str:
    named = (
        (library.themes, case.themes),
        (library.scenes, case.scenes),
        (library.kinds, [case.kind]),
        (library.projects, [case.project]),
    )
    words = [_names(register, keys) for register, keys in named]
    return "\n".join((str(case.id), *words))


def _method(case: Case) -> str:
    method = case.method
    if method is None:
        return ""
    parts = (method.problem, *method.steps, *method.conditions, method.cost, *method.lessons)
    return "\n".join(parts)


def _names(register: Mapping[Any, Any], keys: Iterable[Any]) -> str:
    return "\n".join(register[key].name for key in keys if key in register)
