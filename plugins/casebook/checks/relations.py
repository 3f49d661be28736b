"""References between records lead somewhere."""

from collections.abc import Collection, Iterator, Mapping

from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.record import Place, Places
from casebook.text.suggestion import nearest


def reference_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """References of a case to registers, taxonomies and its own folder."""
    for field, value, known in _references(case, library):
        if value not in known:
            yield unknown_reference(field, value, known, places.at(field))
    for index, attachment in enumerate(case.attachments):
        if case.file(attachment.file) is None:
            at = places.at(f"attachments.{index}.file")
            params = {"field": "attachments.file", "target": attachment.file}
            yield Finding(code="CB302", at=at, params=params)


def relation_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """References of a case to other cases."""
    for field, values in (("related", case.related), ("supersedes", case.supersedes)):
        for index, value in enumerate(values):
            if value not in library.cases:
                at = places.at(f"{field}.{index}")
                yield unknown_reference(f"{field}.{index}", value, library.cases, at)
    for index, old in enumerate(case.supersedes):
        if old == case.id or (old in library.cases and case.id in library.cases[old].supersedes):
            yield Finding(code="CB335", at=places.at(f"supersedes.{index}"))


def number_findings(
    cases: Mapping[CaseId, Case], places: Mapping[CaseId, Places]
) -> Iterator[Finding]:
    """Former numbers that another case has, or had."""
    owners: dict[str, CaseId] = {key: key for key in cases}
    for case in cases.values():
        for index, number in enumerate(case.former_ids):
            other = owners.setdefault(number, case.id)
            if other != case.id or number == case.id:
                at = places[case.id].at(f"former_ids.{index}")
                yield Finding(code="CB303", at=at, params={"value": number, "other": other})


def _references(case: Case, library: Library) -> Iterator[tuple[str, str, Collection[str]]]:
    single = (
        ("unit", case.unit, library.units),
        ("branch", case.branch, library.branches),
        ("brand", case.brand, library.brands),
        ("kind", case.kind, library.kinds),
        ("call", case.call, library.calls),
        ("project", case.project, library.projects),
        ("batch", case.batch, library.batches),
    )
    yield from ((field, value, known) for field, value, known in single if value is not None)
    for field, values, known in (
        ("themes", case.themes, library.themes),
        ("scenes", case.scenes, library.scenes),
        ("indicators", case.indicators, library.indicators),
        ("standards", case.standards, library.items),
    ):
        yield from ((f"{field}.{index}", value, known) for index, value in enumerate(values))
    for index, adoption in enumerate(case.adoptions):
        yield f"adoptions.{index}.unit", adoption.unit, library.units


def unknown_reference(field: str, value: str, known: Collection[str], at: Place) -> Finding:
    """The finding of an id that no register holds, with the one that was probably meant."""
    meant = nearest(value, known)
    hint = {"meant": meant, "hint": "meant"} if meant else {"hint": "no_record"}
    return Finding(code="CB301", at=at, params={"field": field, "value": value, **hint})
