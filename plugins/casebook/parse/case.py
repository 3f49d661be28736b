"""One raw record to one case."""

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.findings import CODES, Finding, Severity
from casebook.model import fields
from casebook.model.case import Case, File
from casebook.model.ids import CallId, CaseId
from casebook.model.registers import Call
from casebook.model.terms import Audience
from casebook.parse.values import Reading
from casebook.record import Place, Places, RawRecord


@dataclass(frozen=True, slots=True)
class Parsed:
    """A case as far as it could be typed, where its fields stand, and what is wrong with it.

    A field with an error is left at its default, so that the rest can be checked in the same
    run; `is_whole` says whether the case may go further than the checks.
    """

    case: Case
    places: Places
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every field could be typed and nothing asked for is missing."""
        return all(CODES[finding.code] is not Severity.ERROR for finding in self.findings)


def parse_case(
    raw: RawRecord, case_id: CaseId, calls: Mapping[CallId, Call], audience: Audience
) -> Parsed:
    """The case in a raw record, with every finding about its fields.

    `audience` is the site's default; the call that the record names says what it must hold.
    """
    reading = Reading(raw.path)
    values = reading.table(raw.values, fields.CASE)
    findings = [*reading.findings, *_asked_by_call(raw, values.get("call"), calls)]
    if not raw.body.strip():
        findings.append(Finding(code="CB208", at=Place(raw.path, raw.body_line, 1)))
    case = Case(
        **{"title": "", "audience": audience, **values},
        id=case_id,
        path=raw.path,
        markdown=raw.body,
        body_line=raw.body_line,
        files=tuple(
            File(name=one.name, kind=one.kind, size=one.size, width=one.width, height=one.height)
            for one in raw.files
        ),
    )
    return Parsed(case, Places(raw.path, reading.places), tuple(findings))


def _asked_by_call(
    raw: RawRecord, call: CallId | None, calls: Mapping[CallId, Call]
) -> list[Finding]:
    """What the call asks for beyond the field table's own demands."""
    if call is None or call not in calls:
        return []
    at = Place(raw.path, raw.values.line, raw.values.column)
    return [
        Finding(code="CB101", at=at, params={"field": name})
        for name in calls[call].requires
        if not fields.CASE[name].required and name not in raw.values.entries
    ]
