"""One file of a foreign collection: bytes to values and body, or to findings."""

import re
from dataclasses import dataclass, replace
from typing import Final

from casebook.findings import CODES, Finding, Severity
from casebook.intake.journal import Journal, Tally
from casebook.record import Place, Table
from casebook.source.decode import decode
from casebook.source.front_matter import read_record
from casebook.text.characters import code_point, hidden_characters

_TOML_FENCE = re.compile(r"\+\+\+[ \t]*(?:\n|$)")
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*[:：](?:[ \t]|$)", re.ASCII)
_FENCE_OR_ITEM = re.compile(r"[ \t]*- |---[ \t]*$|#", re.ASCII)
_OPENING_LINES: Final = 5
_PASSED_OVER = re.compile(r"[ \t]*(?:#.*|---[ \t]*)?$")
_NO_FRONT_MATTER = "CB001"
_WRONG_ENCODING = "CB013"
_CONVERTED = {"CB010": "bom", "CB011": "line_ends", _WRONG_ENCODING: "gb18030"}
_HIDDEN = frozenset(("CB012", "CB024"))
# A character that stands for a lost one, or that only some font knows, shows where something
# is missing: taking it out would hide the damage.
_DAMAGE = "private"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign file as read; `path` is its place in the collection."""

    path: str
    values: Table
    body: str
    body_line: int

    def beside(self, row: Table | None) -> "Foreign":
        """The file with what a table says of it; its own words come first."""
        if row is None:
            return self
        entries = {**row.entries, **self.values.entries}
        return replace(self, values=replace(self.values, entries=entries))


def read_foreign(
    data: bytes, path: str, journal: Journal, *, remove_hidden: bool
) -> Foreign | None:
    """The values and body of a file, or None where it cannot be adopted; told in the journal."""
    text = _text(data, path, journal)
    if text is None:
        return None
    if remove_hidden:
        text = _without_hidden(text, journal)
    if _TOML_FENCE.match(text):
        journal.note("toml", Place(path, 1, 1))
        return None
    return _record(text, path, journal)


def _text(data: bytes, path: str, journal: Journal) -> str | None:
    """The text of a file in UTF-8 or GB18030, with LF line ends."""
    text, findings = decode(data, path)
    codes = {finding.code for finding in findings}
    if _WRONG_ENCODING in codes:
        text, more = decode(data.decode("gb18030").encode(), path)
        codes |= {finding.code for finding in more}
    for code in sorted(codes & _CONVERTED.keys()):
        journal.count(Tally.CONVERTED, _CONVERTED[code])
    if text is None:
        journal.find(findings)
        journal.note("unread", Place(path))
    return text


def _without_hidden(text: str, journal: Journal) -> str:
    parts: list[str] = []
    at = 0
    for hidden in hidden_characters(text):
        if hidden.kind != _DAMAGE:
            journal.count(Tally.HIDDEN, code_point(hidden.character))
            parts.append(text[at : hidden.offset])
            at = hidden.offset + 1
    return "".join([*parts, text[at:]])


def _record(text: str, path: str, journal: Journal) -> Foreign | None:
    record, findings = read_record(text.encode(), path)
    found = [finding for finding in findings if finding.code not in _NO_FRONT_MATTER]
    journal.find(found)
    if any(_is_fatal(finding) for finding in found):
        journal.note("unread", Place(path))
        return None
    foreign = (
        Foreign(path, record.values, record.body, record.body_line)
        if record is not None
        else Foreign(path, Table(), text, 1)
    )
    if (line := _stray_fields(foreign.body)) is not None:
        # Published as text, they would show what was never meant for readers.
        journal.note("stray_fields", Place(path, foreign.body_line + line, 1))
        return None
    return foreign


def _stray_fields(body: str) -> int | None:
    """The line of a body that begins with fields which no pair of fences encloses, or None."""
    lines = [(number, line) for number, line in enumerate(body.split("\n")) if line.strip()]
    opening = [one for one in lines if not _PASSED_OVER.match(one[1])][:_OPENING_LINES]
    keys = [number for number, line in opening if _KEY.match(line)]
    if len(keys) > 1:
        return keys[0]
    if not keys or keys[0] != opening[0][0]:
        return None
    following = next((line for number, line in lines if number > keys[0]), "")
    return keys[0] if _FENCE_OR_ITEM.match(following) else None


def _is_fatal(finding: Finding) -> bool:
    return CODES[finding.code] is Severity.ERROR and finding.code not in _HIDDEN
