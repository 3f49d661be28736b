"""Checks: generators of findings over what was read; each knows one matter."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from casebook.checks.body import body_findings
from casebook.checks.form import form_findings
from casebook.checks.privacy import privacy_findings
from casebook.checks.registers import register_findings
from casebook.checks.relations import number_findings, relation_findings
from casebook.checks.state import sample_findings, state_findings
from casebook.findings import Finding
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.record import Places

__all__ = ["Context", "library_findings", "register_findings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the checks look at besides the library.

    `pages` are the paths of the hand-written pages; `form` is the body of the form for new
    cases; `partial` names the cases with fields that could not be typed, whose state is not
    judged on what is left of them. `sound` are those that were checked before, among the same
    records, and need no second look.
    """

    places: Mapping[CaseId, Places]
    bodies: Mapping[CaseId, Body]
    pages: Collection[str]
    form: str = ""
    partial: Collection[CaseId] = ()
    sound: Collection[CaseId] = ()


def library_findings(library: Library, context: Context) -> Iterator[Finding]:
    """Every finding about the typed cases."""
    yield from number_findings(library.cases, context.places)
    for case in library.cases.values():
        if case.id in context.sound:
            continue
        places = context.places[case.id]
        yield from relation_findings(case, places, library)
        yield from sample_findings(case, places, library)
        if case.id not in context.partial:
            yield from state_findings(case, places, library)
        yield from body_findings(case, library, context.bodies, context.pages)
        yield from form_findings(case, context.form)
        yield from privacy_findings(case, context.bodies[case.id], places)
