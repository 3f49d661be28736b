"""A file to a raw record: the fences, the slips of a Chinese keyboard, then YAML."""

import re
from collections.abc import Iterator
from itertools import pairwise

from casebook.findings import CODES, Edit, Finding, Severity
from casebook.record import Place, RawFile, RawRecord, Table
from casebook.source.decode import decode
from casebook.source.stray_fields import stray_fields
from casebook.source.yaml_tree import read_tree

_FENCE = re.compile(r"---[ \t]*")
_CLOSINGS = ("---", "...")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_NEAR_FENCE = re.compile(r"[ \t]*(?:[-－—–_=]{2,}|\+{3})[ \t]*")
# Below the top level only names as fields have them: `  - PPT：…` is an item of some list.
_WIDE_COLON = re.compile(
    r"(?P<key>[A-Za-z_][\w-]*|[\u4e00-\u9fff]{1,12}|[ \t]*(?:- +)?[a-z_][a-z0-9_-]*)"
    r"[ \t]*：[ \t\u3000]*"
)
_HALF_QUOTE = re.compile(r"""(?P<before>[ ]*(?:- +)?[\w-]+:[ ]+)(?P<quote>["'])(?!.*(?P=quote))""")
_NO_SPACE = re.compile(r"[ ]*(?:- +)?[a-z_][a-z0-9_-]*:(?![\s/]|$)")
_BLOCK_SCALAR = re.compile(r"(?P<indent>[ ]*)(?:- +)*+[^#\s][^#]*:[ ]+[|>][-+0-9]*[ ]*(?:#.*)?")
# A comment that touches its `#` was most likely meant as text: `title: 夜校 #1 班`.
_CUT_SHORT = re.compile(r"[ ]*(?:- +)?[\w-]+:[ ]+[^\s\"'#\[{|>][^#]*?[ \t]#(?=[^\s#])")
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*[:：]")
# So many lines may stand before front matter that was meant as such.
_FAR = 30
# Front matter has fewer lines than this.
_LONGEST = 2000
# A missing space is noticed at the next key at the latest.
_NEAR = 2
MOST_FRONT_MATTER = 64 * 1024
MOST_SETTINGS = 4 * 1024 * 1024


def read_record(
    data: bytes, path: str, files: tuple[RawFile, ...] = ()
) -> tuple[RawRecord | None, list[Finding]]:
    """The record in the bytes of one Markdown file, or None; and every finding on the way."""
    text, findings = decode(data, path)
    if text is None:
        return None, findings
    lines = text.split("\n")
    fence = _fences(lines, path)
    if isinstance(fence, Finding):
        return None, [*findings, fence]
    front = [*lines[1:fence], ""]
    if (size := len("\n".join(front).encode())) > MOST_FRONT_MATTER:
        limit = {"size": f"{-(-size // 1024)}", "limit": f"{MOST_FRONT_MATTER // 1024}"}
        return None, [*findings, Finding(code="CB015", at=Place(path, 2, 1), params=limit)]
    values, findings = _values(front, path, 2, findings)
    if values is None:
        return None, findings
    findings += stray_fields(lines[1:fence], lines[fence + 1 :], fence + 2, path)
    body = "\n".join(lines[fence + 1 :])
    return RawRecord(path, values, body, fence + 2, files, tuple(lines[1:fence])), findings


def read_settings(data: bytes, path: str) -> tuple[RawRecord | None, list[Finding]]:
    """The record in a YAML file of the settings or registers, read with the same care."""
    text, findings = decode(data, path, MOST_SETTINGS)
    if text is None:
        return None, findings
    values, findings = _values(text.split("\n"), path, 1, findings)
    return (None if values is None else RawRecord(path, values)), findings


def _fences(lines: list[str], path: str) -> int | Finding:
    """The index of the closing fence, or what is wrong with the fences."""
    if not _FENCE.fullmatch(lines[0]):
        return _no_opening(lines, path)
    for number, line in enumerate(lines[1:], start=1):
        if line.startswith(_CLOSINGS) and _CLOSING.fullmatch(line):
            return number
    return Finding(code="CB002", at=Place(path, _where_fence_belongs(lines[:_LONGEST]), 1))


def _no_opening(lines: list[str], path: str) -> Finding:
    """What became of the opening fence: mistyped, further down, or not there at all."""
    number, hint = next((n for n, line in enumerate(lines) if line.strip()), 0), "begin"
    if _NEAR_FENCE.fullmatch(lines[0]):
        hint = "fence"
    else:
        for index, (line, following) in enumerate(pairwise(lines[:_FAR])):
            if _FENCE.fullmatch(line) and (index == number or _KEY.match(following)):
                number, hint = index, "move"
                break
    return Finding(code="CB001", at=Place(path, number + 1, 1), params={"hint": hint})


def _where_fence_belongs(lines: list[str]) -> int:
    """The line number at which the closing fence was probably forgotten or mistyped."""
    last_key = 1
    following = _following(lines)
    for number, line in enumerate(lines[1:], start=2):
        if _NEAR_FENCE.fullmatch(line):
            return number
        if line.startswith("#") and not line.startswith("# ") and line.strip("#"):
            return number
        if _KEY.match(line):
            last_key = number
        elif not line.strip() and last_key > 1 and not _goes_on(following[number - 1]):
            return number
    return min(last_key + 1, len(lines))


def _following(lines: list[str]) -> list[str]:
    """For each line the next one that is not blank."""
    found, line = [""] * len(lines), ""
    for index in range(len(lines) - 1, -1, -1):
        found[index] = line
        line = lines[index] if lines[index].strip() else line
    return found


def _goes_on(line: str) -> bool:
    return bool(_KEY.match(line)) or line.startswith((" ", "- ", "#"))


def _values(
    lines: list[str], path: str, first_line: int, known: list[Finding]
) -> tuple[Table | None, list[Finding]]:
    """The mapping in the lines; and the findings known before, with those made here."""
    repaired, findings = list(lines), list(known)
    for index, finding in _slips(lines, path, first_line):
        findings.append(finding)
        repaired[index] = _repaired(lines[index])
    values, more = read_tree("\n".join(repaired), path, first_line)
    errors = [one for one in findings if CODES[one.code] is Severity.ERROR]
    told = {one.at.line for one in errors}
    for one in more:
        if one.code != "CB009":
            findings.append(one)
        # A line already told of needs no second, vaguer word about it from the YAML reader.
        elif (explained := _explained(one, lines, first_line)).at.line not in told:
            findings.append(explained)
            told.add(explained.at.line)
    return values, findings


def _explained(finding: Finding, lines: list[str], first_line: int) -> Finding:
    """What YAML could not read, at the likeliest cause: no space after a colon, half a quote."""
    last = min(finding.at.line - first_line, len(lines) - 1)
    keys = 0
    for index in range(last, -1, -1):
        number = first_line + index
        if keys < _NEAR and (match := _NO_SPACE.match(lines[index])):
            return _problem(Place(finding.at.path, number, match.end()), "space")
        if match := _HALF_QUOTE.match(lines[index]):
            return _problem(Place(finding.at.path, number, match.end()), "quote")
        keys += bool(_KEY.match(lines[index]))
    return finding


def _problem(at: Place, problem: str) -> Finding:
    return Finding(code="CB009", at=at, params={"problem": problem})


def _slips(lines: list[str], path: str, first_line: int) -> Iterator[tuple[int, Finding]]:
    """Full-width colons after keys and tabs as indentation, outside of block scalars."""
    inside: int | None = None
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and (indent > inside or not line.strip()):
            continue
        inside = None
        number = first_line + index
        if "：" in line and (match := _WIDE_COLON.match(line)):
            at = Place(path, number, match.group().index("：") + 1)
            params = {"key": match["key"].strip().removeprefix("- "), "rest": line[match.end() :]}
            edit = _colon_edit(match, path, number)
            yield index, Finding(code="CB003", at=at, params=params, edit=edit)
        elif "\t" in line and "\t" in (margin := _margin(line)) and line.strip():
            at = Place(path, number, line.index("\t") + 1)
            edit = Edit(path=path, line=number, column=1, old=margin, new=_spaced(margin))
            yield index, Finding(code="CB004", at=at, edit=edit)
        elif "#" in line and (match := _CUT_SHORT.match(line)):
            params = {"rest": line[match.end() - 1 :].strip()}
            yield index, Finding(code="CB027", at=Place(path, number, match.end()), params=params)
        if ("|" in line or ">" in line) and (opening := _BLOCK_SCALAR.fullmatch(line)):
            inside = len(opening["indent"])


def _colon_edit(match: re.Match[str], path: str, number: int) -> Edit:
    """The full-width colon and the space around it, as YAML wants them."""
    old = match.group()[len(match["key"]) :]
    new = ": " if match.string[match.end() :].strip() else ":"
    return Edit(path=path, line=number, column=match.end("key") + 1, old=old, new=new)


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _spaced(margin: str) -> str:
    return margin.replace("\t", "  ")


def _repaired(line: str) -> str:
    """The line as it was meant, so that reading can go on and find the rest."""
    stripped = line.lstrip()
    line = _spaced(line[: len(line) - len(stripped)]) + stripped
    match = _WIDE_COLON.match(line)
    return f"{match['key']}: {line[match.end() :]}" if match else line
