"""Reports: the same findings for a person and for a program."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from casebook.findings.catalogue import Catalogue, visible
from casebook.findings.codes import Severity
from casebook.findings.finding import Finding, severity_of
from casebook.findings.fold import folded
from casebook.text.personal import masked

_SHORT = 6
_FIRST = 3
_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of a report."""
    return sorted(findings, key=lambda finding: finding.sort_key)


def text_report(findings: Iterable[Finding], catalogue: Catalogue) -> str:
    """Two lines a finding: place, code and fact; then the remedy; many of a kind are folded."""
    return "".join(words for _, words in told(findings, catalogue))


def told(findings: Iterable[Finding], catalogue: Catalogue) -> Iterator[tuple[Finding, str]]:
    """The findings that a report shows, in its order, each with its lines."""
    for finding, more in folded(ordered(findings)):
        lines = [
            catalogue.phrase(
                "report_line",
                place=visible_place(finding),
                code=finding.code,
                severity=catalogue.severity(severity_of(finding)),
                fact=catalogue.message(finding),
            ),
            "    " + catalogue.phrase("report_remedy", remedy=catalogue.remedy(finding)),
        ]
        if more:
            lines.append("    " + catalogue.phrase("report_more", count=more))
        yield finding, "".join(line + "\n" for line in lines)


def first_report(findings: Sequence[Finding], catalogue: Catalogue) -> str:
    """The three findings to begin with and a line before the rest; nothing for a short report.

    What no program can mend goes first; of that errors, and of these what keeps a file from being
    read, since it hides all else. Of several that weigh the same, they are of different files.
    """
    if len(findings) <= _SHORT:
        return ""
    urgent = sorted(findings, key=lambda one: (*_urgency(one), one.code[2] != "0", one.at))
    leading = {one.at.path: one for one in reversed(urgent)}
    # Sorting keeps the order of what is equal.
    first = sorted(urgent, key=lambda one: (*_urgency(one), leading[one.at.path] is not one))
    head = catalogue.phrase("report_first") + "\n"
    block = "".join(text_report([one], catalogue) for one in first[:_FIRST])
    return f"{head}{block}\n{catalogue.phrase('report_all')}\n"


def _urgency(finding: Finding) -> tuple[bool, int]:
    return finding.edit is not None, _WEIGHT[severity_of(finding)]


def summary_line(findings: Sequence[Finding], records: int, catalogue: Catalogue) -> str:
    """One line at the end: how much was looked at, how much is to do."""
    if not findings:
        return catalogue.phrase("report_clean", records=records)
    counts = Counter(severity_of(finding) for finding in findings)
    return catalogue.phrase(
        "report_summary",
        records=records,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        hints=counts[Severity.HINT],
    )


def json_report(findings: Iterable[Finding], catalogue: Catalogue) -> str:
    """A list of objects with code, severity, path, line, column, message, remedy, params."""
    rows = [
        {
            "code": finding.code,
            "severity": str(severity_of(finding)),
            "path": finding.at.path,
            "line": finding.at.line,
            "column": finding.at.column,
            "message": catalogue.message(finding),
            "remedy": catalogue.remedy(finding),
            "params": {name: masked(value) for name, value in finding.params.items()},
        }
        for finding in ordered(findings)
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    # A file name that is not UTF-8 holds lone surrogates; as escapes they are JSON all the same.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def visible_place(finding: Finding) -> str:
    """The place of a finding, its path made fit for a terminal."""
    place = str(finding.at)
    return place if place.isprintable() else visible(place)
