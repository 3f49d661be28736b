"""The whole of what was read, by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Final

from casebook.model.appraisal import (
    Award,
    Grade,
    Honour,
    Indicators,
    Item,
    Rubric,
    Standard,
    Target,
)
from casebook.model.article import Article, ArticleId, Column, ColumnId
from casebook.model.calendar import Holiday
from casebook.model.case import Case
from casebook.model.frozen import Frozen
from casebook.model.ids import (
    AwardId,
    BatchId,
    BranchId,
    BrandId,
    CallId,
    CaseId,
    IndicatorId,
    ItemId,
    ProjectId,
    RubricId,
    StandardId,
    TargetId,
    TermId,
    UnitId,
    VolumeId,
)
from casebook.model.move import Moves
from casebook.model.offprint import Offprint
from casebook.model.registers import (
    Batch,
    Branch,
    Brand,
    Call,
    Indicator,
    Project,
    Stage,
    Term,
    Unit,
    UnitTree,
)
from casebook.model.rules import Synonyms
from casebook.model.terms import Audience, Profile, State
from casebook.model.volume import Volume

# How a library is written; whoever changes it adds a step in `migrate/steps.py`.
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Settings of the site as a whole, from site_config/site.yml.

    A library without a number is of format 0, the one before there were numbers.
    """

    format: int = 0
    name: str = ""
    organ: str = ""
    audience: Audience = Audience.INTRANET
    profile: Profile = Profile.SAMPLE
    edit_url: str = ""
    corrections: str = ""
    contact: str = ""
    page_size: int = 40
    offprints: tuple[Offprint, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Library:
    """Every record by id: cases in the order of their ids, all others in their register's order.

    Honours have no ids; nothing refers to one. `notice_days` are the working days that a notice
    must hang; `holidays` move working days.
    """

    site: Site
    today: date
    cases: Mapping[CaseId, Case]
    units: Mapping[UnitId, Unit]
    branches: Mapping[BranchId, Branch]
    batches: Mapping[BatchId, Batch]
    calls: Mapping[CallId, Call]
    brands: Mapping[BrandId, Brand]
    projects: Mapping[ProjectId, Project]
    indicators: Mapping[IndicatorId, Indicator]
    indicators_head: Indicators
    standards: Mapping[StandardId, Standard]
    awards: Mapping[AwardId, Award]
    honours: tuple[Honour, ...]
    rubrics: Mapping[RubricId, Rubric]
    targets: Mapping[TargetId, Target]
    themes: Mapping[TermId, Term]
    kinds: Mapping[TermId, Term]
    scenes: Mapping[TermId, Term]
    levels: Mapping[TermId, Term]
    brand_types: Mapping[TermId, Term]
    project_types: Mapping[TermId, Term]
    dimensions: Mapping[TermId, Term]
    titles: Mapping[TermId, Term]
    stages: Mapping[State, Stage]
    notice_days: int = 0
    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    moves: Moves = field(default_factory=dict)
    columns: Mapping[ColumnId, Column] = field(default_factory=dict)
    articles: Mapping[ArticleId, Article] = field(default_factory=dict)
    volumes: Mapping[VolumeId, Volume] = field(default_factory=dict)
    frozen: tuple[Frozen, ...] = ()

    def call_of(self, case: Case) -> Call | None:
        """The call that a case answers, if it names one that there is."""
        return self.calls.get(case.call) if case.call else None

    synonyms: tuple[Synonyms, ...] = ()

    def is_formal(self, case: Case) -> bool:
        """Whether a case goes the committee's way: secrecy review, then a batch.

        Its call says so; without a call it does.
        """
        call = self.call_of(case)
        return call is None or call.formal

    def is_proofread(self, case: Case) -> bool:
        """Whether the language of a case is checked; where its call does not say no, it is."""
        call = self.call_of(case)
        return call is None or call.proofread

    @property
    def registers(self) -> tuple[object, ...]:
        """All that a library holds beside its records and what became of them: plain values."""
        apart = {"cases", "articles", "moves", "frozen"}
        values = (getattr(self, one.name) for one in fields(self) if one.name not in apart)
        return tuple(tuple(one.items()) if isinstance(one, Mapping) else one for one in values)

    @property
    def records(self) -> tuple[Case | Article, ...]:
        """The cases, then the articles."""
        return (*self.cases.values(), *self.articles.values())

    @cached_property
    def tellers(self) -> Mapping[CaseId, tuple[ArticleId, ...]]:
        """The articles that tell a case, by the case, in the order of their ids."""
        found: dict[CaseId, tuple[ArticleId, ...]] = {}
        for article in self.articles.values():
            for key in dict.fromkeys(article.cases):
                found[key] = (*found.get(key, ()), article.id)
        return found

    @cached_property
    def items(self) -> Mapping[ItemId, Item]:
        """The items of every standard, by id."""
        return {item.id: item for one in self.standards.values() for item in one.items()}

    @cached_property
    def awarded(self) -> Mapping[CaseId, tuple[tuple[Award, Grade], ...]]:
        """The awards of every case that got one, each with the grade, in the register's order."""
        found: dict[CaseId, tuple[tuple[Award, Grade], ...]] = {}
        for award in self.awards.values():
            for grade in award.grades:
                for key in grade.cases:
                    found[key] = (*found.get(key, ()), (award, grade))
        return found

    @cached_property
    def successors(self) -> Mapping[CaseId, tuple[CaseId, ...]]:
        """The cases that replace another, by the case that they replace."""
        found: dict[CaseId, tuple[CaseId, ...]] = {}
        for case in self.cases.values():
            for key in case.supersedes:
                found[key] = (*found.get(key, ()), case.id)
        return found

    @cached_property
    def tree(self) -> UnitTree:
        """The units as a tree."""
        return UnitTree(self.units)
