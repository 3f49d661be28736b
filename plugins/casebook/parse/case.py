"""One raw record to one case."""

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.findings import Finding
from casebook.model import fields
from casebook.model.case import Case
from casebook.model.ids import CallId, CaseId
from casebook.model.registers import Call
from casebook.model.terms import Audience
from casebook.parse.files import files_of
from casebook.parse.values import Reading
from casebook.record import Place, Places, RawRecord, Scalar


@dataclass(frozen=True, slots=True)
class Parsed:
    """A case as far as it could be typed, where its fields stand, and what is wrong with it.

    `front` are the lines of its front matter. A field with an error is left at its default, so
    that the rest can be checked in the same run.
    """

    case: Case
    places: Places
    findings: tuple[Finding, ...]
    front: tuple[str, ...] = ()


def parse_case(
    raw: RawRecord, case_id: CaseId, calls: Mapping[CallId, Call], audience: Audience
) -> Parsed:
    """The case in a raw record, with every finding about its fields.

    `audience` is the site's default; the call that the record names says what it must hold.
    """
    reading = Reading(raw.path)
    values = reading.table(raw.values, fields.CASE, asked=_asked_by_call(raw, calls))
    findings = reading.findings
    if not raw.body.strip():
        findings.append(Finding(code="CB208", at=Place(raw.path, raw.body_line, 1)))
    case = Case(
        **{"title": "", "audience": audience, **values},
        id=case_id,
        path=raw.path,
        markdown=raw.body,
        body_line=raw.body_line,
        files=files_of(raw),
    )
    return Parsed(case, Places(raw.path, reading.places), tuple(findings), raw.front)


def _asked_by_call(raw: RawRecord, calls: Mapping[CallId, Call]) -> tuple[str, ...]:
    """The fields that the record's call asks for beyond the field table's own demands."""
    entry = raw.values.entries.get("call")
    name = entry.value.text.strip() if entry and isinstance(entry.value, Scalar) else ""
    call = calls.get(CallId(name))
    return call.requires if call else ()
