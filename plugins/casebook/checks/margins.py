"""Paragraphs begin at the margin: spaces before one make code of it, or stand on the page."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.findings import Edit, Finding
from casebook.model.article import Article
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.record import Place
from casebook.text.prose import Stretch

_MARGIN: Final = re.compile(r"[ \t\u3000]*")
_WIDE: Final = "\u3000"
_FENCES: Final = ("`", "~")
# What would be a heading, a list, a quotation or a table without the spaces.
_MARKER: Final = re.compile(r"[#>|=~+*-]|\d+[.)]")
_CHINESE: Final = re.compile(r"[\u3001-\u3017\u3400-\u9fff\uff01-\uff1f]")
# A command or a list begins otherwise, though it may go on in Chinese.
_BEGINNING: Final = re.compile(r"[\d\u2014\u2018\u201c\u2026]|" + _CHINESE.pattern)
_TABULATOR: Final = 4


def margin_findings(case: Case | Article, body: Body) -> Iterator[Finding]:
    """Paragraphs of Chinese behind spaces, the first line of each; real code is let be."""
    if not body.marked or not (body.code or _WIDE in case.markdown):
        return
    lines = case.markdown.split("\n")
    inside: set[int] = set()
    for one in body.code:
        if one.end_line > one.line:
            inside.update(range(one.line, one.end_line + 1))
        block = lines[one.line - 1 : one.end_line]
        if _is_indented(block[0], one) and _is_chinese(block):
            yield _finding(case, one.line, block[0], "code")
    if _WIDE not in case.markdown:
        return
    for number, line in enumerate(lines, start=1):
        if number not in inside and line.strip() and _WIDE in _margin(line):
            yield _finding(case, number, line, "wide")


def _margin(line: str) -> str:
    match = _MARGIN.match(line)
    return match[0] if match else ""


def _is_indented(line: str, code: Stretch) -> bool:
    """Whether code is such for its margin alone, and not for a fence or marks around it."""
    margin = _margin(line)
    starts_there = code.column <= len(margin.expandtabs(_TABULATOR)) + 1
    is_span = line.startswith(_FENCES, code.column - 1)
    return starts_there and not is_span and not line.startswith(_FENCES, len(margin))


def _is_chinese(lines: list[str]) -> bool:
    text = "".join("".join(lines).split())
    return _BEGINNING.match(text) is not None and len(_CHINESE.findall(text)) * 2 > len(text)


def _finding(case: Case | Article, number: int, line: str, detail: str) -> Finding:
    at = Place(case.path, case.body_line + number - 1, 1)
    margin = _margin(line)
    edit = None
    if not _MARKER.match(line, len(margin)):
        edit = Edit(path=at.path, line=at.line, column=1, old=margin, new="")
    return Finding(code="CB229", at=at, params={"detail": f"margin_{detail}"}, edit=edit)
