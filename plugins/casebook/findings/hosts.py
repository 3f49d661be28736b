"""Reports in the formats of code hosts, so that findings stand beside the lines they are about.

Sources: GitHub, "Workflow commands for GitHub Actions"; GitLab, "Code Quality report format";
OASIS, SARIF 2.1.0.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from casebook.findings.catalogue import Catalogue, visible
from casebook.findings.codes import Severity
from casebook.findings.finding import Finding, severity_of
from casebook.findings.report import ordered
from casebook.record import Place

_COMMANDS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "notice",
}
_WEIGHTS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.HINT: "info",
}
_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "note",
}


def github_report(findings: Iterable[Finding], catalogue: Catalogue) -> str:
    """One workflow command for each file and severity, at the first place of that severity.

    The host shows only the first ten commands of a level, so that a command a finding would
    hide most files behind the first.
    """
    groups: dict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    for finding in ordered(findings):
        groups[finding.at.path, severity_of(finding)].append(finding)
    lines = [
        _command(severity, group, catalogue)
        for severity in Severity
        for (_, weight), group in groups.items()
        if weight is severity
    ]
    return "".join(line + "\n" for line in lines)


def _command(severity: Severity, group: list[Finding], catalogue: Catalogue) -> str:
    first = group[0].at
    properties = {"file": first.path}
    if first.line:
        properties |= {"line": str(first.line), "col": str(first.column or 1)}
    codes = " ".join(dict.fromkeys(one.code for one in group))
    properties["title"] = f"{catalogue.severity(severity)} {codes}"
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    said = "\n".join(_said(one, catalogue) for one in group)
    return f"::{_COMMANDS[severity]} {given}::{_data(said)}"


def _said(finding: Finding, catalogue: Catalogue) -> str:
    line = f"{finding.at.line}: " if finding.at.line else ""
    return f"{line}{finding.code} {_words(finding, catalogue)}"


def _words(finding: Finding, catalogue: Catalogue) -> str:
    """Fact and remedy as one line of text in which no character acts."""
    remedy = catalogue.phrase("report_remedy", remedy=catalogue.remedy(finding))
    return f"{catalogue.message(finding)}  {remedy}"


def _data(text: str) -> str:
    """Data of a workflow command, escaped as the runner's own toolkit does."""
    return _utf8(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab_report(findings: Iterable[Finding], catalogue: Catalogue) -> str:
    """A Code Quality report: a list of objects, empty where there is nothing to say.

    Fingerprints hold file, code and parameters and no line, so that a finding stays the same
    one when lines above it come or go; of equal ones the first, the second and so on.
    """
    seen: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    for finding in ordered(findings):
        key = _key(finding)
        seen[key] += 1
        rows.append(
            {
                "description": _utf8(_words(finding, catalogue)),
                "check_name": finding.code,
                "fingerprint": _digest(f"{key}\0{seen[key]}"),
                "severity": _WEIGHTS[severity_of(finding)],
                "location": {
                    "path": _utf8(finding.at.path),
                    "lines": {"begin": max(1, finding.at.line)},
                },
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _key(finding: Finding) -> str:
    return json.dumps([finding.code, finding.at.path, sorted(finding.params.items())])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:40]


def sarif_report(findings: Iterable[Finding], catalogue: Catalogue, version: str) -> str:
    """A SARIF 2.1.0 log with one run; `version` is that of the program."""
    rows = ordered(findings)
    codes = sorted({one.code for one in rows})
    driver = {
        "name": "casebook",
        "version": version,
        "rules": [_rule(code, catalogue) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code), catalogue) for one in rows],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, catalogue: Catalogue) -> dict[str, Any]:
    words = catalogue.explanation(code)
    return {
        "id": code,
        "shortDescription": {"text": words["message"]},
        "fullDescription": {"text": words["why"]},
        "help": {"text": words["remedy"]},
    }


def _result(finding: Finding, rule: int, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[severity_of(finding)],
        # Brackets in a message of SARIF make links.
        "message": {"text": _unlinked(_utf8(_words(finding, catalogue)))},
        "locations": [{"physicalLocation": _location(finding.at)}],
        "partialFingerprints": {"casebook/v1": _digest(_key(finding))},
    }


def _location(at: Place) -> dict[str, Any]:
    address = {"uri": quote(at.path, errors="replace")}
    if not at.line:
        return {"artifactLocation": address}
    region = {"startLine": at.line, "startColumn": max(1, at.column)}
    return {"artifactLocation": address, "region": region}


def _unlinked(text: str) -> str:
    r"""A text whose brackets are no links of SARIF (3.11.6).

    >>> _unlinked("[x](javascript:y)")
    '\\[x\\](javascript:y)'
    """
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _utf8(text: str) -> str:
    """A text that can be written as UTF-8 and shown on one line or several of a log."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else visible(line) for line in lines)
