"""The registers as one audience may know them: nothing in them names what is held back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from casebook.model.appraisal import Award, Target
from casebook.model.case import Case
from casebook.model.counts import known_parts
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.registers import Project
from casebook.model.terms import Audience, State

Key = TypeVar("Key")
Row = TypeVar("Row")


def gated_registers(library: Library, audience: Audience) -> Library:
    """The library without the registers' rows that the audience may not see.

    A row goes with its own audience, and with that of the unit or branch that it belongs to. What
    names cases is left as it is; `gated_awards` looks after that once the cases are known.
    """
    held = _with_known_units(library, audience)
    volumes = _kept(library.volumes, lambda one: one.readers.reaches(audience))
    held = replace(
        held,
        batches=_reaching(library.batches, audience),
        standards=_reaching(library.standards, audience),
        columns=_reaching(library.columns, audience),
        awards=_reaching(library.awards, audience),
        volumes=volumes,
        frozen=tuple(
            one
            for one in library.frozen
            if one.volume in volumes and one.audience.reaches(audience)
        ),
    )
    targets = _reaching(library.targets, audience)
    return replace(held, targets=_kept(targets, lambda one: _is_told(one, held)))


def _with_known_units(library: Library, audience: Audience) -> Library:
    """The library with the units and branches that are seen, and with what belongs to them."""
    units = _reaching(library.units, audience)
    branches = _kept(_reaching(library.branches, audience), lambda one: one.unit in units)
    projects = _kept(library.projects, lambda one: one.unit in units)
    return replace(
        library,
        units=units,
        branches=branches,
        brands=_kept(library.brands, lambda one: one.unit in units),
        projects={key: _with_known_parent(one, projects) for key, one in projects.items()},
        honours=tuple(
            one
            for one in library.honours
            if one.audience.reaches(audience) and (one.unit in units or one.branch in branches)
        ),
    )


def gated_awards(awards: Mapping[Any, Award], cases: Mapping[CaseId, Case]) -> dict[Any, Award]:
    """Awards that list the cases that are seen, and none that was taken down."""
    shown = {key for key, case in cases.items() if case.state is not State.WITHDRAWN}
    return {key: _with_cases(award, shown) for key, award in awards.items()}


def _with_cases(award: Award, shown: Collection[CaseId]) -> Award:
    grades = (
        replace(grade, cases=tuple(key for key in grade.cases if key in shown))
        for grade in award.grades
    )
    return replace(award, grades=tuple(grades))


def _with_known_parent(project: Project, projects: Mapping[Any, Project]) -> Project:
    return project if project.parent in projects else replace(project, parent=None)


def _is_told(target: Target, held: Library) -> bool:
    """Whether what a target is held against may be named."""
    return not target.of or target.counts is None or target.of in known_parts(target.counts, held)


def _reaching(rows: Mapping[Key, Any], audience: Audience) -> dict[Key, Any]:
    return _kept(rows, lambda row: row.audience.reaches(audience))


def _kept(rows: Mapping[Key, Row], wanted: Callable[[Row], bool]) -> dict[Key, Row]:
    return {key: row for key, row in rows.items() if wanted(row)}
