"""Real data that lies beside the repository, and the way of one submission through the reader."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.findings import CODES, Finding, Severity
from casebook.model.ids import CallId, CaseId
from casebook.model.registers import Call
from casebook.model.terms import Audience
from casebook.parse import parse_case
from casebook.record import RawRecord
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from casebook.source.front_matter import read_record

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
LIBRARY = Path(__file__).parent / "library"
INDEX = "cases/2025/2025-0007/index.md"
CALLS = {CallId("2025"): Call(id=CallId("2025"), name="征集", requires=("title", "unit", "date"))}


def real(name: str) -> Path:
    """A file of the real data; the test is skipped where it is not there."""
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{path} is not here: it is not part of the repository")
    return path


def members(name: str) -> Iterator[tuple[str, bytes]]:
    """The files of an archive of the real data, in the order of their names."""
    with tarfile.open(real(name)) as archive:
        # In the order of the archive: to go back in a compressed one means to begin anew.
        streams = ((member.name, archive.extractfile(member)) for member in archive)
        found = {path: stream.read() for path, stream in streams if stream is not None}
    yield from sorted(found.items())


def through(data: bytes) -> tuple[RawRecord | None, list[Finding]]:
    """What bytes become on the whole way: read, parsed, and the body made; with the findings."""
    record, findings = read_record(data, INDEX)
    if record is None:
        return None, findings
    parsed = parse_case(record, CaseId("2025-0007"), CALLS, Audience.PUBLIC)
    body(record.body, record.path, record.body_line, read_catalogue().phrases)
    return record, [*findings, *parsed.findings]


def has_error(findings: list[Finding]) -> bool:
    return any(CODES[finding.code] is Severity.ERROR for finding in findings)


def codes(findings: list[Finding]) -> list[str]:
    return sorted({finding.code for finding in findings})
