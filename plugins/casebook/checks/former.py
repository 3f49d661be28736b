"""Former numbers of cases and articles and former ids of units lead to them, or it is told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from casebook.findings import Finding
from casebook.model.article import Article, ArticleId
from casebook.model.case import Case
from casebook.model.former import Former, Renamed, former_ids, former_numbers
from casebook.model.ids import CaseId
from casebook.record import Place, Places


def former_number_findings(
    cases: Mapping[CaseId, Case], places: Mapping[CaseId, Places]
) -> Iterator[Finding]:
    """Former numbers of cases without an address; that one belongs to another case is CB303."""
    for former in former_ids(cases.values()):
        holder = cases.get(CaseId(former.holder or ""))
        if holder is None or former.name not in (holder.id, *holder.former_ids):
            at = places[CaseId(former.owner)].at(f"former_ids.{former.index}")
            yield from _finding(former, at)


def former_article_findings(
    articles: Mapping[ArticleId, Article], places: Mapping[ArticleId, Places]
) -> Iterator[Finding]:
    """Former numbers of articles without an address."""
    for former in former_numbers(articles):
        at = places[ArticleId(former.owner)].at(f"former_ids.{former.index}")
        yield from _finding(replace(former, name=former.name.partition("/")[2]), at)


def former_unit_findings(units: Iterable[Renamed], places: Places) -> Iterator[Finding]:
    """Former ids of units without an address."""
    units = tuple(units)
    rows: Mapping[Any, int] = {unit.id: index for index, unit in enumerate(units)}
    for former in former_ids(units):
        at = places.at(f"units.{rows[former.owner]}.former_ids.{former.index}")
        yield from _finding(former, at)


def _finding(former: Former, at: Place) -> Iterator[Finding]:
    if former.holder is None:
        yield Finding(code="CB330", at=at, params={"value": former.name})
    elif not former.is_led:
        yield Finding(code="CB333", at=at, params={"value": former.name, "other": former.holder})
