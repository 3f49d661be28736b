"""Standards, rubrics, awards and honours agree with themselves."""

from collections.abc import Iterator, Mapping

from casebook.checks.registers import places_of
from casebook.findings import Finding
from casebook.model.appraisal import Award, Honour, Rubric, Standard
from casebook.parse import Registers
from casebook.record import Places

# The weights of a rubric are points of a hundred.
WHOLE = 100


def appraisal_findings(registers: Registers) -> Iterator[Finding]:
    """Sums, counts and holders that cannot be right, whatever the cases hold."""
    for rubric in registers.rubrics.values():
        yield from _rubric(rubric, places_of(registers.places, f"rubrics/{rubric.id}"))
    yield from _standards(registers)
    yield from _awards(registers)
    yield from _honours(registers.honours, registers.places)


def _rubric(rubric: Rubric, places: Places) -> Iterator[Finding]:
    total = sum(criterion.weight for criterion in rubric.criteria)
    if total != WHOLE:
        yield Finding(code="CB320", at=places.at("criteria"), params={"count": str(total)})


def _standards(registers: Registers) -> Iterator[Finding]:
    places = places_of(registers.places, "registry/standards")
    for row, standard in enumerate(registers.standards.values()):
        yield from _parts(standard, f"standards.{row}", places)


def _parts(standard: Standard, name: str, places: Places) -> Iterator[Finding]:
    for index, part in enumerate(standard.parts):
        if part.number is not None and part.number != len(part.items):
            params = {
                "value": part.name,
                "count": str(len(part.items)),
                "limit": str(part.number),
            }
            yield Finding(code="CB323", at=places.at(f"{name}.parts.{index}.number"), params=params)


def _awards(registers: Registers) -> Iterator[Finding]:
    places = places_of(registers.places, "registry/awards")
    for row, award in enumerate(registers.awards.values()):
        yield from _grades(award, f"awards.{row}", places)


def _grades(award: Award, name: str, places: Places) -> Iterator[Finding]:
    """Grades with more cases than places, and cases that one award lists twice."""
    seen: set[str] = set()
    for number, grade in enumerate(award.grades):
        at = f"{name}.grades.{number}"
        if grade.places is not None and len(grade.cases) > grade.places:
            params = {
                "value": grade.name,
                "count": str(len(grade.cases)),
                "limit": str(grade.places),
            }
            yield Finding(code="CB321", at=places.at(f"{at}.places"), params=params)
        for index, case in enumerate(grade.cases):
            if case in seen:
                where = places.at(f"{at}.cases.{index}")
                yield Finding(code="CB327", at=where, params={"value": case, "other": award.name})
            seen.add(case)


def _honours(honours: tuple[Honour, ...], files: Mapping[str, Places]) -> Iterator[Finding]:
    """Honours with no holder, with two, or given to one holder twice in a year."""
    places = places_of(files, "registry/honours")
    seen: set[tuple[object, ...]] = set()
    for index, honour in enumerate(honours):
        at = places.at(f"honours.{index}")
        if (honour.unit is None) is (honour.branch is None):
            yield Finding(code="CB324", at=at, params={"value": honour.title})
            continue
        holder = honour.unit or honour.branch
        key = (honour.title, honour.year, honour.unit, honour.branch)
        if key in seen:
            yield Finding(code="CB327", at=at, params={"value": f"{holder}", "other": honour.title})
        seen.add(key)
