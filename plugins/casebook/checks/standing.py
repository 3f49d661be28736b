"""The registers held against the cases and the day: what they say of the library is so."""

from collections.abc import Iterator, Mapping

from casebook.checks.registers import places_of
from casebook.checks.relations import unknown_reference
from casebook.findings import Finding
from casebook.model.appraisal import Target
from casebook.model.counts import ONCE_ADMITTED, known_parts, recorded
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.record import Place, Places


def standing_findings(
    library: Library, registers: Mapping[str, Places], cases: Mapping[CaseId, Places]
) -> Iterator[Finding]:
    """Awards to unknown or other cases, lapsed honours, targets not met, entries out of place.

    `registers` are the places of the settings' files by path, `cases` those of the cases.
    """
    yield from _awarded(library, places_of(registers, "registry/awards"))
    yield from _lapsed(library, places_of(registers, "registry/honours"))
    yield from _targets(library, places_of(registers, "registry/targets"))
    yield from _drawn_from(library, cases)


def _awarded(library: Library, places: Places) -> Iterator[Finding]:
    for row, award in enumerate(library.awards.values()):
        for number, grade in enumerate(award.grades):
            for index, key in enumerate(grade.cases):
                at = places.at(f"awards.{row}.grades.{number}.cases.{index}")
                yield from _awarded_case(key, at, library)


def _awarded_case(key: CaseId, at: Place, library: Library) -> Iterator[Finding]:
    case = library.cases.get(key)
    if case is None:
        yield unknown_reference("awards.grades.cases", key, library.cases, at)
    elif case.state not in ONCE_ADMITTED:
        yield Finding(code="CB322", at=at, params={"value": key, "state": str(case.state)})


def _lapsed(library: Library, places: Places) -> Iterator[Finding]:
    for index, honour in enumerate(library.honours):
        if honour.valid_until is not None and honour.valid_until < library.today:
            params = {
                "value": str(honour.unit or honour.branch),
                "other": honour.title,
                "day": honour.valid_until.isoformat(),
            }
            yield Finding(code="CB325", at=places.at(f"honours.{index}.valid_until"), params=params)


def _targets(library: Library, places: Places) -> Iterator[Finding]:
    for index, target in enumerate(library.targets.values()):
        name = f"targets.{index}"
        known = tuple(known_parts(target.counts, library)) if target.counts else ()
        if target.of and target.of not in known:
            yield unknown_reference("targets.of", target.of, known, places.at(f"{name}.of"))
        elif _is_missed(target, count := recorded(target, library), library):
            params = {"value": target.name, "count": str(count), "limit": str(target.number)}
            yield Finding(code="CB326", at=places.at(f"{name}.number"), params=params)


def _is_missed(target: Target, count: int | None, library: Library) -> bool:
    """An exact number must be met at any time, another once its day has passed."""
    if count is None:
        return False
    if target.exact:
        return count != target.number
    return target.due is not None and target.due < library.today and count < target.number


def _drawn_from(library: Library, cases: Mapping[CaseId, Places]) -> Iterator[Finding]:
    """Entries of a batch that was drawn from the holders of a title, by a branch without it."""
    holders = {(one.title, one.branch) for one in library.honours if one.branch}
    for case in library.cases.values():
        batch = library.batches.get(case.batch) if case.batch else None
        if batch is None or batch.drawn_from is None or case.state not in ONCE_ADMITTED:
            continue
        if (batch.drawn_from, case.branch) not in holders:
            params = {"value": batch.name, "other": batch.drawn_from}
            at = cases[case.id].at("branch" if case.branch else "batch")
            yield Finding(code="CB329", at=at, params=params)
