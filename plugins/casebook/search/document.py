"""A case or an article as search sees it: its text by field, the values it is found by, its day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
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


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A gated library with the bodies of its cases, and of its articles (`texts`)."""

    library: Library
    bodies: Mapping[CaseId, Body]
    texts: Mapping[ArticleId, Body] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """One case or article: `heads` are its texts in the order of FIELDS, but for the last.

    The last, its body, is fetched from `bodies` when it is asked for.
    """

    record: Case | Article
    heads: tuple[str, ...]
    day: date | None
    bodies: Mapping[Any, Body]

    @property
    def body(self) -> str:
        """The text, below the title, which is a line of it for whoever reads the page."""
        key = self.record.id
        return f"{self.record.title}\n{self.bodies[key].text if key in self.bodies else ''}"

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all fields, in the order of FIELDS."""
        return (*self.heads, self.body)

    @property
    def reading(self) -> str:
        """All of it as one text: body and method card, then behind HEAD the rest."""
        *others, method = self.heads
        # The title is the first line of the body.
        return "\n".join((self.body.partition("\n")[2], method, HEAD, *others))


def documents(collection: Collection) -> Iterator[Document]:
    """Every case that has a title, then every article."""
    library, bodies = collection.library, collection.bodies
    for case in library.cases.values():
        heads = (
            f"{case.title}\n{case.subtitle}",
            case.summary,
            _unit(case, library),
            _names(library.brands, [case.brand]),
            _terms(case, library),
            _method(case),
        )
        if case.title:
            yield Document(record=case, heads=heads, day=day_of(case), bodies=bodies)
    for article in library.articles.values():
        yield _article(article, collection.texts, library)


def _article(article: Article, texts: Mapping[ArticleId, Body], library: Library) -> Document:
    column = library.columns[article.column]
    series = (one.name for one in column.series if one.id == article.series)
    made = {
        "title": f"{article.title}\n{article.subtitle}",
        "summary": article.summary,
        "unit": _unit(article, library),
        "terms": "\n".join((column.name, *series, _names(library.themes, article.themes))),
    }
    heads = tuple(made.get(name, "") for name in tuple(FIELDS)[:-1])
    return Document(record=article, heads=heads, day=article.date, bodies=texts)


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
