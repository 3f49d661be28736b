"""Reports for code hosts hold to what the hosts publish about their formats."""

import json
import re
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.findings import CODES, Finding
from casebook.findings.hosts import github_report, gitlab_report, sarif_report
from casebook.record import Place
from casebook.source.catalogue import read_catalogue

WORDS = read_catalogue()
COMMAND = re.compile(r"::(?:error|warning|notice) ([^:]*(?:=[^:]*)*)::([^\r\n]*)")
# GitLab, "Code Quality report format": what every entry has to have.
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^(\\./|/)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
# SARIF 2.1.0: 3.13 log, 3.14 run, 3.19 tool, 3.49 rule, 3.27 result, 3.29 place, 3.30 region.
MESSAGE: dict[str, Any] = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": MESSAGE,
                                                "fullDescription": MESSAGE,
                                                "help": MESSAGE,
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": MESSAGE,
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "required": ["uri"],
                                                        "properties": {
                                                            "uri": {
                                                                "type": "string",
                                                                "pattern": "^[!-~]+$",
                                                            }
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "properties": {
                                                            "startLine": {"minimum": 1},
                                                            "startColumn": {"minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
HOSTILE = (
    "夜校\n::error file=x::y",
    "\r::set-output name=a::b",
    "##[add-mask]x",
    "::stop-commands::now",
    "a%0A::warning::b",
    "x,line=1:2",
    "[点这里](javascript:alert(1))",
    "<script>alert(1)</script>",
    "\x1b]0;x\x07",
    "\udcb5\u202e",
)
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))


@st.composite
def findings(draw: st.DrawFn) -> list[Finding]:
    names = ("field", "value", "key", "target", "detail", "hint", "rest", "name", "other")
    return [
        Finding(
            code=draw(st.sampled_from(sorted(CODES))),
            at=Place(
                "cases/" + (draw(TEXT) or "x"), draw(st.integers(0, 50)), draw(st.integers(0, 9))
            ),
            params={name: draw(TEXT) for name in names},
        )
        for _ in range(draw(st.integers(0, 4)))
    ]


def finding(code: str = "CB207", line: int = 7, path: str = "cases/a.md", **params: str) -> Finding:
    return Finding(code=code, at=Place(path, line, 2), params=params)


@given(findings())
def test_gitlab_takes_the_report(some: list[Finding]) -> None:
    rows = json.loads(gitlab_report(some, WORDS).encode())
    jsonschema.validate(rows, GITLAB)
    assert len(rows) == len(some)
    assert len({row["fingerprint"] for row in rows}) == len(rows)


@given(findings())
def test_sarif_holds_to_its_schema(some: list[Finding]) -> None:
    log = json.loads(sarif_report(some, WORDS, "1.0").encode())
    jsonschema.validate(log, SARIF)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    for one in run["results"]:
        assert not re.search(r"(?<!\\)(?:\\\\)*\[", one["message"]["text"])


@given(findings())
def test_github_reads_one_command_a_file_and_level(some: list[Finding]) -> None:
    report = github_report(some, WORDS)
    report.encode()
    lines = report.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len({(one.at.path, CODES[one.code]) for one in some})
    for line in lines:
        command = COMMAND.fullmatch(line)
        assert command
        assert line.isprintable()
        keys = [part.partition("=")[0] for part in command[1].split(",")]
        assert keys in (["file", "title"], ["file", "line", "col", "title"])


def test_github_shows_all_findings_of_a_file_together() -> None:
    some = [finding(line=line, target=f"表{line}") for line in range(1, 13)]
    [line] = github_report(some, WORDS).splitlines()
    assert line.startswith("::warning file=cases/a.md,line=1,col=2,title=请核对 CB207::1: CB207")
    assert line.count("%0A") == 11
    assert "表12" in unquote(line)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hostile_stays_text(text: str) -> None:
    some = [finding(target=text, path=f"cases/{text}")]
    assert len(github_report(some, WORDS).splitlines()) == 1
    assert github_report(some, WORDS).startswith("::warning file=cases/")
    for report in (gitlab_report(some, WORDS), sarif_report(some, WORDS, "1")):
        for control in "\x1b\x07\u202e":
            assert control not in json.dumps(json.loads(report), ensure_ascii=False)


def test_nothing_to_say_is_still_a_report() -> None:
    assert json.loads(gitlab_report([], WORDS)) == []
    assert github_report([], WORDS) == ""
    assert json.loads(sarif_report([], WORDS, "1"))["runs"][0]["results"] == []


def test_a_fingerprint_outlasts_the_move_of_its_line() -> None:
    def prints(*some: Finding) -> list[str]:
        return [row["fingerprint"] for row in json.loads(gitlab_report(some, WORDS))]

    before = prints(finding(line=7, target="x"), finding(line=9, target="x"))
    assert before == prints(finding(line=17, target="x"), finding(line=20, target="x"))
    assert len(set(before)) == 2
    assert prints(finding(target="y")) != prints(finding(target="x"))
