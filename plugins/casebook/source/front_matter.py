"""A file to a raw record: the fences, the slips of a Chinese keyboard, then YAML."""

import re
from collections.abc import Iterator, Mapping

from casebook.findings import Finding
from casebook.record import Place, RawFile, RawRecord, Table
from casebook.source.decode import decode
from casebook.source.yaml_tree import read_tree

_FENCE = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_NEAR_FENCE = re.compile(r"[ \t]*(?:[-－—–_=]{2,}|\+{3})[ \t]*")
_WIDE_COLON = re.compile(
    r"(?P<key>[ \t]*(?:- +)?[A-Za-z_][\w-]*|[\u4e00-\u9fff]{1,12})[ \t]*：[ \t]*"
)
_BLOCK_SCALAR = re.compile(r"(?P<indent>[ ]*)(?:- +)*[^#\s][^#]*:[ ]+[|>][-+0-9]*[ ]*(?:#.*)?")
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*[:：]")


def read_record(
    data: bytes, path: str, files: tuple[RawFile, ...] = ()
) -> tuple[RawRecord | None, list[Finding]]:
    """The record in the bytes of one Markdown file, or None; and every finding on the way."""
    text, findings = decode(data, path)
    if text is None:
        return None, findings
    fences = _fences(text.split("\n"), path)
    if isinstance(fences, Finding):
        return None, [*findings, fences]
    values, more = _values(text.split("\n")[1:fences], path)
    findings += more
    if values is None:
        return None, findings
    body = "\n".join(text.split("\n")[fences + 1 :])
    return RawRecord(path, values, body, fences + 2, files), findings


def read_settings(data: bytes, path: str) -> tuple[RawRecord | None, list[Finding]]:
    """The record in a YAML file of the settings or registers, read with the same care."""
    text, findings = decode(data, path)
    if text is None:
        return None, findings
    values, more = _values(text.split("\n"), path, first_line=1)
    findings += more
    return (None if values is None else RawRecord(path, values)), findings


def _fences(lines: list[str], path: str) -> int | Finding:
    """The index of the closing fence, or what is wrong with the fences."""
    if not _FENCE.fullmatch(lines[0]):
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        return Finding(code="CB001", at=Place(path, first + 1, 1))
    for number, line in enumerate(lines[1:], start=1):
        if _CLOSING.fullmatch(line):
            return number
    return Finding(code="CB002", at=Place(path, _where_fence_belongs(lines), 1))


def _where_fence_belongs(lines: list[str]) -> int:
    """The line number at which the closing fence was probably forgotten or mistyped."""
    last_key = 1
    for number, line in enumerate(lines[1:], start=2):
        if _NEAR_FENCE.fullmatch(line):
            return number
        if line.startswith("#") and not line.startswith("# ") and line.strip("#"):
            return number
        if _KEY.match(line):
            last_key = number
        elif not line.strip() and last_key > 1 and not _goes_on(lines[number:]):
            return number
    return min(last_key + 1, len(lines))


def _goes_on(rest: list[str]) -> bool:
    following = next((line for line in rest if line.strip()), "")
    return bool(_KEY.match(following)) or following.startswith((" ", "- ", "#"))


def _values(lines: list[str], path: str, first_line: int = 2) -> tuple[Table | None, list[Finding]]:
    repaired, findings = list(lines), []
    for index, finding in _slips(lines, path, first_line):
        findings.append(finding)
        repaired[index] = _repaired(lines[index])
    values, more = read_tree("\n".join(repaired), path, first_line)
    told: Mapping[int, Finding] = {finding.at.line: finding for finding in findings}
    # A line already told of needs no second, vaguer word about it from the YAML reader.
    findings += [one for one in more if one.code != "CB009" or one.at.line not in told]
    return values, findings


def _slips(lines: list[str], path: str, first_line: int) -> Iterator[tuple[int, Finding]]:
    """Full-width colons after keys and tabs as indentation, outside of block scalars."""
    inside: int | None = None
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and (indent > inside or not line.strip()):
            continue
        inside = None
        number = first_line + index
        if match := _WIDE_COLON.match(line):
            at = Place(path, number, match.group().index("：") + 1)
            params = {"key": match["key"].strip().removeprefix("- "), "rest": line[match.end() :]}
            yield index, Finding(code="CB003", at=at, params=params)
        elif "\t" in line[: len(line) - len(line.lstrip())] and line.strip():
            at = Place(path, number, line.index("\t") + 1)
            yield index, Finding(code="CB004", at=at)
        if opening := _BLOCK_SCALAR.fullmatch(line):
            inside = len(opening["indent"])


def _repaired(line: str) -> str:
    """The line as it was meant, so that reading can go on and find the rest."""
    stripped = line.lstrip()
    indent = line[: len(line) - len(stripped)].replace("\t", "  ")
    line = indent + stripped
    match = _WIDE_COLON.match(line)
    return f"{match['key']}: {line[match.end() :]}" if match else line
