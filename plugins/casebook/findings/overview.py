"""A report at a glance: which submissions have errors, and which have none."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from casebook.findings.catalogue import Catalogue
from casebook.findings.codes import Severity
from casebook.findings.finding import Finding, severity_of

_NAMED: Final = 60


def overview(findings: Sequence[Finding], records: Sequence[str], catalogue: Catalogue) -> str:
    """A line a group: submissions with errors and how many, those without, and the clean ones.

    `records` are their folders, named in the order of paths; of more than 60 each group is only
    counted. Nothing is said of a single one, nor where all are clean.
    """
    if len(records) == 1 or not findings:
        return ""
    errors, told = _counts(findings, records)
    groups = {
        "errors": [one for one in records if errors[one]],
        "open": [one for one in records if told[one] and not errors[one]],
        "clean": [one for one in records if not told[one]],
    }
    lines = [catalogue.phrase("overview_head")]
    for kind, names in groups.items():
        if names:
            words = catalogue.phrase(f"overview_{kind}", count=len(names))
            listed = _named(names, errors, catalogue) if len(records) <= _NAMED else ""
            lines.append(f"    {words}{listed}")
    return "".join(f"{line}\n" for line in lines)


def _counts(
    findings: Sequence[Finding], records: Sequence[str]
) -> tuple[Counter[str], Counter[str]]:
    """The errors and all findings of each record; what lies in none of them is passed over."""
    known, errors, told = set(records), Counter[str](), Counter[str]()
    for one in findings:
        # A record is a folder without folders in it.
        folder = one.at.path if one.at.path in known else one.at.path.rpartition("/")[0]
        told[folder] += 1
        errors[folder] += severity_of(one) is Severity.ERROR
    return errors, told


def _named(names: Sequence[str], errors: Counter[str], catalogue: Catalogue) -> str:
    listed = (
        catalogue.phrase("overview_count", path=one, count=errors[one]) if errors[one] else one
        for one in sorted(names)
    )
    return catalogue.phrase("colon") + catalogue.phrase("comma").join(listed)
