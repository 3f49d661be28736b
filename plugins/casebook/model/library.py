"""The whole of what was read, by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casebook.model.case import Case
from casebook.model.ids import (
    BatchId,
    BrandId,
    CallId,
    CaseId,
    IndicatorId,
    ProjectId,
    TermId,
    UnitId,
)
from casebook.model.registers import (
    Batch,
    Brand,
    Call,
    Indicator,
    Project,
    Stage,
    Synonyms,
    Term,
    Unit,
    UnitTree,
)
from casebook.model.terms import Audience, Profile, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Settings of the site as a whole, from site_config/site.yml."""

    name: str = ""
    organ: str = ""
    audience: Audience = Audience.INTRANET
    profile: Profile = Profile.SAMPLE
    edit_url: str = ""
    page_size: int = 40


@dataclass(frozen=True, kw_only=True)
class Library:
    """Every record by id: cases in the order of their ids, units in the register's order."""

    site: Site
    today: date
    cases: Mapping[CaseId, Case]
    units: Mapping[UnitId, Unit]
    batches: Mapping[BatchId, Batch]
    calls: Mapping[CallId, Call]
    brands: Mapping[BrandId, Brand]
    projects: Mapping[ProjectId, Project]
    indicators: Mapping[IndicatorId, Indicator]
    themes: Mapping[TermId, Term]
    kinds: Mapping[TermId, Term]
    scenes: Mapping[TermId, Term]
    levels: Mapping[TermId, Term]
    stages: Mapping[State, Stage]
    synonyms: tuple[Synonyms, ...] = ()

    def is_formal(self, case: Case) -> bool:
        """Whether a case goes the committee's way: secrecy review, then a batch.

        Its call says so; without a call it does.
        """
        call = self.calls.get(case.call) if case.call else None
        return call is None or call.formal

    @cached_property
    def tree(self) -> UnitTree:
        """The units as a tree."""
        return UnitTree(self.units)
