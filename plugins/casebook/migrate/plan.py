"""A plan: what has to change in a library, worked out on texts before anything is written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.checks import format_findings
from casebook.findings import CODES, Finding, Severity
from casebook.migrate.settings_file import (
    Change,
    Obstacle,
    SettingsFile,
    edited,
    without_end,
)
from casebook.migrate.steps import SITE, STEPS, Files, Names, Step, stamp
from casebook.model.library import FORMAT
from casebook.parse import parse_settings
from casebook.record import Place
from casebook.source.front_matter import read_settings
from casebook.source.settings import read_all

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The changes in order, and the new bytes of every file that changes, the site's file last.

    Where there are findings, nothing may be written.
    """

    changes: tuple[Change, ...] = ()
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Text:
    """One file while it is changed: its lines, each with its end."""

    start: str
    lines: list[str]

    @classmethod
    def read(cls, data: bytes) -> "_Text":
        text = data.decode("utf-8")
        start = _BOM if text.startswith(_BOM) else ""
        return cls(start, _LINE.findall(text.removeprefix(_BOM)))

    @property
    def end(self) -> str:
        """How a new line of this file ends."""
        first = self.lines[0] if self.lines else ""
        return first[len(without_end(first)) :] or "\n"

    def data(self) -> bytes:
        return (self.start + "".join(self.lines)).encode()


def plan(root: Path, names: Names) -> Plan:
    """What brings the library below `root` from its format to the present one.

    `names` gives the phrases that name new rows. Settings that cannot be read, a format that is
    newer, and places that only a person can change are findings.
    """
    raw = read_all(root)
    registers, parsed = parse_settings(raw)
    # A number that cannot be read is no format 0.
    unknown = [one for one in parsed if (one.at.path, one.params.get("field")) == (SITE, "format")]
    unread = [one for one in raw.findings if CODES[one.code] is Severity.ERROR]
    newer = format_findings(registers.site, registers.places.get(SITE), least=0)
    if findings := (*unread, *unknown, *newer):
        return Plan(files={}, findings=findings)
    texts = {path: _Text.read((root / path).read_bytes()) for path in raw.records}
    changes: list[Change] = []
    for number in range(registers.site.format, FORMAT):
        made, findings = _stepped(STEPS[number], number + 1, texts, names)
        changes += made
        if findings:
            return Plan(files={}, findings=findings)
    touched = sorted({one.at.path for one in changes}, key=lambda path: (path == SITE, path))
    new = {path: texts[path].data() for path in touched}
    return Plan(changes=tuple(changes), files=new)


def _stepped(
    step: Step, number: int, texts: dict[str, _Text], names: Names
) -> tuple[list[Change], tuple[Finding, ...]]:
    """The changes of one step, made in the texts; or what keeps it from being made."""
    before = _files(texts)
    found = [*step(before, names), stamp(before[SITE], number)]
    if obstacles := [one.at for one in found if isinstance(one, Obstacle)]:
        return [], tuple(_by_hand(obstacles))
    changes = [one for one in found if isinstance(one, Change)]
    _apply(changes, texts)
    # Proved by reading: whoever wrote a file in a way that a step does not know is told.
    after = _files(texts)
    stuck = {one.at.path for one in step(after, names)} | (before.keys() - after.keys())
    return changes, tuple(_by_hand(Place(path) for path in sorted(stuck)))


def _apply(changes: list[Change], texts: dict[str, _Text]) -> None:
    by_path: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_path[change.at.path].append(change)
    for path, group in by_path.items():
        text = texts.setdefault(path, _Text("", []))
        text.lines = edited(text.lines, group, text.end)


def _files(texts: Mapping[str, _Text]) -> Files:
    """The files that can be read without an error."""
    files: dict[str, SettingsFile] = {}
    for path, text in texts.items():
        record, findings = read_settings("".join(text.lines).encode(), path)
        if record is not None and all(CODES[one.code] is not Severity.ERROR for one in findings):
            lines = tuple(without_end(line) for line in text.lines)
            files[path] = SettingsFile(path=path, lines=lines, table=record.values)
    return files


def _by_hand(places: Iterable[Place]) -> Iterator[Finding]:
    for at in places:
        yield Finding(code="CB803", at=at)
