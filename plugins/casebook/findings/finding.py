"""A finding is data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.findings.codes import CODES, Severity
from casebook.findings.edit import Edit
from casebook.record import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to correct; `params` fill the places in the message of its code.

    `edit` is the correction itself where it is mechanical, so that it can be applied unseen.
    """

    code: str
    at: Place
    params: Mapping[str, str] = field(default_factory=dict)
    edit: Edit | None = None

    @property
    def sort_key(self) -> tuple[Place, str]:
        """The order of a report: by file, then by place, then by code."""
        return self.at, self.code


def severity_of(finding: Finding) -> Severity:
    """How much a finding weighs."""
    return CODES[finding.code]
