"""Articles: what they name is there, their day and issue can be so, and they may be published."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from casebook.audience import is_visible
from casebook.audience.articles import is_shown
from casebook.checks.body import Outlines, body_findings
from casebook.checks.footing import borne
from casebook.checks.form import form_findings
from casebook.checks.language import Proofreader
from casebook.checks.margins import margin_findings
from casebook.checks.privacy import privacy_findings
from casebook.checks.relations import unknown_reference
from casebook.findings import Finding
from casebook.model.article import Article, ArticleId, ArticleState, Column, ColumnId, Numbering
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.terms import Audience, Profile, State
from casebook.record import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContext:
    """What the checks look at besides the articles.

    `unread` names the fields that could not be read; `forms` are the forms of the columns.
    """

    places: Mapping[ArticleId, Places] = field(default_factory=dict)
    bodies: Mapping[ArticleId, Body] = field(default_factory=dict)
    unread: Mapping[ArticleId, Collection[str]] = field(default_factory=dict)
    forms: Mapping[ColumnId, str] = field(default_factory=dict)


def article_findings(
    library: Library,
    context: ArticleContext,
    outlines: Outlines,
    pages: Collection[str],
    proofreader: Proofreader,
) -> Iterator[Finding]:
    """Every finding about the typed articles; `outlines` are those of cases and articles alike."""
    yield from _issues(library, context.places)
    for article in library.articles.values():
        places, column = context.places[article.id], library.columns[article.column]
        yield from _references(article, places, column, library)
        if article.sample and library.site.profile is Profile.PRODUCTION:
            yield Finding(code="CB405", at=places.at("sample"))
        unread = context.unread.get(article.id, ())
        yield from borne(_release(article, places, column), unread)
        yield from _days(article, places, library)
        yield from _told_cases(article, places, library)
        yield from body_findings(article, library, outlines, pages)
        yield from form_findings(article, context.forms.get(article.column, ""))
        if column.proofread:
            yield from proofreader.findings(article, places, context.bodies[article.id])
        yield from margin_findings(article, context.bodies[article.id])
        yield from privacy_findings(article, context.bodies[article.id], places)


def _issues(library: Library, places: Mapping[ArticleId, Places]) -> Iterator[Finding]:
    """Issues that several articles of a column claim; a gap between issues is none."""
    taken: dict[tuple[object, ...], list[Article]] = defaultdict(list)
    for article in library.articles.values():
        if article.issue is not None:
            taken[issue_key(article, library.columns[article.column])].append(article)
    for first, *others in taken.values():
        for one in others:
            params = {"field": "issue", "value": str(one.issue), "other": first.path}
            yield Finding(code="CB360", at=places[one.id].at("issue"), params=params)


def issue_key(article: Article, column: Column) -> tuple[object, ...]:
    """What two articles share that bear the same issue."""
    is_yearly = column.numbering is Numbering.YEARLY
    year = (article.date.year if article.date else 0) if is_yearly else 0
    return (column.id, year, article.issue)


def _references(
    article: Article, places: Places, column: Column, library: Library
) -> Iterator[Finding]:
    series = {one.id for one in column.series}
    if article.series is not None and article.series not in series:
        yield unknown_reference("series", article.series, series, places.at("series"))
    if article.unit is not None and article.unit not in library.units:
        yield unknown_reference("unit", article.unit, library.units, places.at("unit"))
    for name, values, known in (
        ("themes", article.themes, library.themes),
        ("cases", article.cases, library.cases),
    ):
        for index, value in enumerate(values):
            at = f"{name}.{index}"
            if value not in known:
                yield unknown_reference(at, value, known, places.at(at))


def _release(article: Article, places: Places, column: Column) -> Iterator[Finding]:
    """What an article that is out has to say: its day, the right to its text, its review."""
    if not article.state.is_out:
        return
    state = {"state": f"article_{article.state}"}
    if article.date is None:
        yield Finding(code="CB420", at=places.at("state"), params=state)
    if article.rights is None:
        field_name = next((one for one in ("link", "medium") if one in places.fields), "state")
        yield Finding(code="CB421", at=places.at(field_name), params=state)
    public = column.audience is Audience.PUBLIC and article.audience is Audience.PUBLIC
    if column.formal and public and article.clearance is None:
        yield Finding(code="CB422", at=places.at("state"), params=state)


def _days(article: Article, places: Places, library: Library) -> Iterator[Finding]:
    """Days in the order in which things happen; only what is published may lie ahead."""
    day = article.date
    if day is None:
        return
    if article.state is ArticleState.ARCHIVED and day > library.today:
        yield Finding(code="CB423", at=places.at("date"), params={"value": day.isoformat()})
    if article.clearance and article.clearance.date > day:
        signed = article.clearance.date.isoformat()
        params = {"field": "date", "value": f"{day}", "other": "clearance.date", "before": signed}
        yield Finding(code="CB407", at=places.at("date"), params=params)
    for index, erratum in enumerate(article.errata):
        if erratum.date < day:
            name = f"errata.{index}.date"
            params = {"field": name, "value": f"{erratum.date}", "other": "date"}
            yield Finding(code="CB407", at=places.at(name), params={**params, "before": f"{day}"})


def _told_cases(article: Article, places: Places, library: Library) -> Iterator[Finding]:
    """Cases that are told twice, that readers cannot see, or that were taken down."""
    for index, key in enumerate(article.cases):
        at, case = places.at(f"cases.{index}"), library.cases.get(key)
        if key in article.cases[:index]:
            yield Finding(code="CB327", at=at, params={"other": "cases", "value": key})
        elif case is not None and case.state is State.WITHDRAWN:
            if article.state.is_out:
                yield Finding(code="CB362", at=at, params={"target": key})
        elif case is not None and not _seen_by_readers(article, case, library):
            yield Finding(code="CB361", at=at, params={"target": key})


def _seen_by_readers(article: Article, case: Case, library: Library) -> bool:
    return all(
        is_visible(case, library, audience)
        for audience in Audience
        if is_shown(article, library, audience)
    )
