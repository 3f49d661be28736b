"""Everything that was typed as one library."""

from collections.abc import Mapping
from datetime import date

from casebook.model.article import Article, ArticleId
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.parse.settings import Registers


def library_of(
    registers: Registers,
    cases: Mapping[CaseId, Case],
    articles: Mapping[ArticleId, Article],
    today: date,
) -> Library:
    """The registers with the cases and articles, as of a day; what git knows is not in it."""
    return Library(
        site=registers.site,
        today=today,
        cases=cases,
        units=registers.units,
        branches=registers.branches,
        batches=registers.batches,
        calls=registers.calls,
        brands=registers.brands,
        projects=registers.projects,
        indicators=registers.indicators,
        indicators_head=registers.indicators_head,
        standards=registers.standards,
        awards=registers.awards,
        honours=registers.honours,
        rubrics=registers.rubrics,
        targets=registers.targets,
        columns=registers.columns,
        volumes=registers.volumes,
        articles=articles,
        stages=registers.stages,
        notice_days=registers.notice_days,
        holidays=registers.holidays,
        moves={},
        frozen=(),
        synonyms=registers.synonyms,
        **registers.taxonomies,
    )
