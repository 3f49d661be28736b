"""Checks: generators of findings over what was read; each knows one matter."""

from collections.abc import Collection, Iterator, Mapping

from casebook.checks.body import body_findings
from casebook.checks.relations import relation_findings, unit_findings
from casebook.checks.state import state_findings
from casebook.findings import Finding
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.record import Places

__all__ = ["library_findings", "unit_findings"]


def library_findings(
    library: Library,
    places: Mapping[CaseId, Places],
    bodies: Mapping[CaseId, Body],
    pages: Collection[str],
    partial: Collection[CaseId],
) -> Iterator[Finding]:
    """Every finding about the typed cases.

    `pages` are the paths of the hand-written pages; `partial` names the cases with fields that
    could not be typed, whose state is not judged on what is left of them.
    """
    for case in library.cases.values():
        yield from relation_findings(case, places[case.id], library)
        if case.id not in partial:
            yield from state_findings(case, places[case.id], library)
        yield from body_findings(case, library, bodies, pages)
